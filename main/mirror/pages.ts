import { z } from 'zod';
import type { CrmFieldValue } from '../amocrm/client.ts';
import type { CrmFailure } from '../amocrm/failures.ts';
import { customFields, id, linkedIds, name, unixSeconds } from '../amocrm/fields.ts';
import { nextLink } from '../amocrm/pages.ts';
import { type Result, assertNever, fail, ok } from '../result.ts';
import type { LeadRow, ListName, PageRows, PartyRow, PipelineRow, UserRow } from './rows.ts';

/** One page of a list, reduced to what the mirror keeps. */
export interface ParsedPage {
  readonly rows: PageRows;
  /** `_links.next.href` exactly as handed out, null on the last page. */
  readonly next: string | null;
  /** Items on the page, those skipped included. */
  readonly items: number;
  /** Items that are not what facts/amocrm-api 3 says; the rest of the page is kept. */
  readonly skipped: number;
}

/** Longer names are cut: no screen shows them, and one hostile contact must not fill the mirror. */
const LONGEST_NAME = 1_000;

const shortName = name.transform((text) => text.slice(0, LONGEST_NAME));

const party = z.object({
  id,
  name: shortName,
  responsible_user_id: id.nullish(),
  updated_at: unixSeconds.nullish(),
  is_deleted: z.boolean().nullish(),
  custom_fields_values: customFields,
  _embedded: z.object({ leads: z.array(z.unknown()).nullish(), companies: linkedIds }).nullish(),
});

const lead = z.object({
  id,
  name: shortName,
  price: z.number().nullish(),
  responsible_user_id: id.nullish(),
  pipeline_id: id.nullish(),
  status_id: id.nullish(),
  updated_at: unixSeconds.nullish(),
  closed_at: unixSeconds.nullish(),
  is_deleted: z.boolean().nullish(),
  _embedded: z.object({ contacts: linkedIds.optional(), companies: linkedIds.optional() }).nullish(),
});

const user = z.object({
  id,
  name: shortName,
  rights: z.object({ is_admin: z.boolean().nullish() }).nullish(),
});

const pipeline = z.object({
  id,
  name: shortName,
  _embedded: z
    .object({
      statuses: z
        .array(z.object({ id, name: shortName, color: z.string().nullish(), sort: id.nullish() }))
        .nullish(),
    })
    .nullish(),
});

/** A list page's envelope; the key under `_embedded` is the list's name. */
const envelope = z.object({ _embedded: z.record(z.string(), z.unknown()) });

/**
 * Reads one page as text. An item that is wrong is skipped and counted; a page that is wrong is
 * `malformed`, with the place that is.
 */
export function parsePage(list: ListName, body: string): Result<ParsedPage, CrmFailure> {
  const json = parseJson(body);
  const page = envelope.safeParse(json);
  if (!page.success) return malformed(json === undefined ? '' : '_embedded');
  const items = page.data._embedded[list];
  if (!Array.isArray(items)) return malformed(`_embedded.${list}`);
  const known: readonly unknown[] = items;
  const rows = rowsOf(list, known);
  return ok({
    rows,
    next: nextLink(json),
    items: known.length,
    skipped: known.length - rows.rows.length,
  });
}

function rowsOf(list: ListName, items: readonly unknown[]): PageRows {
  switch (list) {
    case 'users':
      return { list, rows: readable(user, items).map(userRow) };
    case 'pipelines':
      return { list, rows: readable(pipeline, items).map(pipelineRow) };
    case 'companies':
    case 'contacts':
      return { list, rows: readable(party, items).map(partyRow) };
    case 'leads':
      return { list, rows: readable(lead, items).map(leadRow) };
    default:
      return assertNever(list);
  }
}

function readable<T>(schema: z.ZodType<T>, items: readonly unknown[]): readonly T[] {
  return items.flatMap((item) => {
    const read = schema.safeParse(item);
    return read.success ? [read.data] : [];
  });
}

function partyRow(said: z.output<typeof party>): PartyRow {
  const leads = said._embedded?.leads;
  return {
    id: said.id,
    name: said.name,
    companyId: said._embedded?.companies[0] ?? null,
    responsibleUserId: said.responsible_user_id ?? 0,
    updatedAt: said.updated_at ?? 0,
    isDeleted: said.is_deleted ?? false,
    phones: phonesOf(said.custom_fields_values),
    leadIds: leads ? readable(z.object({ id }), leads).map((link) => link.id) : null,
  };
}

function leadRow(said: z.output<typeof lead>): LeadRow {
  return {
    id: said.id,
    name: said.name,
    price: said.price ?? null,
    responsibleUserId: said.responsible_user_id ?? 0,
    pipelineId: said.pipeline_id ?? 0,
    statusId: said.status_id ?? 0,
    updatedAt: said.updated_at ?? 0,
    closedAt: said.closed_at ?? null,
    isDeleted: said.is_deleted ?? false,
    contactIds: said._embedded?.contacts ?? null,
    companyIds: said._embedded?.companies ?? null,
  };
}

function userRow(said: z.output<typeof user>): UserRow {
  return { id: said.id, name: said.name, isAdmin: said.rights?.is_admin ?? false };
}

function pipelineRow(said: z.output<typeof pipeline>): PipelineRow {
  const statuses = (said._embedded?.statuses ?? []).map((stage) => ({
    id: stage.id,
    name: stage.name,
    color: stage.color ?? null,
    sort: stage.sort ?? 0,
  }));
  return { id: said.id, name: said.name, statuses };
}

function phonesOf(fields: readonly CrmFieldValue[]): readonly string[] {
  return fields
    .filter((field) => field.field_code === 'PHONE')
    .flatMap((field) => field.values.map(({ value }) => value));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function malformed(path: string): Result<never, CrmFailure> {
  return fail({ kind: 'malformed', path, maySucceed: true, words: '' });
}
