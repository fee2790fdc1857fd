import type { ContactOrCompanyCard } from '../../../preload/contract/cards.ts';
import type { WriteView } from '../../../preload/contract/writes.ts';
import { notesOfPerson } from '../../crm/notesOfPerson.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmNote } from '../../crm/types/note.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { ContactOrCompanyRef } from '../../mirror/readTypes.ts';
import type { FetchedRecords } from '../../mirror/mirror.ts';

/** What the CRM said of people and companies beyond what the mirror keeps: their calls and notes, and how fresh all is. */
export interface ContactTimeline {
  /** Two requests, and one for its deals' notes: itself with all it links to, its calls and notes. Once at a time; over when they are answered. */
  ask(account: string, ref: ContactOrCompanyRef): Promise<void>;
  of(account: string, ref: ContactOrCompanyRef): Readonly<TimelineState>;
  writeChanged(account: string, view: WriteView): void;
  /** Somebody added a note: asked for when this card was looked at. */
  noteChanged(account: string, ref: ContactOrCompanyRef): void;
}

interface TimelineState {
  freshness: ContactOrCompanyCard['freshness'];
  failure: CrmFailure['kind'] | null;
  /** Null until the CRM has told them. */
  notes: readonly CrmNote[] | null;
  /** Notes of the agent's that the CRM has and that are not among `notes` yet. */
  sentNotes: readonly WriteView[];
}

interface ContactTimelineDeps {
  readonly clientOf: (account: string) => CrmClient | null;
  /** Ids of its deals in the copy, open ones first. */
  readonly leadsOf: (account: string, ref: ContactOrCompanyRef) => readonly number[];
  readonly remember: (account: string, fetched: FetchedRecords) => void;
  readonly changed: (account: string, ref: ContactOrCompanyRef) => void;
  /** Notes were read for a window. */
  readonly notesRead?: (account: string, notes: readonly CrmNote[]) => void;
}

/** Cards whose notes are kept: more than an agent goes back and forth between. */
const MOST_KEPT = 100;
const NOTES_SHOWN = 50;
const nothingYet: TimelineState = { freshness: 'local', failure: null, notes: null, sentNotes: [] };

export function createContactTimeline({
  clientOf,
  leadsOf,
  remember,
  changed,
  notesRead = () => undefined,
}: ContactTimelineDeps): ContactTimeline {
  const kept = new Map<string, TimelineState>();
  /** What is being asked. */
  const running = new Map<string, Promise<void>>();
  const keyOf = (account: string, { entity, id }: ContactOrCompanyRef): string =>
    `${account} ${entity} ${id}`;

  function keep(key: string, timeline: Partial<TimelineState>): void {
    const before = kept.get(key) ?? nothingYet;
    kept.delete(key);
    kept.set(key, { ...before, ...timeline });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  /** Its calls and notes; those of the agent's that are among them now need no place of their own. */
  function keepNotes(account: string, key: string, notes: readonly CrmNote[]): void {
    notesRead(account, notes);
    const sentNotes = (kept.get(key)?.sentNotes ?? []).filter(
      ({ remoteId }) => !notes.some(({ id }) => id === remoteId),
    );
    keep(key, { notes, sentNotes });
  }

  const notesOf = (client: CrmClient, account: string, ref: ContactOrCompanyRef) =>
    notesOfPerson(client, ref, leadsOf(account, ref), NOTES_SHOWN);

  async function askAll(account: string, ref: ContactOrCompanyRef, client: CrmClient): Promise<void> {
    const key = keyOf(account, ref);
    keep(key, { freshness: 'asking', failure: null });
    const [contactOrCompany, notes] = await Promise.all([
      ref.entity === 'contact' ? client.contacts.get(ref.id) : client.companies.get(ref.id),
      notesOf(client, account, ref),
    ]);
    if (notes.ok) keepNotes(account, key, notes.value);
    if (!contactOrCompany.ok) {
      const freshness = contactOrCompany.error.kind === 'forbidden' ? 'forbidden' : 'offline';
      keep(key, { freshness, failure: contactOrCompany.error.kind });
    } else if (contactOrCompany.value === null || contactOrCompany.value.is_deleted) {
      keep(key, { freshness: 'gone', notes: null });
      remember(account, { gone: [ref] });
    } else {
      keep(key, { freshness: 'fresh', failure: notes.ok ? null : notes.error.kind });
      remember(
        account,
        'companyIds' in contactOrCompany.value
          ? { contacts: [contactOrCompany.value] }
          : { companies: [contactOrCompany.value] },
      );
    }
    changed(account, ref);
  }

  async function askNotes(account: string, ref: ContactOrCompanyRef, client: CrmClient): Promise<void> {
    const notes = await notesOf(client, account, ref);
    if (!notes.ok) return;
    keepNotes(account, keyOf(account, ref), notes.value);
    changed(account, ref);
  }

  return {
    ask(account, ref) {
      const key = keyOf(account, ref);
      const client = clientOf(account);
      if (client === null) {
        keep(key, { freshness: 'offline', failure: 'noToken' });
        return Promise.resolve();
      }
      const asked = running.get(key) ?? askAll(account, ref, client).finally(() => running.delete(key));
      running.set(key, asked);
      return asked;
    },
    noteChanged(account, ref) {
      const client = clientOf(account);
      const isShown = (kept.get(keyOf(account, ref))?.notes ?? null) !== null;
      if (client !== null && isShown) void askNotes(account, ref, client);
    },
    of: (account, ref) => kept.get(keyOf(account, ref)) ?? nothingYet,
    writeChanged(account, view) {
      const { write, state } = view;
      if (state !== 'sent' || write.kind !== 'addNote' || write.target.entity === 'lead') return;
      const ref: ContactOrCompanyRef = { entity: write.target.entity, id: write.target.id };
      const timeline = kept.get(keyOf(account, ref));
      if (timeline === undefined || timeline.sentNotes.some(({ id }) => id === view.id)) return;
      keep(keyOf(account, ref), { sentNotes: [...timeline.sentNotes, view] });
      const client = clientOf(account);
      if (client !== null) void askNotes(account, ref, client);
    },
  };
}
