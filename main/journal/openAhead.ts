import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WallTime } from '../common/clock.ts';
import { COPIES, copiesIn } from './copies/dailyCopies.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { QUICK_BYTES } from './openJournal.ts';

/** The daily copy is checked as a whole, and the journal with it; where there was none for so long, the start does that. */
const CHECKED_MS = 7 * 86_400_000;

/**
 * Whether opening this journal would be seen as a program that hangs: it is large, and has to be migrated or checked as
 * a whole first (219,000 calls: 3 to 16 s). Reads a hundred bytes; a file that is not there or not readable opens at once.
 */
export function opensSlowly(file: string, now: WallTime): boolean {
  try {
    if (!existsSync(file) || statSync(file).size <= QUICK_BYTES) return false;
    const version = versionOf(file);
    return (version > 0 && version < SCHEMA_VERSION) || !wasChecked(file, now);
  } catch {
    return false;
  }
}

/** `user_version` in the file's header (sqlite.org/fileformat.html, 1.3.14). What is only in the log yet is not seen. */
function versionOf(file: string): number {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header.readUInt32BE(60);
}

function wasChecked(file: string, now: WallTime): boolean {
  const [newest] = copiesIn(join(dirname(file), COPIES));
  return newest !== undefined && Math.abs(now - statSync(newest).mtimeMs) < CHECKED_MS;
}

/**
 * Checks and migrates the journal in a thread of its own, and resolves when it has let go of the file. What it could not
 * do the opening meets again, and says.
 *
 * @param workerUrl the built `openAheadWorker.js`, or `openAheadWorker.ts` where Node runs it
 */
export function openAhead(file: string, workerUrl: URL): Promise<void> {
  const worker = new Worker(workerUrl, { workerData: { file }, name: 'open' });
  return new Promise((resolve) => {
    worker.once('error', () => undefined);
    worker.once('exit', () => {
      resolve();
    });
  });
}
