import type { Database } from 'better-sqlite3';
import { createLeadLists, type LeadLists } from './leadLists.ts';
import type { Dictionary } from './lists.ts';
import type { MirrorAccount } from './lookup.ts';
import { createNameScan } from './nameScan.ts';
import { createPartyLists, type PartyLists } from './partyLists.ts';
import { createTaskLists, type TaskLists } from './taskLists.ts';
import { createTotals } from './totals.ts';

/** Everything the account window reads, on one connection. Prepared when a window first asks. */
export interface ListReads {
  readonly parties: PartyLists;
  readonly leads: LeadLists;
  readonly tasks: TaskLists;
  dictionary(account: MirrorAccount): Dictionary;
}

export function createListReads(db: Database): ListReads {
  const scan = createNameScan(db);
  const totals = createTotals(db);
  const parties = createPartyLists(db, scan, totals);
  const all = <Row>(sql: string) => db.prepare<[number], Row>(sql);
  const pipelines = all<{ readonly id: number; readonly name: string }>(
    'SELECT id, name FROM pipelines WHERE account = ? ORDER BY sort, id',
  );
  const statuses = db.prepare<
    [number, number],
    { readonly id: number; readonly name: string; readonly colour: string | null }
  >('SELECT id, name, color AS colour FROM statuses WHERE account = ? AND pipeline_id = ? ORDER BY sort, id');
  const users = all<{ readonly id: number; readonly name: string }>(
    "SELECT id, name FROM users WHERE account = ? AND name <> '' ORDER BY name, id",
  );
  const taskTypes = all<{ readonly id: number; readonly name: string; readonly code: string | null }>(
    'SELECT id, name, code FROM task_types WHERE account = ? ORDER BY id',
  );
  const lossReasons = all<{ readonly id: number; readonly name: string }>(
    'SELECT id, name FROM loss_reasons WHERE account = ? ORDER BY sort, id',
  );
  return {
    parties,
    leads: createLeadLists(db, { scan, totals, parties }),
    tasks: createTaskLists(db),
    dictionary: ({ account }) => ({
      pipelines: pipelines
        .all(account)
        .map((pipeline) => ({ ...pipeline, statuses: statuses.all(account, pipeline.id) })),
      users: users.all(account),
      taskTypes: taskTypes.all(account),
      lossReasons: lossReasons.all(account),
    }),
  };
}
