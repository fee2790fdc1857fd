import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, rmdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { limitConnections } from '../../common/connectionLimits.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { HookHandler } from './callHookHttp.ts';

/** Where the hook program reports: a socket in a folder of the user's alone, or a pipe of Windows by its name. */
export type HookPlace =
  { readonly kind: 'socket'; readonly path: string } | { readonly kind: 'pipe'; readonly name: string };

/** A socket or pipe that listens. */
export interface HookSocket {
  readonly place: HookPlace;
  close(): void;
}

/** What the system says of itself. */
export interface SocketPlaces {
  readonly platform: NodeJS.Platform;
  /** The data folder: its socket is the first choice. */
  readonly dataFolder: string;
  readonly runtimeFolder: string | undefined;
  readonly temporaryFolders: readonly string[];
}

/** The places of this computer. */
export const socketPlaces = (dataFolder: string): SocketPlaces => ({
  platform: process.platform,
  dataFolder,
  runtimeFolder: process.env['XDG_RUNTIME_DIR'],
  temporaryFolders: [tmpdir(), '/tmp'],
});

/** Bytes of `sun_path` without its end: 108 on Linux, 104 on macOS. Longer ones are cut off or refused. */
const longestPath = (platform: NodeJS.Platform): number => (platform === 'linux' ? 107 : 103);
const FILE = 'hook.sock';
/** More at once than softphones of one person report; the others are the user's own programs. */
const MOST_CONNECTIONS = 64;
/** The hook program waits 150 ms; a file name that has to be escaped would need a parser there. */
const PLAIN = /^[^\p{Cc}"\\]+$/u;

/**
 * Listens where only this user's programs reach, for the hook program. Unlike a port it cannot be taken by somebody
 * else while Ringside is away: the folder is the user's (0700), and the program looks who is at the other end.
 *
 * @returns the first place that works, or the system's word for why the last did not
 */
export async function listenForHookProgram(
  places: SocketPlaces,
  handle: HookHandler,
): Promise<Result<HookSocket, string>> {
  if (places.platform === 'win32') {
    // A new name each time: one that was seen is no use to whoever waits for this Ringside to end.
    const name = `ringside-hook-${randomBytes(16).toString('hex')}`;
    return listen({ kind: 'pipe', name }, `\\\\.\\pipe\\${name}`, handle, () => {});
  }
  let why = 'no folder';
  for (const folder of foldersOf(places)) {
    const made = privateFolder(folder);
    if (!made.ok) {
      why = made.error;
      continue;
    }
    const file = path.join(made.value, FILE);
    // Of a Ringside that was killed: nobody else can put one here.
    rmSync(file, { force: true });
    const listening = await listen({ kind: 'socket', path: file }, file, handle, () => {
      dropFolder(made.value);
    });
    if (listening.ok) return listening;
    // A file system without sockets, perhaps.
    why = listening.error;
    dropFolder(made.value);
  }
  return fail(why);
}

/** Where the socket may be, the best place first; those alone whose path a socket can have. */
function foldersOf({
  platform,
  dataFolder,
  runtimeFolder,
  temporaryFolders,
}: SocketPlaces): readonly string[] {
  const name = `ringside-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`;
  const others = [runtimeFolder, ...temporaryFolders].filter((one) => one !== undefined && one !== '');
  return [path.join(dataFolder, 'run'), ...others.map((one) => path.join(one ?? '', name))].filter(
    (folder) =>
      path.isAbsolute(folder) &&
      PLAIN.test(folder) &&
      // As long as `mkdtemp` may make it.
      Buffer.byteLength(path.join(folder, FILE)) + 7 <= longestPath(platform),
  );
}

/**
 * The folder as one of this user's alone, made when there is none. Where somebody else was first (a temporary folder is
 * everybody's), another name beside it.
 */
function privateFolder(wanted: string): Result<string, string> {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    if (isOurs(wanted)) return ok(wanted);
    const other = mkdtempSync(`${wanted}-`);
    return isOurs(other) ? ok(other) : fail('not private');
  } catch (error) {
    return fail(codeOf(error));
  }
}

/** Whether a folder, and no link to one, is this user's; closes it to everybody else. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
  chmodSync(folder, 0o700);
  return (lstatSync(folder).mode & 0o077) === 0;
}

function listen(
  place: HookPlace,
  address: string,
  handle: HookHandler,
  afterwards: () => void,
): Promise<Result<HookSocket, string>> {
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 5000, headersTimeout: 5000 }, handle);
  server.keepAliveTimeout = 1000;
  server.setTimeout(6000);
  limitConnections(server, { most: MOST_CONNECTIONS });
  return new Promise((resolve) => {
    server.once('error', (error) => {
      resolve(fail(codeOf(error)));
    });
    server.listen(address, () => {
      server.on('error', () => {});
      if (place.kind === 'socket') chmodSync(address, 0o600);
      resolve(
        ok({
          place,
          close() {
            server.close(afterwards);
            server.closeAllConnections();
          },
        }),
      );
    });
  });
}

function dropFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Of no harm: it is empty and the user's own.
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
