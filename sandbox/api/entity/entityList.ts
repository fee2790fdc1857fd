import type { Answer } from '../../answer.ts';
import type { Collection } from '../../collection.ts';
import { filtered, inOrder } from '../../filters.ts';
import { wordsOf, type CardRecord } from '../../model.ts';
import type { PhpObject, PhpValue } from '../../phpQuery.ts';
import { asObject, isPhpObject, listOf, textAt } from '../../phpQuery.ts';
import { isKommo } from '../../platform.ts';
import { badRequest } from '../../problem.ts';
import { maySee } from '../../rights.ts';
import type { ApiContext } from '../../route.ts';
import { matcherOf } from '../../textSearch.ts';

/** Keys that every list of entities can be filtered by. */
export const ENTITY_FILTERS: readonly string[] = [
  'id',
  'name',
  'created_by',
  'updated_by',
  'responsible_user_id',
  'created_at',
  'updated_at',
  'closest_task_at',
];

/** The entities a list asks for: those in the bin or out of it, in order, found by `query`, kept by `filter` (crm-api.md 2.5). */
export function entitiesFor<T extends CardRecord>(
  context: ApiContext,
  collection: Collection<T>,
  query: PhpObject,
  { filters, orders }: { readonly filters: readonly string[]; readonly orders: readonly string[] },
): readonly T[] {
  const { settings } = context;
  const inBin = listOf(query['with']).includes('only_deleted');
  const rows = inOrder(collection, query, orders).filter(
    (row) => row.is_deleted === inBin && maySee(context, row),
  );
  const found = foundBy(context, rows, textAt(query, 'query'));
  if (!settings.apiFilter) return found;
  const filter = asObject(query['filter']);
  return ofStages(
    context,
    ofFields(filtered(found, filter, filters), filter['custom_fields_values']),
    filter['statuses'],
  );
}

/** What `query` finds; what was written within the lag of the index is not found yet (crm-api.md 3.3, UNCERTAIN). */
function foundBy<T extends CardRecord>(
  { settings, now }: ApiContext,
  rows: readonly T[],
  search: string | undefined,
): readonly T[] {
  if (search === undefined) return rows;
  const matches = matcherOf(search, settings.phoneSearch);
  const { searchLagSeconds } = settings;
  return rows.filter(
    (row) => (searchLagSeconds === 0 || row.updated_at + searchLagSeconds <= now) && matches(row),
  );
}

/** `filter[custom_fields_values][{field_id}][]=` any of these values, or `[from|to]` between two numbers. */
function ofFields<T extends CardRecord>(rows: readonly T[], filter: PhpValue): readonly T[] {
  const conditions = Object.entries(asObject(filter));
  if (conditions.length === 0) return rows;
  return rows.filter((row) =>
    conditions.every(([fieldId, wanted]) => {
      const field = row.custom_fields_values?.find((one) => String(one.field_id) === fieldId);
      return (field?.values ?? []).some((one) => holds(wanted, wordsOf(one), one.enum_id));
    }),
  );
}

function holds(wanted: PhpValue, value: string, enumId: number | undefined): boolean {
  if (isPhpObject(wanted) && ('from' in wanted || 'to' in wanted)) {
    const from = Number(textAt(wanted, 'from') ?? -Infinity);
    const to = Number(textAt(wanted, 'to') ?? Infinity);
    return Number(value) >= from && Number(value) <= to;
  }
  const texts = listOf(wanted);
  return texts.includes(value) || (enumId !== undefined && texts.includes(String(enumId)));
}

type Stage = (row: { readonly pipeline_id: number; readonly status_id: number }) => boolean;

/** The stages of `filter[statuses][0][pipeline_id|status_id]`; what one leaves out fits any. */
function stagesOf(statuses: PhpValue): Stage[] {
  if (statuses === undefined || typeof statuses === 'string') return [];
  return Object.values(statuses).map((one: PhpValue): Stage => {
    const pipeline = textAt(asObject(one), 'pipeline_id') ?? '';
    const status = textAt(asObject(one), 'status_id') ?? '';
    return (row) =>
      (pipeline === '' || String(row.pipeline_id) === pipeline) &&
      (status === '' || String(row.status_id) === status);
  });
}

/** Leads in any of these stages; Kommo knows one stage a request (crm-api.md 3.4). */
function ofStages<T extends CardRecord>(
  context: ApiContext,
  rows: readonly T[],
  statuses: PhpValue,
): readonly T[] {
  const stages = stagesOf(statuses).slice(0, isKommo(context) ? 1 : undefined);
  if (stages.length === 0) return rows;
  return rows.filter(
    (row) =>
      !('pipeline_id' in row) ||
      !('status_id' in row) ||
      stages.some((holds) =>
        holds({ pipeline_id: Number(row.pipeline_id), status_id: Number(row.status_id) }),
      ),
  );
}

/** 400 where several stages are asked of a platform that knows one a request, if that is how it takes it (UNCERTAIN). */
export function severalStagesRefused(context: ApiContext, query: PhpObject): Answer | null {
  const stages = stagesOf(asObject(query['filter'])['statuses']);
  const isRefused = isKommo(context) && context.settings.severalStages === 'refused' && stages.length > 1;
  return isRefused ? badRequest('Only one stage in one pipeline can be filtered') : null;
}
