import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writePrivately } from '../../common/privateFiles.ts';
import type { HookPlace } from './callHookSocket.ts';

/**
 * Two files of the data folder, readable by their owner alone.
 *
 * `hook.token` keeps the token over restarts, because people paste it into their softphone. It lets a program report
 * calls and nothing else.
 *
 * `hook.json` is there while Ringside runs: through it `ringside call` finds where to report. One line,
 * `{"port":…,"token":"…","socket":"…"}` (Windows: `"pipe"`) in exactly this order, because the hook program reads it
 * without a JSON library. Port 0: no port listens.
 */
const tokenText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Before there was `hook.token`, the token was here alone. */
const formerFile = z.object({ token: tokenText });

export interface HookFiles {
  /** The token of an earlier run, or a new one (32 random bytes). */
  token(): string;
  /** Another token; the one before is worth nothing from now on. Throws when the disk does not take it: nothing changed. */
  renew(): string;
  /** Says where the app listens; false when the disk does not take it. */
  announce(port: number, place: HookPlace | null): boolean;
  /** Ringside ends: nobody is to be asked any more. */
  remove(): void;
}

/** The hook's files in a data folder. */
export function openHookFiles(folder: string): HookFiles {
  const tokenFile = path.join(folder, 'hook.token');
  const hookFile = path.join(folder, 'hook.json');
  let current = readToken(tokenFile, hookFile);

  /** The first one counts, whether the disk takes it or not: softphones are heard today at least. */
  function token(): string {
    if (current !== null) return current;
    current = newToken();
    replaced(tokenFile, `${current}\n`);
    return current;
  }
  return {
    token,
    renew() {
      const made = newToken();
      writePrivately(tokenFile, `${made}\n`);
      current = made;
      return made;
    },
    announce(port, place) {
      const end =
        place === null ? '' : place.kind === 'pipe' ? `,"pipe":"${place.name}"` : `,"socket":"${place.path}"`;
      return replaced(hookFile, `{"port":${port},"token":"${token()}"${end}}\n`);
    },
    remove() {
      rmSync(hookFile, { force: true });
    },
  };
}

/** Null when it is nowhere, or unreadable: a new one is made, and the old one no longer works. */
function readToken(tokenFile: string, hookFile: string): string | null {
  const kept = tokenText.safeParse(readText(tokenFile).trim());
  if (kept.success) return kept.data;
  try {
    const former = formerFile.safeParse(JSON.parse(readText(hookFile)));
    if (!former.success) return null;
    replaced(tokenFile, `${former.data.token}\n`);
    return former.data.token;
  } catch {
    return null;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const newToken = (): string => randomBytes(32).toString('base64url');

function replaced(file: string, text: string): boolean {
  try {
    writePrivately(file, text);
    return true;
  } catch {
    return false;
  }
}
