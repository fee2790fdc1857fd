import { open } from 'node:fs/promises';
import { recordOf, type CallRecord, type RecordDialect } from './callRecordLines.ts';

/** Of a file that has grown for years only the end is read: some thousand calls. */
const MOST_BYTES = 2_000_000;

/**
 * The latest records of a switchboard's file, oldest first. Throws what the disk says: the caller tells it.
 *
 * @param path a file that this computer can read, on a share perhaps
 */
export async function readCallRecords(path: string, dialect: RecordDialect): Promise<readonly CallRecord[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - MOST_BYTES);
    const bytes = Buffer.alloc(size - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    const lines = bytes.toString('utf8', 0, bytesRead).split(/\r?\n/u);
    // It may begin in the middle of a line.
    const whole = from === 0 ? lines : lines.slice(1);
    return whole.map((line) => recordOf(line, dialect)).filter((record) => record !== null);
  } finally {
    await file.close();
  }
}
