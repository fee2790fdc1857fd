import { renameSync, rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { makePrivate, privateFile } from '../../common/privateFiles.ts';

/**
 * Copies the journal by SQLite's own backup, in a thread of its own: main's, which shows the pop, has no part in it. A
 * copy that is not whole never takes the place of one that is. An error ends the thread, and dailyCopies.ts says so.
 */
const { file, to } = z.object({ file: z.string(), to: z.string() }).parse(workerData);

const draft = `${to}.new`;
rmSync(draft, { force: true });
privateFile(draft);
const journal = new Database(file, { readonly: true, fileMustExist: true });
try {
  await journal.backup(draft);
} finally {
  journal.close();
}
const copy = new Database(draft, { readonly: true });
const check: unknown = copy.pragma('quick_check(1)', { simple: true });
copy.close();
if (check !== 'ok') throw new Error(`the copy of the journal is not whole: ${String(check)}`);
makePrivate(draft);
renameSync(draft, to);
for (const part of ['-wal', '-shm']) rmSync(draft + part, { force: true });
