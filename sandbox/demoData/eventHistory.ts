import { NOTE_EVENTS, eventId } from '../feed/eventNames.ts';
import type { EntityType } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { CardRecord, EventRecord, LeadRecord, NoteRecord, TaskRecord } from '../model.ts';
import { LOST, WON } from '../model.ts';

/** What an account holds, as far as the feed tells of it. */
interface Past {
  readonly contacts: readonly CardRecord[];
  readonly companies: readonly CardRecord[];
  readonly leads: readonly LeadRecord[];
  readonly notes: readonly NoteRecord[];
  readonly tasks: readonly TaskRecord[];
}

type Draft = Omit<EventRecord, 'id' | 'value_before'>;

/** Of accounts as large as benches make them the feed remembers the first people only. */
const MOST_CARDS = 300;

/** The feed as it would stand had the demo's people, deals, calls and notes come through the API; oldest first (crm-api.md 3.8). */
export function eventHistoryOf({ contacts, companies, leads, notes, tasks }: Past): EventRecord[] {
  const drafts: Draft[] = [
    ...contacts.slice(0, MOST_CARDS).map((card) => cardAdded('contacts', card)),
    ...companies.map((card) => cardAdded('companies', card)),
    ...leads.slice(0, MOST_CARDS).flatMap((lead) => [cardAdded('leads', lead), ...leadClosed(lead)]),
    ...notes.map(noteAdded),
    ...tasks.map(taskAdded),
  ];
  return drafts
    .toSorted((a, b) => a.created_at - b.created_at)
    .map((draft, index) => ({
      ...draft,
      id: eventId(draft.created_at * 1_000, index + 1),
      value_before: [],
    }));
}

const cardAdded = (type: EntityType, card: CardRecord): Draft => ({
  type: `${SINGULAR[type]}_added`,
  entity_id: card.id,
  entity_type: SINGULAR[type],
  created_by: card.created_by,
  created_at: card.created_at,
  value_after: [],
});

function leadClosed(lead: LeadRecord): Draft[] {
  const { id, closed_at, status_id, pipeline_id, updated_by } = lead;
  if (closed_at === null || (status_id !== WON && status_id !== LOST)) return [];
  return [
    {
      type: 'lead_status_changed',
      entity_id: id,
      entity_type: 'lead',
      created_by: updated_by,
      created_at: closed_at,
      value_after: [{ lead_status: { id: status_id, pipeline_id } }],
    },
  ];
}

const noteAdded = (note: NoteRecord): Draft => ({
  type: NOTE_EVENTS[note.note_type] ?? 'service_note_added',
  entity_id: note.entity_id,
  entity_type: SINGULAR[note.entity_type],
  created_by: note.created_by,
  created_at: note.created_at,
  value_after: [{ note: { id: note.id } }],
});

const taskAdded = (task: TaskRecord): Draft => ({
  type: 'task_added',
  entity_id: task.id,
  entity_type: 'task',
  created_by: task.created_by,
  created_at: task.created_at,
  value_after: [],
});
