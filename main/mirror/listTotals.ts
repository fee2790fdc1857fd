import type { Database } from 'better-sqlite3';
import { type Entity, LOST_STATUS, WON_STATUS } from './mirrorRecords.ts';

/** How many rows a list has. Counted once for each state of the mirror, by a covering index. */
export interface Totals {
  contactsOrCompanies(account: number, entity: Entity, responsible: number | null): number;
  leads(account: number, filter: LeadFilter): number;
}

/** Null leaves a column open. */
export interface LeadFilter {
  readonly pipelineId: number | null;
  readonly statusId: number | null;
  readonly responsible: number | null;
  readonly open: boolean | null;
}

/** Numbers kept; filters differ by user and stage, and windows ask for few. */
const MOST_KEPT = 200;

export function createTotals(db: Database): Totals {
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  const kept = new Map<string, number>();
  let keptOf: number | undefined;

  function once(what: string, count: () => number): number {
    const now = version.get();
    if (now !== keptOf || kept.size > MOST_KEPT) kept.clear();
    keptOf = now;
    const known = kept.get(what);
    if (known !== undefined) return known;
    const counted = count();
    kept.set(what, counted);
    return counted;
  }

  function countOf(sql: string, values: readonly number[]): number {
    return (
      db
        .prepare<number[], number>(sql)
        .pluck()
        .get(...values) ?? 0
    );
  }

  return {
    contactsOrCompanies(account, entity, responsible) {
      const table = entity === 'contact' ? 'contacts' : 'companies';
      if (responsible === null) return countOf(`SELECT ${table} FROM accounts WHERE account = ?`, [account]);
      return once(`${table} ${account} ${responsible}`, () =>
        countOf(
          `SELECT count(*) FROM ${table} INDEXED BY ${table}_by_name WHERE account = ? AND responsible_user_id = ?`,
          [account, responsible],
        ),
      );
    },
    leads(account, filter) {
      const { sql, values } = leadFilterSql(filter);
      const index = filter.pipelineId === null ? 'leads_by_change' : 'leads_by_stage';
      return once(`leads ${account} ${JSON.stringify(filter)}`, () =>
        countOf(`SELECT count(*) FROM leads INDEXED BY ${index} WHERE account = ?${sql}`, [
          account,
          ...values,
        ]),
      );
    },
  };
}

/** What a filter adds to `WHERE account = ?`, with its values. */
export function leadFilterSql(filter: LeadFilter): {
  readonly sql: string;
  readonly values: readonly number[];
} {
  const conditions: string[] = [];
  const values: number[] = [];
  for (const [column, value] of [
    ['pipeline_id', filter.pipelineId],
    ['status_id', filter.statusId],
    ['responsible_user_id', filter.responsible],
  ] as const) {
    if (value === null) continue;
    conditions.push(` AND ${column} = ?`);
    values.push(value);
  }
  if (filter.open !== null) {
    conditions.push(` AND status_id ${filter.open ? 'NOT IN' : 'IN'} (${WON_STATUS}, ${LOST_STATUS})`);
  }
  return { sql: conditions.join(''), values };
}
