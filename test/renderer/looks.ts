import { LANGUAGES, type Language } from '../../i18n/languages.ts';

/** How a story is looked at. */
export interface Look {
  readonly name: string;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly width?: number;
  /** 2 is the 200 % zoom of a window: half the CSS pixels. */
  readonly zoom?: number;
  readonly forcedColors?: 'active';
}

/** Looks of one language stand together: a story is mounted once for them. The first four are those of `npm test`. */
export const looks: readonly Look[] = [
  { name: 'en-light', language: 'en', theme: 'light' },
  { name: 'en-dark', language: 'en', theme: 'dark' },
  { name: 'ru-light', language: 'ru', theme: 'light' },
  { name: 'pt-BR', language: 'pt-BR', theme: 'light' },
  { name: 'ru-dark', language: 'ru', theme: 'dark' },
  { name: 'narrow', language: 'ru', theme: 'light', width: 480 },
  { name: 'zoom', language: 'en', theme: 'light', zoom: 2 },
  // Every other language, and every one but the first two at the narrowest.
  ...LANGUAGES.slice(2).flatMap(({ tag }) => [
    ...(tag === 'pt-BR' ? [] : [{ name: tag, language: tag, theme: 'light' as const }]),
    { name: `${tag}-narrow`, language: tag, theme: 'dark' as const, width: 480 },
  ]),
  { name: 'forced', language: 'en', theme: 'dark', forcedColors: 'active' },
];

/** What `npm test` looks at, unless RINGSIDE_LOOKS names others. */
export const wantedLooks: readonly Look[] =
  process.env['RINGSIDE_LOOKS'] === undefined
    ? looks.slice(0, 4)
    : looks.filter(({ name }) => process.env['RINGSIDE_LOOKS']?.split(',').includes(name));
