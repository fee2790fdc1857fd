import type { Clock } from '../../common/clock.ts';
import type { JournalDisk } from '../journal.ts';

/** What stands between the journal and its disk. */
export interface DiskTrouble {
  /** `locked`: another program holds the file. `failing`: the disk itself gives errors. */
  readonly trouble: 'full' | 'locked' | 'readOnly' | 'failing';
  /** Writes that are kept in memory until the disk takes them. */
  readonly kept: number;
}

/** Writes what the disk refused as soon as it takes it, and says meanwhile what is wrong. */
export interface DiskWatch {
  trouble(): DiskTrouble | null;
  stop(): void;
}

interface DiskWatchDeps {
  readonly disk: JournalDisk;
  readonly clock: Clock;
  /** The trouble is another one, or over. */
  readonly changed: (trouble: DiskTrouble | null) => void;
  /** For the log: SQLite's code of a trouble that began, null when it is over. */
  readonly log: (code: string | null) => void;
}

/** How often a disk that refused is asked again. */
const RETRY_MS = 1_000;
/** Backups and virus scanners hold a file for a moment: a lock is spoken of when it lasts longer. */
const LOCK_SPOKEN_OF_MS = 2_000;

export function createDiskWatch({ disk, clock, changed, log }: DiskWatchDeps): DiskWatch {
  let cancel: (() => void) | null = null;
  let since = clock.monotonic();
  let said: DiskTrouble | null = null;
  let logged: string | null = null;

  function tell(): void {
    const now = troubleOf(disk, clock.monotonic() - since);
    if (now?.trouble === said?.trouble && now?.kept === said?.kept) return;
    said = now;
    changed(now);
  }
  function look(): void {
    const code = disk.refusal();
    if (code !== logged) log(code);
    logged = code;
    tell();
    cancel = code === null ? null : clock.schedule(RETRY_MS, retry);
  }
  function retry(): void {
    disk.retry();
    look();
  }
  disk.onRefused(() => {
    // While it is asked again, each refusal is known already.
    if (cancel !== null) return;
    since = clock.monotonic();
    // What was refused is kept a moment later.
    cancel = clock.schedule(0, look);
  });

  return {
    trouble: () => said,
    stop() {
      cancel?.();
      cancel = () => undefined;
    },
  };
}

function troubleOf(disk: JournalDisk, lastsMs: number): DiskTrouble | null {
  const code = disk.refusal();
  if (code === null) return null;
  const trouble = kindOf(code);
  return trouble === 'locked' && lastsMs < LOCK_SPOKEN_OF_MS ? null : { trouble, kept: disk.kept() };
}

/** SQLite's result codes in words that can be said (sqlite.org, "Result and Error Codes"). */
function kindOf(code: string): DiskTrouble['trouble'] {
  if (code.startsWith('SQLITE_FULL')) return 'full';
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return 'locked';
  return /^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/.test(code) ? 'readOnly' : 'failing';
}
