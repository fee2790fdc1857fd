import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import * as z from 'zod/mini';
import { outcome, type Outcome } from '../../preload/contract/outcomes.ts';
import type { StorageState } from '../../preload/contract/storage.ts';

/**
 * The team's own results, in a file that an administrator hands out (docs/outcomes.md). It is never written here. All of it holds or
 * nothing: with half of the results the keys of the other half would be pressed.
 */
export interface OutcomesFile {
  get(): readonly Outcome[];
  /** Why none are used although the file is there. */
  problem(): StorageState['outcomes'];
  /** Hears of every change of either. */
  onChange(listener: () => void): void;
  stop(): void;
}

const MOST = 20;
/** Changed files are seen so soon, also on a network's drive, which tells nothing of changes. */
const LOOK_EVERY_MS = 3_000;

const file = z.object({ outcomes: z.array(outcome).check(z.maxLength(MOST)) });

type Read = { readonly outcomes: readonly Outcome[]; readonly problem: StorageState['outcomes'] };

/** Reads the file, and again when it changes; a missing one means the seven results of the CRM. */
export function openOutcomesFile(path: string, interval = LOOK_EVERY_MS): OutcomesFile {
  let current = read(path);
  const listeners: (() => void)[] = [];
  const look = (): void => {
    const next = read(path);
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    for (const listener of listeners) listener();
  };
  watchFile(path, { interval, persistent: false }, look);
  // It compares with its own first look, which comes later than the reading above: a change between the two is seen here.
  const first = setTimeout(look, interval).unref();
  return {
    get: () => current.outcomes,
    problem: () => current.problem,
    onChange(listener) {
      listeners.push(listener);
    },
    stop() {
      clearTimeout(first);
      unwatchFile(path, look);
    },
  };
}

function read(path: string): Read {
  const none = (problem: Read['problem']): Read => ({ outcomes: [], problem });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return none(isMissing ? null : { problem: 'unreadable', path });
  }
  let json: unknown;
  try {
    // Editors of Windows put a byte-order mark in front.
    json = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return none({ problem: 'notJson', path });
  }
  const parsed = file.safeParse(json);
  if (!parsed.success)
    return none({ problem: 'wrong', path, where: placeOf(parsed.error.issues[0]?.path ?? []) });
  const { outcomes } = parsed.data;
  for (const part of ['id', 'key'] as const) {
    const again = outcomes.findIndex(
      (one, place) =>
        one[part] !== null && outcomes.slice(0, place).some((other) => other[part] === one[part]),
    );
    if (again >= 0) return none({ problem: 'twice', path, where: placeOf(['outcomes', again, part]) });
  }
  return { outcomes, problem: null };
}

/** `outcomes 3, status`: counted from one, as people count what stands in a file. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? ` ${part + 1}` : `, ${String(part)}`))
    .join('')
    .replace(/^, /u, '');
