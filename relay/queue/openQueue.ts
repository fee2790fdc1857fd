import type { RelayClock } from '../clock.ts';
import type { RelayOptions } from '../options.ts';
import type { RecordStore } from '../registry/records.ts';
import { createSqliteRecords } from '../registry/sqliteRecords.ts';
import { openRelayDatabase } from './database.ts';
import { openNatsQueue } from './natsQueue.ts';
import type { EventQueue, Limits } from './queue.ts';
import { createSqliteQueue } from './sqliteQueue.ts';

/** Where a relay keeps events and records, and how to let go of both. */
export interface OpenedQueue {
  readonly kind: 'sqlite' | 'nats';
  readonly queue: EventQueue;
  readonly records: RecordStore;
  close(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;

/** SQLite in the data folder, or the NATS servers that were named. */
export async function openQueue(options: RelayOptions, clock: RelayClock): Promise<OpenedQueue> {
  const limits: Limits = {
    keepMs: options.keepDays * DAY_MS,
    keepBytes: Math.round(options.keepMegabytes * 2 ** 20),
    duplicateMs: options.duplicateMinutes * 60_000,
  };
  if (options.natsUrl !== null) return openNatsQueue(options.natsUrl, options.natsReplicas, limits, clock);
  const database = openRelayDatabase(options.data);
  const queue = createSqliteQueue(database, limits, clock);
  return {
    kind: 'sqlite',
    queue,
    records: createSqliteRecords(database),
    async close() {
      await queue.close();
      database.close();
    },
  };
}
