import type { SourceName } from '../../preload/contract.ts';
import type { AwayCall } from '../calls/history/missedWhileAway.ts';
import type { Clock } from '../common/clock.ts';
import { attempt } from '../journal/journalError.ts';
import type { MemoryRows } from '../journal/journal.ts';
import { readCallRecords } from '../sources/callRecords/callRecordFile.ts';
import { missedOf, type RecordDialect } from '../sources/callRecords/callRecordLines.ts';
import type { SourceSettings } from '../sources/callSource.ts';
import { namesOf } from '../sources/switchboardNumbers.ts';

interface AwayCallsDeps {
  readonly memory: MemoryRows;
  readonly clock: Clock;
  /** What is saved of a source, null when it makes no sense. */
  readonly settingsOf: (name: SourceName) => SourceSettings | null;
  readonly missed: (call: AwayCall) => void;
  readonly logError: (message: string, error: unknown) => void;
}

const DIALECTS: Partial<Record<SourceName, RecordDialect>> = {
  asterisk: 'asterisk',
  freeswitch: 'freeswitch',
};
/** A weekend: who called before has called again. */
const MOST_AWAY_MS = 3 * 24 * 60 * 60_000;
/** A call may have been missed as Ringside was being closed. */
const OVERLAP_MS = 5 * 60_000;

/**
 * What a switchboard missed while Ringside was not there, read at connecting from its file of call records. The first time it only
 * remembers when: calls from before Ringside are nobody's.
 */
export function createAwayCalls(deps: AwayCallsDeps): (name: SourceName) => Promise<void> {
  const { memory, clock } = deps;
  return async (name) => {
    const dialect = DIALECTS[name];
    const settings = deps.settingsOf(name);
    const callRecords = settings?.['callRecords'];
    if (dialect === undefined || typeof callRecords !== 'string' || callRecords === '') return;
    const now = clock.now();
    const key = `callRecords ${name}`;
    const readAt = Number(memory.get('', key) ?? now);
    try {
      const records = await readCallRecords(callRecords, dialect);
      const from = Math.max(Math.min(readAt, now) - OVERLAP_MS, now - MOST_AWAY_MS);
      const isFirst = memory.get('', key) === null;
      const missed = isFirst ? [] : missedOf(records, namesOf(String(settings?.['extension'] ?? '')), from);
      for (const { wasAnswered: _wasAnswered, ...call } of missed) deps.missed({ source: name, ...call });
      attempt(() => memory.put('', key, String(now)));
    } catch (error) {
      deps.logError(`reading the call records of ${name} failed`, error);
    }
  };
}
