import type { Database, Statement } from 'better-sqlite3';
import { contactOrCompanyFields, type ContactOrCompanyFields } from '../../../entities/contactOrCompany.ts';
import { selectSql, type ColumnsOf } from '../fields/entityTable.ts';
import { ENTITY, type Entity, LEAD, LOST_STATUS, WON_STATUS } from '../mirrorRecords.ts';

/** A phone that a lookup hit. */
export interface PhoneHit {
  /** As in `ENTITY`. */
  readonly entity: number;
  readonly id: number;
  readonly raw: string;
  readonly e164: string | null;
}

/** What a ring reads of a contact or company. */
const HIT_FIELDS = ['name', 'companyId', 'responsibleUserId', 'updatedAt', 'tags'] as const;
export interface ContactOrCompanyHit extends Pick<
  ColumnsOf<ContactOrCompanyFields>,
  (typeof HIT_FIELDS)[number]
> {
  readonly company: string | null;
  readonly responsible: string | null;
}

/** The open task of a party, or of its deals, that is due first. */
export interface TaskHit {
  readonly id: number;
  /** Its text, or its kind's name. */
  readonly text: string;
  /** Unix seconds. */
  readonly completeTill: number;
}

export interface LeadHit {
  readonly id: number;
  readonly name: string;
  readonly price: number | null;
  readonly stage: string | null;
  readonly stageColour: string | null;
  readonly pipeline: string | null;
  readonly pipelineId: number;
  readonly responsible: string | null;
}

/** Bind values: account, key, first kind, limit. */
type ByKey = Statement<[number, string, number, number], PhoneHit>;
/** Bind values: account, from, before, first kind, limit. */
type ByRange = Statement<[number, string, string, number, number], PhoneHit>;

/** Open leads shown of one entity. */
const MOST_LEADS = 10;

/**
 * The index is named: left to itself, SQLite would rather walk all phones of the account in the order
 * of their entities than sort the few that fit.
 */
const phonesBy = (index: string): string =>
  `SELECT entity, entity_id AS id, raw, e164 FROM phones INDEXED BY phones_by_${index} WHERE account = ?`;
/** Contacts before companies (from the kind given), the oldest first. */
const FIRST = 'AND entity >= ? ORDER BY entity, entity_id LIMIT ?';

const TASK = "t.id, coalesce(nullif(t.text, ''), y.name, '') AS text, t.complete_till AS completeTill";
const TASK_KIND = 'LEFT JOIN task_types y ON y.account = t.account AND y.id = t.type_id';
const FIRST_DUE = 'ORDER BY t.complete_till, t.id LIMIT 1';

/** Every statement a lookup runs (`CROSS JOIN` holds SQLite to the order written); a test holds that each is answered by an index. */
export const LOOKUP_SQL = {
  account: 'SELECT account, region, user_id AS userId FROM accounts WHERE key = ?',
  e164: `${phonesBy('e164')} AND e164 = ? ${FIRST}`,
  extension: `${phonesBy('e164')} AND e164 = ? AND extension = ? ${FIRST}`,
  /** Numbers without a country: of the own town on both sides. */
  nsn: `${phonesBy('nsn')} AND e164 IS NULL AND nsn = ? ${FIRST}`,
  tail: `${phonesBy('tail')} AND tail = ? ${FIRST}`,
  tailRange: `${phonesBy('tail')} AND tail >= ? AND tail < ? AND entity >= ? LIMIT ?`,
  firstPhone:
    'SELECT entity, entity_id AS id, raw, e164 FROM phones WHERE account = ? AND entity = ? AND entity_id = ? ORDER BY position LIMIT 1',
  contact: contactOrCompany('contact'),
  company: contactOrCompany('company'),
  leads: `
    SELECT l.id, l.name, l.price, s.name AS stage, s.color AS stageColour, p.name AS pipeline, l.pipeline_id AS pipelineId, u.name AS responsible
    FROM lead_links k
    CROSS JOIN leads l ON l.account = k.account AND l.id = k.lead_id
    LEFT JOIN statuses s ON s.account = l.account AND s.pipeline_id = l.pipeline_id AND s.id = l.status_id
    LEFT JOIN pipelines p ON p.account = l.account AND p.id = l.pipeline_id
    LEFT JOIN users u ON u.account = l.account AND u.id = l.responsible_user_id
    WHERE k.account = ? AND k.entity = ? AND k.entity_id = ? AND l.status_id NOT IN (${WON_STATUS}, ${LOST_STATUS})
    ORDER BY l.updated_at DESC, l.id DESC LIMIT ${MOST_LEADS}`,
  ownTask: `
    SELECT ${TASK} FROM tasks t INDEXED BY tasks_by_entity ${TASK_KIND}
    WHERE t.account = ? AND t.entity = ? AND t.entity_id = ? ${FIRST_DUE}`,
  leadTask: `
    SELECT ${TASK} FROM lead_links k
    CROSS JOIN tasks t INDEXED BY tasks_by_entity
      ON t.account = k.account AND t.entity = ${LEAD} AND t.entity_id = k.lead_id ${TASK_KIND}
    WHERE k.account = ? AND k.entity = ? AND k.entity_id = ? ${FIRST_DUE}`,
} as const;

/** The prepared statements of `LOOKUP_SQL`. */
export interface LookupStatements {
  readonly account: Statement<
    [string],
    { readonly account: number; readonly region: string; readonly userId: number }
  >;
  readonly e164: ByKey;
  readonly extension: Statement<[number, string, string, number, number], PhoneHit>;
  readonly nsn: ByKey;
  readonly tail: ByKey;
  readonly tailRange: ByRange;
  readonly firstPhone: Statement<[number, number, number], PhoneHit>;
  readonly contact: Statement<[number, number], ContactOrCompanyHit>;
  readonly company: Statement<[number, number], ContactOrCompanyHit>;
  readonly leads: Statement<[number, number, number], LeadHit>;
  readonly ownTask: Statement<[number, number, number], TaskHit>;
  readonly leadTask: Statement<[number, number, number], TaskHit>;
}

/** Prepares them once for a connection. */
export function prepareLookup(db: Database): LookupStatements {
  return {
    account: db.prepare(LOOKUP_SQL.account),
    e164: db.prepare(LOOKUP_SQL.e164),
    extension: db.prepare(LOOKUP_SQL.extension),
    nsn: db.prepare(LOOKUP_SQL.nsn),
    tail: db.prepare(LOOKUP_SQL.tail),
    tailRange: db.prepare(LOOKUP_SQL.tailRange),
    firstPhone: db.prepare(LOOKUP_SQL.firstPhone),
    contact: db.prepare(LOOKUP_SQL.contact),
    company: db.prepare(LOOKUP_SQL.company),
    leads: db.prepare(LOOKUP_SQL.leads),
    ownTask: db.prepare(LOOKUP_SQL.ownTask),
    leadTask: db.prepare(LOOKUP_SQL.leadTask),
  };
}

/** The number of a kind in `phones` and `lead_links`. */
export const codeOf = (entity: Entity): number => ENTITY[entity];

function contactOrCompany(entity: Entity): string {
  const table = entity === 'contact' ? 'contacts' : 'companies';
  return `
    SELECT ${selectSql(contactOrCompanyFields, 'p', HIT_FIELDS)}, c.name AS company, u.name AS responsible
    FROM ${table} p
    LEFT JOIN companies c ON c.account = p.account AND c.id = p.company_id
    LEFT JOIN users u ON u.account = p.account AND u.id = p.responsible_user_id
    WHERE p.account = ? AND p.id = ?`;
}
