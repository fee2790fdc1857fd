import type { OpenedQueue } from './openedQueue.ts';
import type { RelayClock } from '../clock.ts';
import type { RelayOptions } from '../options.ts';
import { createSqliteRecords } from '../registry/sqliteRecords.ts';
import { openRelayDatabase } from './database.ts';
import { openNatsQueue } from './natsQueue.ts';
import type { Limits } from './queue.ts';
import { createSqliteQueue } from './sqliteQueue.ts';

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
