import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { leadFields, type LeadFields } from '../../../entities/lead.ts';
import { type Cursors, cursors } from '../pageCursor.ts';
import type {
  BoardQuery,
  BoardStage,
  LeadDetail,
  LeadQuery,
  LeadRow,
  Named,
  Page,
  ContactOrCompanyRef,
  MirrorAccount,
} from '../readTypes.ts';
import type { NameScan } from '../search/nameScan.ts';
import {
  LARGEST_PAGE,
  type ContactOrCompanyLists,
  responsibleOf,
} from '../contact/contactOrCompanyReader.ts';
import { selectSql, unlisted, type ColumnsOf } from '../fields/entityTable.ts';
import { ENTITY, LEAD, LOST_STATUS, WON_STATUS } from '../mirrorRecords.ts';
import { type LeadFilter, type Totals, leadFilterSql } from '../listTotals.ts';

/** Leads as lists, the board and cards show them. */
export interface LeadLists {
  page(account: MirrorAccount, query: LeadQuery): Page<LeadRow>;
  board(account: MirrorAccount, query: BoardQuery): readonly BoardStage[];
  row(account: MirrorAccount, id: number): LeadRow | null;
  detail(account: MirrorAccount, id: number): LeadDetail | null;
  /** Leads of a contact or company: open ones first, the newest first. */
  of(account: MirrorAccount, ref: ContactOrCompanyRef): readonly LeadRow[];
  /** The open one that changed last, null without any. */
  openOf(account: MirrorAccount, ref: ContactOrCompanyRef): LeadRow | null;
}

/** Leads shown of one contact or company. */
const MOST_LEADS = 50;
/** Contacts or companies shown of one lead. */
const MOST_LINKED = 50;

type StageLeads = Pick<BoardStage, 'count' | 'sum' | 'leads' | 'next'>;

type Raw = ColumnsOf<LeadFields> & {
  readonly id: number;
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly stageColour: string | null;
  readonly responsible: string | null;
  readonly contact: string | null;
  readonly companyId: number | null;
  readonly company: string | null;
  readonly lossReason: string | null;
};

const ROW = `
  SELECT l.id, ${selectSql(leadFields, 'l')}, p.name AS pipeline, s.name AS stage, s.color AS stageColour,
    u.name AS responsible, c.name AS contact, o.id AS companyId, o.name AS company, r.name AS lossReason
  FROM leads l
  LEFT JOIN pipelines p ON p.account = l.account AND p.id = l.pipeline_id
  LEFT JOIN statuses s ON s.account = l.account AND s.pipeline_id = l.pipeline_id AND s.id = l.status_id
  LEFT JOIN users u ON u.account = l.account AND u.id = l.responsible_user_id
  LEFT JOIN contacts c ON c.account = l.account AND c.id = l.main_contact_id
  LEFT JOIN loss_reasons r ON r.account = l.account AND r.id = l.loss_reason_id
  LEFT JOIN companies o ON o.account = l.account AND o.id = (
    SELECT k.entity_id FROM lead_links k INDEXED BY lead_links_by_lead
    WHERE k.account = l.account AND k.lead_id = l.id AND k.entity = ${ENTITY.company} LIMIT 1)
  WHERE l.account = ? AND l.id = ?`;

const byChange: Cursors<readonly [number, number]> = cursors(z.tuple([z.number(), z.number()]));
const byId: Cursors<readonly [number]> = cursors(z.tuple([z.number()]));

const isOpen = (statusId: number): boolean => statusId !== WON_STATUS && statusId !== LOST_STATUS;

export function createLeadLists(
  db: Database,
  {
    scan,
    totals,
    contactsOrCompanies,
  }: {
    readonly scan: NameScan;
    readonly totals: Totals;
    readonly contactsOrCompanies: ContactOrCompanyLists;
  },
): LeadLists {
  const one = db.prepare<[number, number], Raw>(ROW);
  const pages = new Map<string, Statement<number[], { readonly id: number; readonly at: number }>>();
  const stages = db.prepare<
    [number, number],
    { readonly id: number; readonly name: string; readonly colour: string | null }
  >('SELECT id, name, color AS colour FROM statuses WHERE account = ? AND pipeline_id = ? ORDER BY sort, id');
  type Sums = { readonly statusId: number; readonly count: number; readonly sum: number };
  const sumSql = (filter: string): string => `
    SELECT status_id AS statusId, count(*) AS count, total(price) AS sum FROM leads INDEXED BY leads_by_stage
    WHERE account = ? AND pipeline_id = ? ${filter} GROUP BY status_id`;
  const sumsOfAll = db.prepare<[number, number], Sums>(sumSql(''));
  const sumsOfOne = db.prepare<[number, number, number], Sums>(sumSql('AND responsible_user_id = ?'));
  const linked = db.prepare<[number, number, number], { readonly id: number }>(
    `SELECT entity_id AS id FROM lead_links INDEXED BY lead_links_by_lead
     WHERE account = ? AND lead_id = ? AND entity = ? LIMIT ${MOST_LINKED}`,
  );
  const leadsOf = db.prepare<[number, number, number], { readonly id: number }>(
    `SELECT l.id FROM lead_links k CROSS JOIN leads l ON l.account = k.account AND l.id = k.lead_id
     WHERE k.account = ? AND k.entity = ? AND k.entity_id = ?
     ORDER BY l.status_id IN (${WON_STATUS}, ${LOST_STATUS}), l.updated_at DESC, l.id DESC LIMIT ${MOST_LEADS}`,
  );

  const openLeadOf = db.prepare<[number, number, number], { readonly id: number }>(
    `SELECT l.id FROM lead_links k CROSS JOIN leads l ON l.account = k.account AND l.id = k.lead_id
     WHERE k.account = ? AND k.entity = ? AND k.entity_id = ? AND l.status_id NOT IN (${WON_STATUS}, ${LOST_STATUS})
     ORDER BY l.updated_at DESC, l.id DESC LIMIT 1`,
  );

  function rowOf(account: MirrorAccount, raw: Raw): LeadRow {
    return {
      id: raw.id,
      name: raw.name,
      price: raw.price,
      pipelineId: raw.pipelineId,
      pipeline: raw.pipeline ?? '',
      statusId: raw.statusId,
      stage: raw.stage ?? '',
      stageColour: raw.stageColour,
      open: isOpen(raw.statusId),
      responsible: responsibleOf(raw),
      responsibleIsMe: raw.responsibleUserId === account.userId,
      contact: named(raw.mainContactId, raw.contact),
      company: named(raw.companyId, raw.company),
      updatedAt: raw.updatedAt * 1_000,
      closedAt: raw.closedAt === null ? null : raw.closedAt * 1_000,
    };
  }

  function row(account: MirrorAccount, id: number): LeadRow | null {
    const raw = one.get(account.account, id);
    return raw ? rowOf(account, raw) : null;
  }

  function found(account: MirrorAccount, query: LeadQuery, limit: number): Page<LeadRow> {
    const [below = null] = byId.read(query.cursor) ?? [];
    const hits = scan.hits(account.account, LEAD, query.text, below, limit, (id) => {
      const raw = one.get(account.account, id);
      return raw && fits(raw, query) ? raw : null;
    });
    return {
      rows: hits.rows.map((raw) => rowOf(account, raw)),
      next: hits.next === null ? null : byId.write([hits.next]),
      total: query.cursor === null && hits.next === null ? hits.rows.length : null,
    };
  }

  function page(account: MirrorAccount, query: LeadQuery): Page<LeadRow> {
    const limit = Math.min(query.limit, LARGEST_PAGE);
    if (query.text.trim() !== '') return found(account, query, limit);
    const { sql, values } = leadFilterSql(query);
    // Of one stage they stand in order in its own index; of several only in the index of all changes.
    const isOfStage = query.pipelineId !== null && query.statusId !== null;
    const text = `SELECT id, updated_at AS at FROM leads INDEXED BY ${isOfStage ? 'leads_by_stage' : 'leads_by_change'}
      WHERE account = ?${sql} AND (updated_at, id) < (?, ?) ORDER BY updated_at DESC, id DESC LIMIT ?`;
    const statement = pages.get(text) ?? db.prepare(text);
    pages.set(text, statement);
    const [at, id] = byChange.read(query.cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
    const hits = statement.all(account.account, ...values, at, id, limit + 1);
    const shown = hits.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.flatMap((hit) => row(account, hit.id) ?? []),
      next: hits.length > limit && last ? byChange.write([last.at, last.id]) : null,
      total: totals.leads(account.account, filterOf(query)),
    };
  }

  /** Stages with the leads that a text finds, as far as one page reaches. */
  function foundOfStage(account: MirrorAccount, query: BoardQuery): (statusId: number) => StageLeads {
    const { pipelineId, responsible, text, perStage } = query;
    const all = {
      pipelineId,
      responsible,
      text,
      statusId: null,
      open: null,
      cursor: null,
      limit: LARGEST_PAGE,
    };
    const { rows } = found(account, all, LARGEST_PAGE);
    return (statusId) => {
      const leads = rows.filter((lead) => lead.statusId === statusId);
      const shown = leads.slice(0, perStage);
      const last = shown.at(-1);
      return {
        count: leads.length,
        sum: leads.reduce((sum, lead) => sum + (lead.price ?? 0), 0),
        leads: shown,
        next: leads.length > shown.length && last ? byId.write([last.id]) : null,
      };
    };
  }

  function allOfStage(account: MirrorAccount, query: BoardQuery): (statusId: number) => StageLeads {
    const { pipelineId, responsible, text, perStage: limit } = query;
    const sums = new Map(sumsOf(account, query).map((sum) => [sum.statusId, sum]));
    return (statusId) => {
      const { count, sum } = sums.get(statusId) ?? { count: 0, sum: 0 };
      if (count === 0) return { count, sum, leads: [], next: null };
      const { rows, next } = page(account, {
        pipelineId,
        statusId,
        responsible,
        open: null,
        text,
        cursor: null,
        limit,
      });
      return { count, sum, leads: rows, next };
    };
  }

  const sumsOf = (account: MirrorAccount, { pipelineId, responsible }: BoardQuery): readonly Sums[] =>
    responsible === null
      ? sumsOfAll.all(account.account, pipelineId)
      : sumsOfOne.all(account.account, pipelineId, responsible);

  return {
    page,
    board(account, query) {
      const known = stages.all(account.account, query.pipelineId);
      // A stage made since the stages were read last: its leads are not lost for that.
      const unknown = sumsOfAll
        .all(account.account, query.pipelineId)
        .filter(({ statusId }) => known.every(({ id }) => id !== statusId))
        .map(({ statusId }) => ({ id: statusId, name: '', colour: null }));
      const ofStage = query.text.trim() === '' ? allOfStage(account, query) : foundOfStage(account, query);
      return [...known, ...unknown].map(({ id, name, colour }) => ({
        statusId: id,
        name,
        colour,
        ...ofStage(id),
      }));
    },
    row,
    detail(account, id) {
      const raw = one.get(account.account, id);
      if (!raw) return null;
      const contactsOrCompaniesOf = (entity: 'contact' | 'company') =>
        linked
          .all(account.account, id, ENTITY[entity])
          .flatMap((link) => contactsOrCompanies.row(account, { entity, id: link.id }) ?? []);
      return {
        ...rowOf(account, raw),
        contacts: contactsOrCompaniesOf('contact'),
        companies: contactsOrCompaniesOf('company'),
        tags: unlisted(raw.tags),
        customFields: unlisted(raw.customFields),
        lossReason: named(raw.lossReasonId, raw.lossReason),
        createdAt: raw.createdAt === null ? null : raw.createdAt * 1_000,
      };
    },
    openOf(account, { entity, id }) {
      const hit = openLeadOf.get(account.account, ENTITY[entity], id);
      return hit === undefined ? null : row(account, hit.id);
    },
    of: (account, { entity, id }) =>
      leadsOf.all(account.account, ENTITY[entity], id).flatMap((hit) => row(account, hit.id) ?? []),
  };
}

function named(id: number | null, name: string | null): Named | null {
  return id === null ? null : { id, name };
}

function filterOf({ pipelineId, statusId, responsible, open }: LeadFilter): LeadFilter {
  return { pipelineId, statusId, responsible, open };
}

function fits(raw: Raw, { pipelineId, statusId, responsible, open }: LeadFilter): boolean {
  return (
    (pipelineId === null || raw.pipelineId === pipelineId) &&
    (statusId === null || raw.statusId === statusId) &&
    (responsible === null || raw.responsibleUserId === responsible) &&
    (open === null || isOpen(raw.statusId) === open)
  );
}
