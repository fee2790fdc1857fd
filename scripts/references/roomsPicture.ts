import type { Layer } from '../imports/layers.ts';

/** A rule of dependency-cruiser, as far as the picture reads it: regular expressions for paths from the root. */
export interface ImportRule {
  readonly from: { readonly path?: string | undefined };
  readonly to: { readonly path?: string | undefined };
}

/** By this line the picture is found in its document. */
const MARK = '%% Rooms of main/, drawn by `node scripts/references.ts --write`';
const FENCE = '```';

/**
 * Mermaid's picture of which room may import which: each imports what stands to its right and below, but for what its
 * box says. Follows from the layers and from what the rules say of a file that no rule names.
 */
export function roomsPicture(layers: readonly Layer[], rules: readonly ImportRule[]): string {
  const rooms = layers.flatMap((layer) => layer.rooms.map(([room]) => room));
  const mayImport = (from: string, to: string): boolean =>
    !rules.some((rule) => matches(rule.from.path, from) && matches(rule.to.path, to));

  function box(room: string): string {
    const lower = rooms.slice(0, rooms.indexOf(room));
    const allowed = lower.filter((other) => mayImport(room, other));
    const refused = lower.filter((other) => !allowed.includes(other));
    const limit =
      refused.length === 0
        ? ''
        : refused.length > allowed.length
          ? `<br/>only ${allowed.join(', ')}`
          : `<br/>not ${refused.join(', ')}`;
    return `${room}["${room}${limit}"]`;
  }

  const subgraphs = layers.map(
    ({ title, rooms: own }, at) =>
      `  subgraph layer${at}["${title}"]\n    direction LR\n    ${own
        .toReversed()
        .map(([room]) => box(room))
        .join(' --> ')}\n  end\n`,
  );
  const downwards = layers.map((_, at) => `layer${at}`).toReversed();
  return `${MARK}\nflowchart TB\n${subgraphs.toReversed().join('')}  ${downwards.join(' --> ')}\n`;
}

/** The document with this picture in place of the one it has; null when it has none. */
export function withPicture(document: string, picture: string): string | null {
  const start = document.indexOf(MARK);
  const end = document.indexOf(FENCE, start);
  if (start === -1 || end === -1) return null;
  return document.slice(0, start) + picture + document.slice(end);
}

function matches(pattern: string | undefined, room: string): boolean {
  return pattern !== undefined && new RegExp(pattern, 'u').test(`main/${room}/anyFile.ts`);
}
