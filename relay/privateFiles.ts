import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The relay's folder, its user's alone (0700) whatever the umask. One that was there already is closed to others when it is
 * empty or a relay's; anything else (`/tmp` by mistake) stays as it is, and the files in it are closed all the same.
 */
export function openPrivateFolder(folder: string): void {
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const isOurs = (): boolean => existsSync(join(folder, 'relay.db')) || readdirSync(folder).length === 0;
  if (isNew || (isOurs() && statSync(folder).uid === process.getuid?.())) chmodSync(folder, 0o700);
}

/** Writes a file that its user alone reads, whatever the umask and whatever stood there. */
export function writePrivateFile(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}
