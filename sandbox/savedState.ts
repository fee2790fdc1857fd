import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AccountData } from './model.ts';
import type { IntegrationRecord, OAuthRecords } from './oauth/records.ts';

/** What a state file holds. */
export interface SavedState {
  version: 1;
  lastId: number;
  integration: IntegrationRecord;
  oauth: OAuthRecords;
  accounts: AccountData[];
}

/** Reads a state file; null when there is none yet. Throws when the file is not a state of this version. */
export function loadSaved(file: string): SavedState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed: unknown = JSON.parse(text);
  if (!isSavedState(parsed)) throw new Error(`${file} is not a sandbox state of version 1`);
  return { ...parsed, accounts: parsed.accounts.map((account) => ({ ...laterParts(), ...account })) };
}

/** What accounts did not have when the first files of version 1 were written. */
const laterParts = (): Pick<
  AccountData,
  'customers' | 'tasks' | 'events' | 'unsorted' | 'webhooks' | 'tags'
> => ({
  customers: [],
  tasks: [],
  events: [],
  unsorted: [],
  webhooks: [],
  tags: { contacts: [], leads: [], companies: [], customers: [] },
});

/** The version vouches for the rest: only the sandbox writes this file. */
function isSavedState(value: unknown): value is SavedState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'accounts' in value
  );
}

/** Writes states to a file after changes. */
export interface Saver {
  /** Says that something changed; the file follows within `delayMs`. */
  request(): void;
  /** Writes now what is still due. */
  flush(): void;
}

/**
 * Saves the latest snapshot beside the file and renames it over, so that a reader (or a crash) never meets half a file. Readable
 * by its owner only: it holds the demo's tokens.
 */
export function createSaver(file: string, snapshot: () => SavedState, delayMs = 100): Saver {
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    const draft = `${file}.${String(process.pid)}.tmp`;
    writeFileSync(draft, JSON.stringify(snapshot()), { mode: 0o600 });
    renameSync(draft, file);
  };
  return {
    request() {
      timer ??= setTimeout(flush, delayMs);
    },
    flush,
  };
}
