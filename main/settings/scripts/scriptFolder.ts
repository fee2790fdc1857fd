import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallScript, ScriptBlock, StorageState } from '../../../preload/contract.ts';
import { readHead } from './scriptHead.ts';

/** A script as it stands in the folder. */
export interface ScriptFile extends CallScript {
  /** Hosts; none: every account. */
  readonly accounts: readonly string[];
  readonly blocks: readonly ScriptBlock[];
}

/**
 * The team's call scripts, Markdown files that an administrator hands out (docs/call-script.md). Never written here. A file that is odd is
 * said and left out; the others hold.
 */
export interface ScriptFolder {
  /** In the order of their names. */
  get(): readonly ScriptFile[];
  problems(): StorageState['scripts'];
  /** Hears of every change of either. */
  onChange(listener: () => void): void;
  stop(): void;
}

export const MOST_SCRIPTS = 50;
/** Bytes. Longer is no script, and a Markdown reader may take seconds for a megabyte somebody made for it. */
const LARGEST = 32 * 1024;
/** Changed files are seen so soon, also on a network's drive, which tells nothing of changes. */
const LOOK_EVERY_MS = 3_000;

type Problem = StorageState['scripts'][number];
type Read = { readonly mark: string } & (
  | { readonly script: ScriptFile; readonly problem: null }
  | { readonly script: null; readonly problem: Problem }
);

/** Reads the folder soon after the start, and what changed in it from then on; a missing one means no scripts. */
export function openScriptFolder(folder: string, interval = LOOK_EVERY_MS): ScriptFolder {
  let files = new Map<string, Read>();
  let scripts: readonly ScriptFile[] = [];
  let problems: StorageState['scripts'] = [];
  const listeners: (() => void)[] = [];
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    const listed = await namesIn(folder);
    const next = new Map<string, Read>();
    for (const name of listed.names.slice(0, MOST_SCRIPTS)) {
      const known = files.get(name);
      next.set(name, await read(join(folder, name), name, known));
    }
    const isSame =
      next.size === files.size && [...next].every(([name, file]) => files.get(name)?.mark === file.mark);
    files = next;
    const beyond: Problem[] = [
      ...(listed.isUnreadable ? [{ problem: 'unreadable' as const, path: folder, where: '' }] : []),
      ...listed.names.slice(MOST_SCRIPTS, MOST_SCRIPTS + 1).map((name) => ({
        problem: 'tooMany' as const,
        path: join(folder, name),
        where: String(MOST_SCRIPTS),
      })),
    ];
    if (isStopped) return;
    const all = [...next.values()].flatMap(({ script }) => script ?? []);
    const nextProblems = [
      ...[...next.values()].flatMap(({ problem }) => problem ?? []),
      ...beyond,
      ...twins(all, folder),
    ];
    if (isSame && JSON.stringify(nextProblems) === JSON.stringify(problems)) return;
    scripts = all;
    problems = nextProblems;
    for (const listener of listeners) listener();
  }
  const again = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => void look().finally(again), interval).unref();
  };
  void look().finally(again);
  return {
    get: () => scripts,
    problems: () => problems,
    onChange(listener) {
      listeners.push(listener);
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

async function namesIn(
  folder: string,
): Promise<{ readonly names: readonly string[]; readonly isUnreadable: boolean }> {
  try {
    const names = await readdir(folder);
    return {
      names: names.filter((name) => /^[^.].*\.(?:md|markdown)$/iu.test(name)).toSorted(),
      isUnreadable: false,
    };
  } catch (error) {
    return { names: [], isUnreadable: codeOf(error) !== 'ENOENT' };
  }
}

async function read(path: string, file: string, known: Read | undefined): Promise<Read> {
  const odd = (mark: string, problem: Problem['problem'], where = ''): Read => ({
    mark,
    script: null,
    problem: { problem, path, where },
  });
  let mark: string;
  let bytes: Buffer;
  try {
    const found = await stat(path);
    mark = `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (known?.mark === mark) return known;
    // A pipe would be waited for, for ever.
    if (!found.isFile()) return odd(mark, 'unreadable');
    if (found.size > LARGEST) return odd(mark, 'tooLarge');
    bytes = await readFile(path);
  } catch {
    // Nothing of the file changes when its rights do, or when nobody holds it any more: it is tried at each look.
    return odd('unread', 'unreadable');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return odd(mark, 'text');
  }
  const head = readHead(text);
  if (!head.ok) return odd(mark, 'wrong', head.error);
  const { markdown, name, ...where } = head.value;
  // Who has no scripts never reads the reader of Markdown.
  const { blocksOf } = await import('./scriptBlocks.ts');
  let blocks: ScriptBlock[];
  try {
    blocks = blocksOf(markdown);
  } catch {
    // Nested so deeply that the reader gives up.
    return odd(mark, 'wrong', '…');
  }
  const [first] = blocks;
  const title = first?.kind === 'heading' ? first.words.map((word) => word.text).join('') : '';
  const shown = name === '' ? title.trim() : name;
  return {
    mark,
    problem: null,
    script: { file, ...where, name: (shown === '' ? file : shown).slice(0, 200), blocks },
  };
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Scripts that are offered for some of the same calls as another, with no line or pipeline more that would put one first. */
function twins(all: readonly ScriptFile[], folder: string): Problem[] {
  return all.flatMap((script, at) => {
    const other = all.slice(0, at).find((before) => isTwin(before, script));
    return other === undefined
      ? []
      : [{ problem: 'twice' as const, path: join(folder, script.file), where: other.file }];
  });
}

const KEYS = ['accounts', 'lines', 'pipelines'] as const;
const isTwin = (one: ScriptFile, other: ScriptFile): boolean =>
  KEYS.every((key) => {
    const [mine, theirs] = [new Set<unknown>(one[key]), other[key]];
    return mine.size === 0 ? theirs.length === 0 : theirs.some((value) => mine.has(value));
  });
