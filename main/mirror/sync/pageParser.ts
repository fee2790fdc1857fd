import type { z } from 'zod';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { itemsIn, nextLink } from '../../crm/transport/pagination.ts';
import { type Result, assertNever, fail, ok } from '../../common/result.ts';
import { event, incoming, lossReason, pipeline, taskType, user } from './fromApi.ts';
import { readContactOrCompany } from '../contact/contactOrCompanyItem.ts';
import { readLead } from '../lead/leadItem.ts';
import { readTask } from '../task/taskItem.ts';
import type { ListName, PageRows } from '../mirrorRecords.ts';

/** One page of a list, reduced to what the mirror keeps. */
export interface ParsedPage {
  readonly rows: PageRows;
  /** The path of `_links.next.href`, null on the last page. */
  readonly next: string | null;
  /** Items on the page, those skipped included. */
  readonly items: number;
  /** Items that are not what crm-api.md 3 says; the rest of the page is kept. */
  readonly skipped: number;
}

/** The key under `_embedded` that a list's items stand under. */
const KEYS: Record<ListName, string> = {
  users: 'users',
  pipelines: 'pipelines',
  taskTypes: 'task_types',
  lossReasons: 'loss_reasons',
  companies: 'companies',
  contacts: 'contacts',
  leads: 'leads',
  tasks: 'tasks',
  events: 'events',
  incoming: 'unsorted',
};

/**
 * Reads one page as text. An item that is wrong is skipped and counted; a page that is wrong is
 * `malformed`, with the place that is.
 */
export function parsePage(list: ListName, body: string): Result<ParsedPage, CrmFailure> {
  const json = parseJson(body);
  if (json === undefined) return malformed('');
  const found = itemsIn(json, [KEYS[list]]);
  if (!found.ok) return found;
  const known = found.value.items;
  const rows = rowsOf(list, known);
  const next = nextLink(json);
  if (!next.ok) return next;
  return ok({
    rows,
    next: next.value,
    items: known.length,
    skipped: known.length - rows.rows.length,
  });
}

function rowsOf(list: ListName, items: readonly unknown[]): PageRows {
  switch (list) {
    case 'users':
      return { list, rows: readable(user, items) };
    case 'pipelines':
      return { list, rows: readable(pipeline, items) };
    case 'taskTypes':
      return { list, rows: readable(taskType, items) };
    case 'lossReasons':
      return { list, rows: readable(lossReason, items) };
    case 'companies':
    case 'contacts':
      return { list, rows: items.flatMap((item) => readContactOrCompany(item) ?? []) };
    case 'leads':
      return { list, rows: items.flatMap((item) => readLead(item) ?? []) };
    case 'tasks':
      return { list, rows: items.flatMap((item) => readTask(item) ?? []) };
    case 'events':
      return { list, rows: readable(event, items) };
    case 'incoming':
      return { list, rows: readable(incoming, items) };
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
