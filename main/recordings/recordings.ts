import type { Clock } from '../common/clock.ts';
import { fail, type Result } from '../common/result.ts';
import type { MemoryRows } from '../journal/journal.ts';
import type { FetchFailure, FetchRecording, Recording } from './recordingFetch.ts';
import type { RecordingLinks } from './recordingLinks.ts';

/** Reads the recording of a call note, because the agent wants to hear it. */
export interface Recordings {
  read(account: string, noteId: number): Promise<Result<Recording, RecordingFailure>>;
}

export interface RecordingFailure {
  readonly reason: FetchFailure | 'unknown';
  /** With `gone`: since when that is known here, Unix ms. Null otherwise. */
  readonly since: number | null;
}

interface RecordingsDeps {
  readonly links: Pick<RecordingLinks, 'of'>;
  readonly fetch: FetchRecording;
  /** The demo's own server where this account is of it; null for every real one. */
  readonly plainOriginOf: (account: string) => string | null;
  readonly memory: MemoryRows;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRecordings({ links, fetch, plainOriginOf, memory, clock }: RecordingsDeps): Recordings {
  return {
    async read(account, noteId) {
      const link = links.of(account, noteId);
      if (link === null) return fail({ reason: 'unknown', since: null });
      const key = `recording.gone.${noteId}`;
      const found = await fetch(link, plainOriginOf(account));
      if (found.ok) {
        if (memory.get(account, key) !== null) memory.delete(account, key);
        return found;
      }
      if (found.error !== 'gone') return fail({ reason: found.error, since: null });
      const since = Number(memory.get(account, key) ?? clock.now());
      memory.put(account, key, String(since));
      return fail({ reason: 'gone', since });
    },
  };
}
