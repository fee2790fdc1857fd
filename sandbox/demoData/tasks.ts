import type { ContactRecord, LeadRecord, TaskRecord } from '../model.ts';
import type { Draft } from './contactsAndCompanies.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** When the agent's tasks are due, seconds from now: overdue, today, the days after. */
const DUE = [-3 * DAY, -5 * HOUR, -HOUR, HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY];
/** Every so many belongs to a colleague. */
const COLLEAGUES_TURN = 4;

/** What the agent has to do, about open deals and a few contacts; deals and contacts say when their next is due. */
export function tasksOf(
  { random, culture, userIds, now, nextId }: Draft,
  leads: readonly LeadRecord[],
  contacts: readonly ContactRecord[],
): TaskRecord[] {
  const [agent = 0, colleague = agent] = userIds;
  const open = leads.filter(({ closed_at }) => closed_at === null);
  return DUE.map((seconds, place) => {
    const isLeads = place % 3 !== 2;
    const card = (isLeads ? open : contacts)[place];
    const user = place % COLLEAGUES_TURN === COLLEAGUES_TURN - 1 ? colleague : agent;
    const due = now + seconds;
    if (card && (card.closest_task_at === null || due < card.closest_task_at)) card.closest_task_at = due;
    const written = now - 4 * DAY + place * HOUR;
    return {
      id: nextId(),
      responsible_user_id: user,
      group_id: 0,
      created_by: user,
      updated_by: user,
      created_at: written,
      updated_at: written,
      entity_id: card?.id ?? null,
      entity_type: card === undefined ? null : isLeads ? 'leads' : 'contacts',
      duration: 0,
      is_completed: false,
      task_type_id: place % 2 === 0 ? 1 : 2,
      text: random.pick(culture.tasks),
      result: null,
      complete_till: due,
    };
  });
}
