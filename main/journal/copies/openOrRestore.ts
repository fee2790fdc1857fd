import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../common/clock.ts';
import type { Clock } from '../../common/clock.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { Journal } from '../journal.ts';
import { openJournal, type JournalCheck, type JournalFailure } from '../openJournal.ts';
import { COPIES, copiesIn, restoreCopy } from './dailyCopies.ts';
import { brokenJournalsIn } from './setAsideJournals.ts';

/** What the agent is told before the journal is used; a start that is killed in between tells it again. */
export interface Explain {
  /** The journal is a daily copy. `setAside`: path of the one that could not be read; null where there was none at all. */
  restored(copy: string, setAside: string | null): void;
  /** Nothing could be restored: an empty journal is begun. `where`: the path of what there is. */
  lost(where: string): void;
}

/** Kept in a journal that was restored until the agent was told. */
const RESTORED_FROM = 'restoredFrom';
const restoredFrom = z.object({ copy: z.string(), setAside: z.string().nullable() });

/**
 * Opens the journal. One that is broken is set aside, and one that is not there although there was one (Ringside was killed on
 * this very way, or somebody took the file) is the same to the agent: the newest daily copy that opens takes its place. An
 * empty one is begun at the first start, and else only after the agent was told.
 */
export function openOrRestore(
  file: string,
  explain: Explain,
  clock: Pick<Clock, 'now'> = systemClock,
  check: JournalCheck = 'whole',
): Result<Journal, JournalFailure> {
  // An empty file is one that was being made.
  if (existsSync(file) && statSync(file).size > 0) {
    const opened = openJournal(file, clock, check);
    if (opened.ok) return ok(explained(opened.value, explain));
    if (opened.error.kind !== 'broken') return opened;
  }
  const copies = copiesIn(join(dirname(file), COPIES));
  const broken = newestBroken(file);
  if (broken === null && copies.length === 0) return openJournal(file, clock, check);
  const stray = keepStrayParts(file, broken);
  if (!stray.ok) return stray;
  for (const copy of copies) {
    try {
      restoreCopy(copy, file, [RESTORED_FROM, JSON.stringify({ copy: basename(copy), setAside: broken })]);
      const opened = openJournal(file, clock, check);
      if (opened.ok) return ok(explained(opened.value, explain));
    } catch {
      // The next older one.
    }
    rmSync(file, { force: true });
  }
  explain.lost(broken ?? join(dirname(file), COPIES));
  return openJournal(file, clock, check);
}

function explained(journal: Journal, explain: Explain): Journal {
  const kept = journal.memory.get('', RESTORED_FROM);
  if (kept === null) return journal;
  const { copy, setAside } = restoredFrom.parse(JSON.parse(kept));
  explain.restored(copy, setAside);
  journal.memory.delete('', RESTORED_FROM);
  return journal;
}

function newestBroken(file: string): string | null {
  const folder = dirname(file);
  if (!existsSync(folder)) return null;
  const paths = brokenJournalsIn(readdirSync(folder)).map((name) => join(folder, name));
  return paths.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? null;
}

/**
 * Killed between the file and its log: the log belongs to the file that was set aside, and would be played into
 * whatever has the journal's name next.
 */
function keepStrayParts(file: string, broken: string | null): Result<null, JournalFailure> {
  try {
    for (const part of ['-wal', '-shm']) {
      if (!existsSync(file + part)) continue;
      if (broken !== null && !existsSync(broken + part)) renameSync(file + part, broken + part);
      else renameSync(file + part, `${file}.stray${part}`);
    }
    return ok(null);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return fail({ kind: 'unavailable', code: 'EACCES', words });
  }
}
