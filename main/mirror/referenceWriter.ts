import type { Database } from 'better-sqlite3';
import { assertNever } from '../common/result.ts';
import type { PageRows } from './mirrorRecords.ts';

/** Lists without which ids have no names. */
type ReferencePage = Extract<PageRows, { list: 'users' | 'pipelines' | 'taskTypes' | 'lossReasons' }>;

/** Writes users, pipelines, task types and loss reasons. Every call belongs into a transaction. */
export interface ReferenceRows {
  /** Users are added to; the other lists come whole and replace what was there. */
  put(account: number, page: ReferencePage): void;
}

export function createReferenceRows(db: Database): ReferenceRows {
  const putUser = db.prepare<[number, number, string, number, string | null]>(
    'INSERT OR REPLACE INTO users (account, id, name, is_admin, phone) VALUES (?, ?, ?, ?, ?)',
  );
  const putPipeline = db.prepare<[number, number, string, number]>(
    'INSERT OR REPLACE INTO pipelines (account, id, name, sort) VALUES (?, ?, ?, ?)',
  );
  const putStatus = db.prepare<[number, number, number, string, string | null, number, number]>(
    `INSERT OR REPLACE INTO statuses (account, pipeline_id, id, name, color, sort, is_incoming)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const putTaskType = db.prepare<[number, number, string, string | null]>(
    'INSERT OR REPLACE INTO task_types (account, id, name, code) VALUES (?, ?, ?, ?)',
  );
  const putLossReason = db.prepare<[number, number, string, number]>(
    'INSERT OR REPLACE INTO loss_reasons (account, id, name, sort) VALUES (?, ?, ?, ?)',
  );
  const dropAll = (table: string) => db.prepare<[number]>(`DELETE FROM ${table} WHERE account = ?`);
  const drop = {
    pipelines: dropAll('pipelines'),
    statuses: dropAll('statuses'),
    taskTypes: dropAll('task_types'),
    lossReasons: dropAll('loss_reasons'),
  };

  return {
    put(account, page) {
      switch (page.list) {
        case 'users':
          for (const { id, name, isAdmin, phone } of page.rows)
            putUser.run(account, id, name, isAdmin ? 1 : 0, phone ?? null);
          return;
        case 'pipelines':
          drop.pipelines.run(account);
          drop.statuses.run(account);
          for (const { id, name, sort, statuses } of page.rows) {
            putPipeline.run(account, id, name, sort);
            for (const stage of statuses) {
              const { isIncoming } = stage;
              putStatus.run(account, id, stage.id, stage.name, stage.color, stage.sort, isIncoming ? 1 : 0);
            }
          }
          return;
        case 'taskTypes':
          drop.taskTypes.run(account);
          for (const { id, name, code } of page.rows) putTaskType.run(account, id, name, code);
          return;
        case 'lossReasons':
          drop.lossReasons.run(account);
          for (const { id, name, sort } of page.rows) putLossReason.run(account, id, name, sort);
          return;
        default:
          assertNever(page);
      }
    },
  };
}
