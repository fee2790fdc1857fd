import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';

/** Where updates come from, and who signs them: two files beside the archive, put there when a team's Ringside is built. */
export interface Feed {
  readonly url: string;
  /** The publisher's public key, PEM. */
  readonly publicKey: string;
}

/**
 * Why there are no updates. `bySystem`: this copy was installed by what brings its updates too (a deb), or unpacked by hand.
 */
export type NoUpdates = 'unpackaged' | 'noFeed' | 'bySystem';

interface Installation {
  readonly isPackaged: boolean;
  readonly platform: string;
  /** Folder of the app's resources. */
  readonly resources: string;
  /** The AppImage that runs, undefined for other ways of installing. */
  readonly appImage: string | undefined;
}

/** Whether this installation updates itself, and from where. A feed without a key, or over plain http, is no feed. */
export function feedOf({ isPackaged, platform, resources, appImage }: Installation): Result<Feed, NoUpdates> {
  if (!isPackaged) return fail('unpackaged');
  // Written by electron-builder: one key a line.
  const url = /^url: *['"]?([^\s'"]+)/m.exec(read(join(resources, 'app-update.yml')) ?? '')?.[1];
  const publicKey = read(join(resources, 'update-key.pem'));
  if (url === undefined || publicKey === null || !isSafe(url)) return fail('noFeed');
  if (platform === 'linux' && appImage === undefined) return fail('bySystem');
  return ok({ url, publicKey });
}

/** https; http for this computer alone, which is for trying a feed out. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
