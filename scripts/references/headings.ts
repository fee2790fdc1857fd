/** What a Markdown file can be pointed at by. */
export interface Headings {
  /** Titles, without marks: what a comment quotes. */
  readonly titles: ReadonlySet<string>;
  /** Numbers that titles begin with, as `3.4`. */
  readonly numbers: ReadonlySet<string>;
  /** What stands behind `#` in a link. */
  readonly anchors: ReadonlySet<string>;
}

/** The text with everything in code blocks blanked, line for line, so that offsets stay. */
export function withoutCodeBlocks(markdown: string): string {
  return markdown.replace(/^(`{3,}|~{3,}).*?^\1[^\n]*$/gmsu, blanked);
}

/** As many characters, and the same lines, with nothing in them. */
export function blanked(text: string): string {
  return text.replace(/[^\n]/gu, ' ');
}

/** A title's anchor as GitHub makes it: lower case, no punctuation, hyphens for spaces. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Reads the headings (`#` to `######`) of a Markdown file. A second one of the same title has the anchor `title-1`, and so on. */
export function readHeadings(markdown: string): Headings {
  const titles = new Set<string>();
  const numbers = new Set<string>();
  const anchors = new Set<string>();
  for (const [, written = ''] of withoutCodeBlocks(markdown).matchAll(/^#{1,6} +(.+?) *#*$/gmu)) {
    const title = written.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').replace(/[`*]|(?<!\w)_|_(?!\w)/gu, '');
    titles.add(title);
    const number = /^(\d+(?:\.\d+)*)\.? /u.exec(title)?.[1];
    if (number !== undefined) numbers.add(number);
    const anchor = anchorOf(title);
    let unique = anchor;
    for (let n = 1; anchors.has(unique); n += 1) unique = `${anchor}-${n}`;
    anchors.add(unique);
  }
  return { titles, numbers, anchors };
}
