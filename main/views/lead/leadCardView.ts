import type { LeadCard, WriteView } from '../../../preload/contract.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmNote } from '../../crm/types/note.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { LeadDetail, MirrorLists } from '../../mirror/readTypes.ts';
import type { FetchedRecords } from '../../mirror/mirror.ts';
import { leadRow, newLeadRow, type LeadSetting } from './leadRowView.ts';
import { writesByLead, writesOnNew } from './leadListPages.ts';
import { notesOf } from '../noteRowView.ts';
import { isMadeBy } from '../pendingState.ts';
import { isTaskChange, withTaskWrites, type TaskSetting } from '../task/taskRowView.ts';

/** The cards of leads: from the mirror at once, then from the CRM, with what the agent wrote laid over. */
export interface LeadCards {
  /** @param refresh asks the CRM too (two requests); `changed` is told when it has answered */
  card(account: string, leadId: number, refresh: boolean): LeadCard;
  /** Somebody added a note to the lead: asked for when its card was looked at. */
  noteChanged(account: string, leadId: number): void;
}

interface LeadCardDeps {
  readonly mirror: Pick<MirrorLists, 'lead' | 'tasksOf'>;
  readonly settingOf: (account: string) => LeadSetting & TaskSetting;
  /** The agent's writes the mirror does not show yet, oldest first. */
  readonly writesOf: (account: string) => readonly WriteView[];
  /** The CRM's id of what a write made, null while it has none. */
  readonly madeAs: (account: string, writeId: number) => number | null;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
  /** The card has something new to say. */
  readonly changed: (account: string, leadId: number) => void;
  /** Notes were read for a window. */
  readonly notesRead?: (account: string, notes: readonly CrmNote[]) => void;
}

/** What the CRM said of a lead, kept for as long as the card is likely to be read again. */
interface AnswerState {
  freshness: LeadCard['freshness'];
  failure: CrmFailure['kind'] | null;
  notes: readonly CrmNote[] | null;
}

const MOST_ANSWERS = 100;
const NOTES_SHOWN = 50;

export function createLeadCards(deps: LeadCardDeps): LeadCards {
  const answers = new Map<string, AnswerState>();

  function tell(key: string, timeline: AnswerState): void {
    answers.delete(key);
    answers.set(key, timeline);
    const [oldest] = answers.keys();
    if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
  }

  /** Two requests: the lead with all it links to, and its notes. */
  async function ask(account: string, leadId: number, key: string, client: CrmClient): Promise<void> {
    const before = answers.get(key);
    tell(key, { freshness: 'asking', failure: null, notes: before?.notes ?? null });
    const [lead, notes] = await Promise.all([
      client.leads.get(leadId),
      client.notes.list({ entity: 'lead', entityId: leadId, types: [], limit: NOTES_SHOWN }),
    ]);
    if (notes.ok) deps.notesRead?.(account, notes.value.notes);
    const kept = notes.ok ? notes.value.notes : (before?.notes ?? null);
    if (!lead.ok) {
      const freshness = lead.error.kind === 'forbidden' ? 'forbidden' : 'offline';
      tell(key, { freshness, failure: lead.error.kind, notes: kept });
    } else if (lead.value === null || lead.value.is_deleted) {
      tell(key, { freshness: 'gone', failure: null, notes: null });
      deps.remember(account, { gone: [{ entity: 'lead', id: leadId }] });
    } else {
      tell(key, { freshness: 'fresh', failure: notes.ok ? null : notes.error.kind, notes: kept });
      deps.remember(account, { leads: [lead.value] });
    }
    deps.changed(account, leadId);
  }

  async function askNotes(account: string, leadId: number, client: CrmClient): Promise<void> {
    const notes = await client.notes.list({
      entity: 'lead',
      entityId: leadId,
      types: [],
      limit: NOTES_SHOWN,
    });
    const key = `${account} ${leadId}`;
    const before = answers.get(key);
    if (!notes.ok || before === undefined) return;
    deps.notesRead?.(account, notes.value.notes);
    tell(key, { ...before, notes: notes.value.notes });
    deps.changed(account, leadId);
  }

  const leadCards: LeadCards = {
    noteChanged(account, leadId) {
      const client = deps.clientOf(account);
      const isShown = (answers.get(`${account} ${leadId}`)?.notes ?? null) !== null;
      if (client !== null && isShown) void askNotes(account, leadId, client);
    },
    card(account, leadId, refresh) {
      const writes = deps.writesOf(account);
      const setting = deps.settingOf(account);
      if (leadId < 0) {
        const view = writes.find(({ id }) => id === -leadId);
        const id = deps.madeAs(account, -leadId);
        // Of a lead that is here by now the window hears the id it has in the CRM.
        if (id !== null && (view === undefined || deps.mirror.lead(account, id) !== null))
          return leadCards.card(account, id, refresh);
        return cardOfNew(view, writes, setting);
      }
      const key = `${account} ${leadId}`;
      const client = deps.clientOf(account);
      if (refresh && client === null) {
        tell(key, { freshness: 'offline', failure: 'noToken', notes: answers.get(key)?.notes ?? null });
      } else if (refresh && client !== null && answers.get(key)?.freshness !== 'asking') {
        void ask(account, leadId, key, client);
      }
      const own = writesByLead(writes).get(leadId) ?? [];
      const detail = deps.mirror.lead(account, leadId);
      const timeline = answers.get(key) ?? { freshness: 'local', failure: null, notes: null };
      return {
        lead: detail && leadRow(detail, own, setting),
        contacts: detail === null ? [] : contactsOf(detail),
        lossReason: detail?.lossReason?.name ?? null,
        tags: [...(detail?.tags ?? [])],
        tasks: withTaskWrites(
          deps.mirror.tasksOf(account, { entity: 'lead', id: leadId }),
          writes.filter(({ write }) => isTaskOf(write, (id) => id === leadId)),
          setting,
        ),
        notes: notesOf(timeline.notes, own, setting),
        freshness: timeline.freshness,
        failure: timeline.failure,
      };
    },
  };
  return leadCards;
}

/** Changes of any task, and new tasks about the lead `isIt` says. */
function isTaskOf(write: WriteView['write'], isIt: (leadId: number) => boolean): boolean {
  if (write.kind === 'createTask') return write.target?.entity === 'lead' && isIt(write.target.id);
  return isTaskChange(write);
}

function contactsOf({ contacts, companies }: LeadDetail): LeadCard['contacts'] {
  return [...contacts, ...companies].map(({ entity, id, name, phone }) => ({ entity, id, name, phone }));
}

/** The card of a lead the mirror has not got; none when the write was taken back. */
function cardOfNew(
  view: WriteView | undefined,
  writes: readonly WriteView[],
  setting: LeadSetting & TaskSetting,
): LeadCard {
  const nothing = { contacts: [], lossReason: null, tags: [], tasks: [], notes: [], failure: null };
  if (view?.write.kind !== 'createLead') return { ...nothing, lead: null, freshness: 'gone' };
  const { contact } = view.write;
  const own = writesOnNew(writesByLead(writes), view);
  return {
    ...nothing,
    lead: newLeadRow(view, view.write, own, setting),
    contacts:
      contact === null
        ? []
        : [{ ...contact, name: setting.contactOrCompanyName(contact.entity, contact.id), phone: '' }],
    tasks: withTaskWrites(
      [],
      writes.filter(({ write }) => isTaskOf(write, (id) => isMadeBy(view, id))),
      setting,
    ),
    notes: notesOf([], own, setting),
    freshness: 'local',
  };
}
