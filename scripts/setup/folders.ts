import { homedir } from 'node:os';
import path from 'node:path';

/** The repository's root. */
export const root = path.dirname(path.dirname(import.meta.dirname));

/** What setup keeps between clones: big downloads and compiled modules, each keyed by its version. */
export const cacheFolder = path.join(
  process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
  'ringside',
);

/** What setup remembers about this clone; goes with node_modules. */
export const stateFolder = path.join(root, 'node_modules', '.ringside');
