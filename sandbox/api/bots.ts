import type { Answer } from '../answer.ts';
import { hal } from '../answer.ts';
import { batchOf, singleOf } from '../batch.ts';
import type { EntityType } from '../entityType.ts';
import type { ValidationError } from '../problem.ts';
import { entityAt } from '../relations.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import type { Rules } from '../validation.ts';
import { errorAt, errorsIn, integerAt } from '../validation.ts';

/** Starts a Salesbot on an entity, as v4 and v2 spell it (crm-api.md 6.1). Nothing is told of it but that it was taken. */
export const botRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/api/v4/bots/run', handle: runMany },
  { method: 'POST', path: '/api/v2/salesbot/run', handle: runMany },
  { method: 'POST', path: '/api/v4/bots/:id/run', handle: runOne },
];

const MOST_RUNS = 100;

/** The kinds of entities, in words or in the numbers of v2, which its clients send as text too. */
const TYPES: ReadonlyMap<unknown, EntityType> = new Map<unknown, EntityType>([
  ...(['leads', 'contacts'] as const).map((type) => [type, type] as const),
  [1, 'contacts'],
  ['1', 'contacts'],
  [2, 'leads'],
  ['2', 'leads'],
]);

const rules = (needsBot: boolean): Rules => ({
  bot_id: { type: 'integer', isRequired: needsBot },
  entity_id: { type: 'integer', isRequired: true },
  entity_type: { type: 'integerOrString', isRequired: true, isAllowed: (value) => TYPES.has(value) },
});

function errorsOf(
  { account }: ApiContext,
  values: ReadonlyMap<string, unknown>,
  needsBot: boolean,
): readonly ValidationError[] {
  const errors = errorsIn(values, rules(needsBot));
  if (errors.length > 0) return errors;
  const type = TYPES.get(values.get('entity_type'));
  const isThere = type && entityAt(account, { type, id: integerAt(values, 'entity_id', 0) });
  return isThere ? [] : [errorAt('NotSupportedChoice', 'entity_id')];
}

function runMany(context: ApiContext): Answer {
  const batch = batchOf(context.body, ({ values }) => errorsOf(context, values, true), MOST_RUNS);
  return 'refusal' in batch ? batch.refusal : hal({}, 202);
}

function runOne(context: ApiContext): Answer {
  const batch = singleOf(context.body, ({ values }) => errorsOf(context, values, false));
  return 'refusal' in batch ? batch.refusal : hal({}, 202);
}
