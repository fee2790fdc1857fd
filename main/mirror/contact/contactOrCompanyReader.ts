import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import {
  contactOrCompanyCardFields,
  contactOrCompanyFields,
  type ContactOrCompanyFields,
} from '../../../entities/contactOrCompany.ts';
import { formatE164 } from '../../phone/phoneNormalisation.ts';
import { selectSql, unlisted, valuesIn, type ColumnsOf } from '../fields/entityTable.ts';
import { type Cursors, cursors } from '../pageCursor.ts';
import type {
  Named,
  ContactOrCompanyDetail,
  ContactOrCompanyQuery,
  ContactOrCompanyRow,
  ContactOrCompanyRef,
  Phone,
  Page,
  MirrorAccount,
} from '../readTypes.ts';
import type { NameScan } from '../search/nameScan.ts';
import { ENTITY, type Entity } from '../mirrorRecords.ts';
import type { Totals } from '../listTotals.ts';

/** Contacts and companies as lists and cards show them. */
export interface ContactOrCompanyLists {
  page(account: MirrorAccount, query: ContactOrCompanyQuery): Page<ContactOrCompanyRow>;
  row(account: MirrorAccount, ref: ContactOrCompanyRef): ContactOrCompanyRow | null;
  /** All of a card but its leads. */
  detail(account: MirrorAccount, ref: ContactOrCompanyRef): Omit<ContactOrCompanyDetail, 'leads'> | null;
}

/** More than these a page does not hold. */
export const LARGEST_PAGE = 500;
/** Contacts shown of a company. */
const MOST_CONTACTS = 50;

type Raw = ColumnsOf<ContactOrCompanyFields> & {
  readonly id: number;
  readonly nameKey: string;
  readonly company: string | null;
  readonly responsible: string | null;
};

interface RawPhone {
  readonly raw: string;
  readonly value: string | null;
  readonly kind: string | null;
  readonly e164: string | null;
}

const PHONES =
  'SELECT raw, value, kind, e164 FROM phones WHERE account = ? AND entity = ? AND entity_id = ? ORDER BY position';

const byName: Cursors<readonly [string, number]> = cursors(z.tuple([z.string(), z.number()]));
const byId: Cursors<readonly [number]> = cursors(z.tuple([z.number()]));

export function createContactOrCompanyLists(
  db: Database,
  scan: NameScan,
  totals: Totals,
): ContactOrCompanyLists {
  const one: Record<Entity, Statement<[number, number], Raw>> = {
    contact: db.prepare(rowSql('contacts')),
    company: db.prepare(rowSql('companies')),
  };
  type AllIds = Statement<[number, string, number, number], { readonly id: number }>;
  type MyIds = Statement<[number, string, number, number, number], { readonly id: number }>;
  const all: Record<Entity, AllIds> = {
    contact: db.prepare(idsSql('contacts', '')),
    company: db.prepare(idsSql('companies', '')),
  };
  const of: Record<Entity, MyIds> = {
    contact: db.prepare(idsSql('contacts', 'AND responsible_user_id = ?')),
    company: db.prepare(idsSql('companies', 'AND responsible_user_id = ?')),
  };
  const phones = db.prepare<[number, number, number], RawPhone>(PHONES);
  const firstPhone = db.prepare<[number, number, number], RawPhone>(`${PHONES} LIMIT 1`);
  const contactsOf = db.prepare<[number, number], { readonly id: number }>(
    `SELECT id FROM contacts INDEXED BY contacts_by_company
     WHERE account = ? AND company_id = ? AND company_id IS NOT NULL ORDER BY id DESC LIMIT ${MOST_CONTACTS}`,
  );

  function rowOf(account: MirrorAccount, entity: Entity, raw: Raw): ContactOrCompanyRow {
    const phone = firstPhone.get(account.account, ENTITY[entity], raw.id);
    return {
      entity,
      id: raw.id,
      name: raw.name,
      phone: phone ? display(phone) : '',
      company: raw.companyId === null ? null : { id: raw.companyId, name: raw.company },
      responsible: responsibleOf(raw),
      responsibleIsMe: raw.responsibleUserId === account.userId,
      updatedAt: raw.updatedAt * 1_000,
    };
  }

  function row(account: MirrorAccount, { entity, id }: ContactOrCompanyRef): ContactOrCompanyRow | null {
    const raw = one[entity].get(account.account, id);
    return raw ? rowOf(account, entity, raw) : null;
  }

  function found(
    account: MirrorAccount,
    query: ContactOrCompanyQuery,
    limit: number,
  ): Page<ContactOrCompanyRow> {
    const { entity, responsible } = query;
    const [below = null] = byId.read(query.cursor) ?? [];
    const hits = scan.hits(account.account, ENTITY[entity], query.text, below, limit, (id) => {
      const raw = one[entity].get(account.account, id);
      return raw && (responsible === null || raw.responsibleUserId === responsible) ? raw : null;
    });
    return {
      rows: hits.rows.map((raw) => rowOf(account, entity, raw)),
      next: hits.next === null ? null : byId.write([hits.next]),
      total: query.cursor === null && hits.next === null ? hits.rows.length : null,
    };
  }

  return {
    page(account, query) {
      const { entity, responsible } = query;
      const limit = Math.min(query.limit, LARGEST_PAGE);
      if (query.text.trim() !== '') return found(account, query, limit);
      const [key, id] = byName.read(query.cursor) ?? ['', -1];
      const ids =
        responsible === null
          ? all[entity].all(account.account, key, id, limit + 1)
          : of[entity].all(account.account, key, id, responsible, limit + 1);
      const raws = ids.slice(0, limit).flatMap((hit) => one[entity].get(account.account, hit.id) ?? []);
      const last = raws.at(-1);
      return {
        rows: raws.map((raw) => rowOf(account, entity, raw)),
        next: ids.length > limit && last ? byName.write([last.nameKey, last.id]) : null,
        total: totals.contactsOrCompanies(account.account, entity, responsible),
      };
    },
    row,
    detail(account, ref) {
      const raw = one[ref.entity].get(account.account, ref.id);
      if (!raw) return null;
      const contacts =
        ref.entity === 'contact'
          ? []
          : contactsOf
              .all(account.account, ref.id)
              .flatMap(({ id }) => row(account, { entity: 'contact', id }) ?? []);
      return {
        ...rowOf(account, ref.entity, raw),
        phones: phones.all(account.account, ENTITY[ref.entity], ref.id).map(phoneOf),
        ...valuesIn(contactOrCompanyCardFields, raw),
        customFields: unlisted(raw.customFields),
        contacts,
      };
    },
  };
}

/** Who is responsible; null for nobody. */
export function responsibleOf(raw: {
  readonly responsibleUserId: number;
  readonly responsible: string | null;
}): Named | null {
  return raw.responsibleUserId === 0 ? null : { id: raw.responsibleUserId, name: raw.responsible };
}

function phoneOf(phone: RawPhone): Phone {
  return { value: phone.value ?? phone.raw, display: display(phone), e164: phone.e164, kind: phone.kind };
}

function display(phone: RawPhone): string {
  return phone.e164 === null ? phone.raw : formatE164(phone.e164);
}

function rowSql(table: string): string {
  return `
    SELECT p.id, p.name_key AS nameKey, c.name AS company, u.name AS responsible,
      ${selectSql(contactOrCompanyFields, 'p')}
    FROM ${table} p
    LEFT JOIN companies c ON c.account = p.account AND c.id = p.company_id
    LEFT JOIN users u ON u.account = p.account AND u.id = p.responsible_user_id
    WHERE p.account = ? AND p.id = ?`;
}

function idsSql(table: string, filter: string): string {
  return `SELECT id FROM ${table} INDEXED BY ${table}_by_name
    WHERE account = ? AND (name_key, id) > (?, ?) ${filter} ORDER BY name_key, id LIMIT ?`;
}
