import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivately } from '../../privateFiles.ts';

/**
 * The file through which `ringside call` finds the running app: one line, `{"port":…,"token":"…"}` in
 * exactly this order, because the hook program reads it without a JSON library. Readable by its owner
 * alone. The token lets a program report calls and nothing else; it stays the same over restarts,
 * because people paste it into their softphone.
 */
const hookFile = z.object({ port: z.number().int(), token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** The token of an earlier run, or a new one (32 random bytes). */
export function readHookToken(file: string): string {
  try {
    const parsed = hookFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data.token;
  } catch {
    // Missing or unreadable: a new token is made, and the old one no longer works.
  }
  return randomBytes(32).toString('base64url');
}

/** Says where the app listens. Replaced whole, so that a reader never sees half a line. */
export function writeHookFile(file: string, port: number, token: string): void {
  writePrivately(file, `{"port":${port},"token":"${token}"}\n`);
}
