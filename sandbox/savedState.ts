import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  /** Says that something changed; the file follows within `delayMs`, or as soon as it can be written. */
  request(): void;
  /** Writes now what is still due. What cannot be written (a full disk) is said on stderr and stays due. */
  flush(): void;
  /** Writes now what is still due, and gives up what cannot be written. */
  close(): void;
}

/** How long a file that could not be written waits for the next attempt, ms. */
const AGAIN_MS = 1_000;

/**
 * Saves the latest snapshot beside the file and renames it over, so that a reader (or a crash) never meets half a file. Readable
 * by its owner only: it holds the demo's tokens.
 */
export function createSaver(file: string, snapshot: () => SavedState, delayMs = 100): Saver {
  let timer: NodeJS.Timeout | null = null;
  let hasFailed = false;
  const flush = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    const state = JSON.stringify(snapshot());
    const draft = `${file}.${String(process.pid)}.tmp`;
    try {
      writeFileSync(draft, state, { mode: 0o600 });
      renameSync(draft, file);
      hasFailed = false;
    } catch (error) {
      rmSync(draft, { force: true });
      // Said once, not each second.
      if (!hasFailed) process.stderr.write(`The state was not saved to ${file}: ${String(error)}\n`);
      hasFailed = true;
      timer = setTimeout(flush, AGAIN_MS);
    }
  };
  return {
    request() {
      timer ??= setTimeout(flush, delayMs);
    },
    flush,
    close() {
      flush();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
