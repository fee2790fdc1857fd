import { dirname } from 'node:path';
import log from 'electron-log/node.js';
import { makePrivate, privateFolder } from './privateFiles.ts';

/** The app's log: a file in the data folder, without numbers, names or secrets of anybody. */
export interface Log {
  info(message: string): void;
  error(message: string, error?: unknown): void;
}

/** Whatever looks like a token or a long secret is masked, should one ever come this far. */
const SECRET_LIKE = /[A-Za-z0-9_\-.]{32,}/g;

const masked = (text: string): string => text.replace(SECRET_LIKE, '[masked]');

/** Opens the log at `file`; it is rotated at 1 MB by the library. */
export function openLog(file: string): Log {
  log.transports.file.level = isWritable(file) ? 'info' : false;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.resolvePathFn = () => file;
  log.transports.console.level = 'warn';
  return {
    info(message) {
      log.info(masked(message));
    },
    error(message, error) {
      log.error(masked(`${message} ${error instanceof Error ? (error.stack ?? error.message) : ''}`));
    },
  };
}

/** Where nothing can be written nothing is logged, and Ringside goes on. */
function isWritable(file: string): boolean {
  try {
    privateFolder(dirname(file));
    makePrivate(file);
    return true;
  } catch {
    return false;
  }
}
