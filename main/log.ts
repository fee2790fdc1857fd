import log from 'electron-log/node.js';

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
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.level = 'info';
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
