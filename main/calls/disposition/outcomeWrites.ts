import type { CallOutcome, Outcome, TaskDue } from '../../../preload/contract.ts';
import { momentOf, wallTimeAt } from '../../../i18n/zonedTime.ts';
import { LOST } from '../../../preload/constants.ts';
import type { AgentWrite } from '../../journal/outboxPayload.ts';

/** Whom a call was with and the deal it is saved to, as far as that is known when the result is given. */
export interface CallSubject {
  readonly person: { readonly entity: 'contact' | 'company'; readonly id: number } | null;
  readonly deal: { readonly id: number; readonly pipelineId: number | null } | null;
}

interface OutcomeRows {
  /** In the order they are sent: the deal, whom it is with, the task, and the bot, which acts on what is there then. */
  readonly writes: readonly AgentWrite[];
  readonly without: CallOutcome['without'];
}

/** "Follow up", the kind of task every account has (crm-api.md 3.6). */
const FOLLOW_UP = 1;

/**
 * What an outcome does beside the call's result, as rows of the outbox.
 *
 * @param own what the agent chose by hand, which goes before what the outcome has
 * @param now Unix ms by the CRM's clock
 * @param timezone IANA name of the account's clocks, null for this computer's
 */
export function outcomeWrites(
  outcome: Outcome,
  { person, deal }: CallSubject,
  own: { readonly hasStage: boolean; readonly hasTask: boolean },
  now: number,
  timezone: string | null,
): OutcomeRows {
  const { tags, fields, task, bot } = outcome;
  const stage = own.hasStage ? null : outcome.stage;
  const of = (which: 'contact' | 'deal') =>
    fields.filter((field) => field.of === which).map(({ id, value }) => ({ id, value }));
  const onDeal = marks(tags.deal, of('deal'));
  // Fields have ids of their kind of card: a company has not those of a contact.
  const onPerson = marks(tags.contact, person?.entity === 'company' ? [] : of('contact'));
  const without = new Set<'contact' | 'deal'>();
  const writes: AgentWrite[] = [];

  if (stage !== null || onDeal !== null) {
    const pipelineId = stage?.pipelineId ?? deal?.pipelineId ?? null;
    if (deal === null || (stage !== null && pipelineId === null)) without.add('deal');
    else {
      writes.push({
        kind: 'patchLead',
        leadId: deal.id,
        ...(stage === null || pipelineId === null ? {} : { stage: { pipelineId, ...stageOf(stage) } }),
        ...onDeal,
      });
    }
  }
  if (person?.entity === 'company' && of('contact').length > 0) without.add('contact');
  if (onPerson !== null) {
    if (person === null) without.add('contact');
    else writes.push({ kind: 'patchContact', target: person, ...onPerson });
  }
  if (task !== null && task.due !== null && !own.hasTask) {
    writes.push({
      kind: 'createTask',
      target: null,
      text: task.text,
      typeId: task.typeId ?? FOLLOW_UP,
      completeTill: Math.floor(dueAt(task.due, now, timezone) / 1000),
      responsible: null,
    });
  }
  if (bot !== null) {
    const { id: botId } = bot;
    if (bot.on === 'deal' && deal !== null)
      writes.push({ kind: 'runBot', target: { entity: 'lead', id: deal.id }, botId });
    else if (bot.on === 'contact' && person?.entity === 'contact')
      writes.push({ kind: 'runBot', target: { entity: 'contact', id: person.id }, botId });
    else without.add(bot.on);
  }
  return { writes, without: [...without] };
}

/** Won is nobody's loss: a reason goes with lost alone. */
const stageOf = ({ statusId, lossReasonId }: NonNullable<Outcome['stage']>) => ({
  statusId,
  ...(statusId === LOST && lossReasonId !== null ? { lossReasonId } : {}),
});

function marks(
  tags: readonly string[],
  fields: readonly { readonly id: number; readonly value: string | number | boolean }[],
) {
  if (tags.length + fields.length === 0) return null;
  return {
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(fields.length === 0 ? {} : { fields: [...fields] }),
  };
}

/** Unix ms; a time of a day is what the zone's clocks show, also where they change in that day. */
export function dueAt(due: TaskDue, now: number, timezone: string | null): number {
  if ('minutes' in due) return now + due.minutes * 60_000;
  const today = wallTimeAt(now, timezone);
  const [hour = 0, minute = 0] = due.at.split(':').map(Number);
  // Today's time that has gone by is as good as now.
  return Math.max(momentOf({ ...today, day: today.day + due.days, hour, minute }, timezone), now);
}
