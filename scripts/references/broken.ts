import path from 'node:path/posix';
import { blanked, readHeadings, withoutCodeBlocks, type Headings } from './headings.ts';

/** The repository as references see it. Paths are relative to its root, with `/`. */
export interface Tree {
  /** Texts of the files that may hold references, and of all Markdown files. */
  readonly texts: ReadonlyMap<string, string>;
  /** Every file and folder that can be pointed at. */
  readonly paths: ReadonlySet<string>;
}

/** A reference that leads nowhere. */
export interface Broken {
  readonly file: string;
  readonly line: number;
  readonly reference: string;
  /** Why, as a sentence for whoever wrote it. */
  readonly reason: string;
}

interface Found {
  readonly at: number;
  readonly reference: string;
  readonly reason: string;
}

/** A name that stands for any other, as in `migrations/NNN.ts`. */
const PLACEHOLDER = /(?:^|\/)[A-Z]+\.\w+$/u;

/** Documents whose sections are named by number: `crm-api.md 3.4`. */
const NUMBERED =
  /\b(?:docs\/)?(crm-api|call-sources)\.md(?:[\s*]|\/\/)+(\d+(?:\.\d+)*(?:(?:, | and | to )\d+(?:\.\d+)*)*)/gu;
/** A Markdown file in a text, the heading of it that may be quoted behind (`, "Updates"`), or the anchor. */
const NAMED =
  /(?<![\w@/.-])((?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*\.md)\b(?:#([\w-]+)|,(?:[\s*]|\/\/)+"([^"\n]+)")?/gu;
const LINK = /\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|^\[[^\]]+\]: +(\S+)/gmu;
/** A source file by its name, alone or behind folders. */
const SOURCE =
  /(?<![\w@/.*{}$-])((?:\.{0,2}\/)?[\w-][\w.-]*(?:\/[\w.-]+)*\.(?:tsx?|mjs|c|css|nsh))\b(?![\w(*])/gu;
/** A folder of ours, from the root: two names at least. */
const FOLDER =
  /(?<![\w@/.*{}$:-])((?:main|preload|renderer|sandbox|webhooks|relay|hook|test|scripts|docs|build)\/[\w/-]*[\w-])(?!\.\w|[\w*{<-])/gu;

/**
 * The references of all texts that lead nowhere: links of Markdown (path and anchor), Markdown files, source files and
 * folders named in prose and comments, headings quoted behind a file's name, sections named by number.
 */
export function brokenReferences(tree: Tree): readonly Broken[] {
  const headings = new Map<string, Headings>();
  for (const [file, text] of tree.texts) if (file.endsWith('.md')) headings.set(file, readHeadings(text));
  const names = new Set([...tree.paths].map((one) => path.basename(one)));
  const broken: Broken[] = [];
  for (const [file, text] of tree.texts) {
    const prose = proseOf(file, text);
    const isMarkdown = file.endsWith('.md');
    // A link is looked at once: as a link.
    const words = isMarkdown ? prose.replace(LINK, blanked) : prose;
    const found = [
      ...(isMarkdown ? links(file, prose) : []),
      ...numberedSections(words),
      ...markdownNames(file, words),
      ...sourceNames(file, words),
    ];
    for (const { at, reference, reason } of found)
      broken.push({ file, line: text.slice(0, at).split('\n').length, reference, reason });
  }
  return broken;

  /** The path a reference means: from its own file, from the root, or in docs/; undefined where there is none. */
  function resolved(file: string, reference: string): string | undefined {
    const tries = [
      path.join(path.dirname(file), reference),
      path.normalize(reference),
      path.join('docs', reference),
    ];
    return tries.find((one) => tree.paths.has(one.replace(/\/$/u, '')));
  }

  function links(file: string, prose: string): readonly Found[] {
    const found: Found[] = [];
    for (const match of withoutInlineCode(prose).matchAll(LINK)) {
      const reference = match[1] ?? match[2] ?? '';
      if (/^[a-z][a-z+.-]*:/u.test(reference)) continue;
      const [target = '', anchor] = reference.split('#');
      const goal =
        target === '' ? file : path.join(path.dirname(file), decodeURI(target)).replace(/\/$/u, '');
      const at = match.index;
      if (!tree.paths.has(goal)) found.push({ at, reference, reason: `there is no ${goal}` });
      else if (anchor !== undefined && headings.get(goal)?.anchors.has(anchor) !== true)
        found.push({ at, reference, reason: `${goal} has no heading with this anchor` });
    }
    return found;
  }

  function numberedSections(prose: string): readonly Found[] {
    const found: Found[] = [];
    for (const { 0: reference, 1: name = '', 2: numbers = '', index: at } of prose.matchAll(NUMBERED)) {
      const goal = `docs/${name}.md`;
      const missing = (numbers.match(/\d+(?:\.\d+)*/gu) ?? []).filter(
        (number) => headings.get(goal)?.numbers.has(number) !== true,
      );
      if (missing.length > 0)
        found.push({ at, reference, reason: `${goal} has no section ${missing.join(', ')}` });
    }
    return found;
  }

  function markdownNames(file: string, prose: string): readonly Found[] {
    const found: Found[] = [];
    for (const { 0: reference, 1: name = '', 2: anchor, 3: title, index: at } of prose.matchAll(NAMED)) {
      const goal = resolved(file, name);
      const known = goal === undefined ? undefined : headings.get(goal);
      if (known === undefined) found.push({ at, reference, reason: `there is no ${name}` });
      else if (anchor !== undefined && !known.anchors.has(anchor))
        found.push({ at, reference, reason: `${goal} has no heading with this anchor` });
      else if (title !== undefined && !known.titles.has(title))
        found.push({ at, reference, reason: `${goal} has no heading "${title}"` });
    }
    return found;
  }

  function sourceNames(file: string, prose: string): readonly Found[] {
    const found: Found[] = [];
    for (const { 1: reference = '', index: at } of [...prose.matchAll(SOURCE), ...prose.matchAll(FOLDER)]) {
      if (PLACEHOLDER.test(reference)) continue;
      if (reference.includes('/') ? isThere(file, reference) : names.has(reference)) continue;
      found.push({ at, reference, reason: `there is no ${reference}` });
    }
    return found;
  }

  /** From the own folder, from the root, or below any folder of ours: `accounts/tokens/refreshRefusal.ts`. */
  function isThere(file: string, reference: string): boolean {
    if (resolved(file, reference) !== undefined) return true;
    return [...tree.paths].some((one) => one.endsWith(`/${reference}`));
  }
}

/** What people read: of Markdown all but code blocks, of code its comments; addresses of the web blanked. */
function proseOf(file: string, text: string): string {
  const prose = file.endsWith('.md') ? withoutCodeBlocks(text) : commentsOf(text);
  return prose.replace(/\b[a-z][a-z+.-]*:\/\/[^\s)>`]+/gu, blanked);
}

/** The text with everything but comments blanked, so that offsets stay. Strings are skipped, whatever they hold. */
function commentsOf(text: string): string {
  const token =
    /\/\*.*?\*\/|(?:^|(?<=[\s;{}(),[\]]))\/\/[^\n]*|^[ \t]*[#;][^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/gmsu;
  let comments = '';
  let from = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    const isString = found.startsWith("'") || found.startsWith('"');
    comments += blanked(text.slice(from, index)) + (isString ? blanked(found) : found);
    from = index + found.length;
  }
  return comments + blanked(text.slice(from));
}

function withoutInlineCode(markdown: string): string {
  return markdown.replace(/`[^`\n]*`/gu, blanked);
}
