import type { CSSProperties } from 'react';

/** Custom properties are no part of React's own type of a style. */
type ColourStyle = CSSProperties & { readonly '--stage'?: string; readonly '--acc'?: string };

/** Gives an element and all in it the pill colours of a stage (tokens.css). */
export function stageColour(
  colour: string | null,
): { readonly 'data-stage': string; readonly style: ColourStyle } | Record<string, never> {
  return colour === null ? {} : { 'data-stage': '', style: { '--stage': colour } };
}

/** Gives an element and all in it the colours of an account: its band, its wash, its words (tokens.css). */
export function accountColour(colour: string): {
  readonly 'data-account': string;
  readonly style: ColourStyle;
} {
  return { 'data-account': '', style: { '--acc': colour } };
}
