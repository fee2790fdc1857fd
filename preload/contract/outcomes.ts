import { z } from 'zod';
import * as m from 'zod/mini';
import { OUTCOME_KEYS } from '../constants.ts';
import { accountKey } from '../schemas.ts';
import { nothing, request } from './request.ts';

/**
 * Results of the team's own ("outcomes"), as an administrator writes them into `outcomes.json` (docs/outcomes.md) and as windows are
 * told of them. The small zod: the file is read before the first call is there.
 */

const words = (longest: number) => m.string().check(m.trim(), m.minLength(1), m.maxLength(longest));
const id = m.int().check(m.positive());
const list = <S extends m.ZodMiniType>(item: S, most: number) =>
  m._default(m.array(item).check(m.maxLength(most)), []);
const optional = <S extends m.ZodMiniType>(schema: S) => m._default(m.nullable(schema), null);

/** Of what an outcome changes something: whom the call was with, or the deal it is saved to. */
const whose = m.enum(['contact', 'deal']);

/** When a task is due: so long from the result on, or at a time of a day by the account's clocks. */
const due = m.union([
  m.strictObject({ minutes: m.int().check(m.minimum(1), m.maximum(527_040)) }),
  m.strictObject({
    days: m.int().check(m.minimum(0), m.maximum(366)),
    at: m.string().check(m.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u)),
  }),
]);

export const outcome = m.strictObject({
  /** Stays the same when the label changes: what calls were given before is kept under it. */
  id: words(64),
  label: words(60),
  key: optional(m.enum(OUTCOME_KEYS)),
  colour: optional(m.string().check(m.regex(/^#[0-9a-f]{6}$/iu))),
  /** `call_status` of the CRM (crm-api.md 4.1). */
  status: m.union([
    m.literal(1),
    m.literal(2),
    m.literal(3),
    m.literal(4),
    m.literal(5),
    m.literal(6),
    m.literal(7),
  ]),
  /** Outcomes of one group stand on a page of their own. */
  group: m._default(m.string().check(m.trim(), m.maxLength(40)), ''),
  /** Where it is offered; without any: everywhere. Accounts by their host, lines as the phone names them. */
  accounts: list(words(200), 50),
  lines: list(words(128), 100),
  pipelines: list(id, 50),
  tags: m._default(m.strictObject({ contact: list(words(250), 20), deal: list(words(250), 20) }), () => ({
    contact: [],
    deal: [],
  })),
  fields: list(
    m.strictObject({
      of: whose,
      id,
      value: m.union([m.string().check(m.maxLength(1000)), m.number(), m.boolean()]),
    }),
    20,
  ),
  /** Of the deal; without a pipeline its own. Won is 142, lost 143. */
  stage: optional(m.strictObject({ pipelineId: optional(id), statusId: id, lossReasonId: optional(id) })),
  /** Without a time it is made only when one is asked for and chosen. */
  task: optional(m.strictObject({ text: words(1000), typeId: optional(id), due: optional(due) })),
  asks: list(m.enum(['time', 'note']), 2),
  bot: optional(m.strictObject({ id, on: whose })),
});
export type Outcome = z.output<typeof outcome>;
export type TaskDue = z.output<typeof due>;

/** The outcomes offered in each account, by its key; none where the seven results of the CRM are. */
export const outcomesByAccount = z.record(
  accountKey,
  z.array(outcome as unknown as z.ZodType<Outcome, Outcome>),
);
export type OutcomesByAccount = z.infer<typeof outcomesByAccount>;

export const outcomeRequests = {
  /** Every change of the file is told with the event `outcomes`. */
  get: request(['pop', 'account'], nothing, outcomesByAccount),
} as const;
