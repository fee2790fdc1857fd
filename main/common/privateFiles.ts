import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Files for the agent's eyes alone, whatever the umask: 0600, folders 0700. Said when they are made, and once more by
 * name, because a umask takes bits away and what an earlier version made may have too many. Windows has its own
 * rights, of the user's folder; there this changes nothing.
 */
const FILE = 0o600;
const FOLDER = 0o700;

/** Makes the folder (and those above it) when it is missing. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: FOLDER });
  chmodIfOurs(path, FOLDER);
}

/** Makes an empty file when there is none, so that what a library writes into it is private from the first byte. */
export function privateFile(path: string): void {
  closeSync(openSync(path, 'a', FILE));
  chmodIfOurs(path, FILE);
}

/** Takes the rights of others from a file that may not be there. */
export function makePrivate(path: string): void {
  if (existsSync(path)) chmodIfOurs(path, FILE);
}

/** Files of Ringside's own in its data folder; the rest is Chromium's. */
const OURS = /^(journal|mirror|settings|hook|demo-crm)[.-]/;

/** Takes the rights of others from what earlier versions left in the data folder: copies, journals set aside. */
export function makeFolderPrivate(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (OURS.test(name)) makePrivate(join(folder, name));
    // The one file that Chromium makes by the umask alone.
    makePrivate(join(folder, 'Crashpad', 'client_id'));
  } catch {
    // A folder that cannot be read is said where it is needed.
  }
}

/** Why nothing can be written into a folder, in the system's words; null when it can. */
export function whyNotWritable(folder: string): string | null {
  const probe = join(folder, `.ringside-${process.pid}`);
  try {
    privateFolder(folder);
    privateFile(probe);
    rmSync(probe);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Writes a whole file by rename: a crash leaves the old one or the new one. Throws the system's error. */
export function writePrivately(path: string, content: string | Buffer): void {
  const draft = `${path}.new`;
  try {
    privateFile(draft);
    writeFileSync(draft, content, { flush: true });
    renameSync(draft, path);
  } catch (error) {
    // Half a draft takes the room that there is not.
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A file of somebody else's, or of a disk without rights (FAT), stays as it is. */
function chmodIfOurs(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch {
    // Whatever it is, it will be said when the file is used.
  }
}
