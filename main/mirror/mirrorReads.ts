import type { Database } from 'better-sqlite3';
import { createLeadLists, type LeadLists } from './lead/leadReader.ts';
import type { Colleague, Dictionary, MirrorAccount } from './readTypes.ts';
import { createNameScan } from './search/nameScan.ts';
import { createContactOrCompanyLists, type ContactOrCompanyLists } from './contact/contactOrCompanyReader.ts';
import { createTaskLists, type TaskLists } from './task/taskReader.ts';
import { createTotals } from './listTotals.ts';

/** Everything the account window reads, on one connection. Prepared when a window first asks. */
export interface ListReads {
  readonly contactsOrCompanies: ContactOrCompanyLists;
  readonly leads: LeadLists;
  readonly tasks: TaskLists;
  dictionary(account: MirrorAccount): Dictionary;
  colleagues(account: number): readonly Colleague[];
}

export function createListReads(db: Database): ListReads {
  const scan = createNameScan(db);
  const totals = createTotals(db);
  const contactsOrCompanies = createContactOrCompanyLists(db, scan, totals);
  const all = <Row>(sql: string) => db.prepare<[number], Row>(sql);
  const pipelines = all<{ readonly id: number; readonly name: string }>(
    'SELECT id, name FROM pipelines WHERE account = ? ORDER BY sort, id',
  );
  const statuses = db.prepare<
    [number, number],
    {
      readonly id: number;
      readonly name: string;
      readonly colour: string | null;
      readonly incoming: number;
    }
  >(
    `SELECT id, name, color AS colour, is_incoming AS incoming FROM statuses
     WHERE account = ? AND pipeline_id = ? ORDER BY sort, id`,
  );
  const users = all<{ readonly id: number; readonly name: string }>(
    "SELECT id, name FROM users WHERE account = ? AND name <> '' ORDER BY name, id",
  );
  const colleagues = all<Colleague>(
    "SELECT id, name, phone FROM users WHERE account = ? AND name <> '' ORDER BY name, id",
  );
  const taskTypes = all<{ readonly id: number; readonly name: string; readonly code: string | null }>(
    'SELECT id, name, code FROM task_types WHERE account = ? ORDER BY id',
  );
  const lossReasons = all<{ readonly id: number; readonly name: string }>(
    'SELECT id, name FROM loss_reasons WHERE account = ? ORDER BY sort, id',
  );
  return {
    contactsOrCompanies,
    leads: createLeadLists(db, { scan, totals, contactsOrCompanies }),
    tasks: createTaskLists(db),
    colleagues: (account) => colleagues.all(account),
    dictionary: ({ account }) => ({
      pipelines: pipelines.all(account).map((pipeline) => ({
        ...pipeline,
        statuses: statuses
          .all(account, pipeline.id)
          .map(({ incoming, ...stage }) => ({ ...stage, isIncoming: incoming === 1 })),
      })),
      users: users.all(account),
      taskTypes: taskTypes.all(account),
      lossReasons: lossReasons.all(account),
    }),
  };
}
