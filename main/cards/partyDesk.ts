import type { PartyCard, PartyPage, PartyRow } from '../../preload/contract/cards.ts';
import type { WriteView } from '../../preload/contract/writes.ts';
import type { CrmClient } from '../amocrm/client.ts';
import type { MirrorLists, PartyQuery, PartyRef, PartyRow as MirrorParty } from '../mirror/lists.ts';
import type { Brought } from '../mirror/mirror.ts';
import { leadRow, newLeadRow, type LeadSetting } from './leadRows.ts';
import { writesByLead } from './leadLists.ts';
import { notesOf } from './noteRows.ts';
import { createPartyNews, type PartyNews } from './partyNews.ts';
import { newPartyRow, partyDetail, partyRow, writesOnParty } from './partyRows.ts';
import { withTaskWrites, type TaskSetting } from './taskRows.ts';

/** People and companies: lists and cards of the mirror, with what the agent wrote laid over. */
export interface PartyDesk {
  page(account: string, query: PartyQuery): PartyPage;
  /** @param refresh asks the CRM too (two requests); `changed` is told when it has answered */
  card(account: string, ref: PartyRef, refresh: boolean): PartyCard;
  /** A write of the agent's changed its state. */
  heardWrite(account: string, view: WriteView): void;
  /** Somebody added a note to it. */
  heardNote(account: string, ref: PartyRef): void;
}

interface PartyDeskDeps {
  readonly mirror: Pick<MirrorLists, 'partyPage' | 'party' | 'tasksOf'>;
  /** The agent's writes the mirror does not show yet, oldest first. */
  readonly writesOf: (account: string) => readonly WriteView[];
  readonly settingOf: (account: string) => LeadSetting & TaskSetting;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, brought: Brought) => void;
  /** The card has something new to say. */
  readonly changed: (account: string, ref: PartyRef) => void;
}

export function createPartyDesk(deps: PartyDeskDeps): PartyDesk {
  const { mirror, writesOf } = deps;
  const news: PartyNews = createPartyNews(deps);
  const overlaid =
    (writes: readonly WriteView[]) =>
    (party: MirrorParty): PartyRow =>
      partyRow(party, writesOnParty(writes, party));

  return {
    page(account, query) {
      const page = mirror.partyPage(account, query);
      const writes = writesOf(account);
      const made =
        query.entity === 'contact' && query.cursor === null
          ? newParties(writes).filter(({ name }) => beginsAWord(name, query.text))
          : [];
      return {
        rows: [...made, ...page.rows.map(overlaid(writes))],
        next: page.next,
        total: page.total === null ? null : page.total + made.length,
      };
    },
    card(account, ref, refresh) {
      const writes = writesOf(account);
      if (ref.id < 0) return cardOfNew(writes, ref.id);
      if (refresh) news.ask(account, ref);
      const { freshness, failure, notes, sentNotes } = news.of(account, ref);
      const party = mirror.party(account, ref);
      const setting = deps.settingOf(account);
      const byLead = writesByLead(writes);
      const isAbout = (target: { readonly entity: string; readonly id: number } | null): boolean =>
        target !== null && target.entity === ref.entity && target.id === ref.id;
      const isShown = ({ remoteId }: WriteView): boolean =>
        remoteId !== null && (party?.leads ?? []).some(({ id }) => id === remoteId);
      const made = writes.flatMap((view) =>
        view.write.kind === 'createLead' && isAbout(view.write.contact) && !isShown(view)
          ? [newLeadRow(view, view.write, setting)]
          : [],
      );
      return {
        party: party && partyDetail(party, writesOnParty(writes, ref), overlaid(writes)),
        leads: [
          ...made.toReversed(),
          ...(party?.leads ?? []).map((lead) => leadRow(lead, byLead.get(lead.id) ?? [], setting)),
        ],
        tasks: withTaskWrites(
          mirror.tasksOf(account, ref),
          writes.filter(({ write }) =>
            write.kind === 'createTask'
              ? isAbout(write.target)
              : write.kind === 'completeTask' || write.kind === 'moveTask',
          ),
          setting,
        ),
        notes: notesOf(notes, [
          ...sentNotes,
          ...writes.filter(({ write }) => write.kind === 'addNote' && isAbout(write.target)),
        ]),
        freshness,
        failure,
      };
    },
    heardWrite: (account, view) => news.heardWrite(account, view),
    heardNote: (account, ref) => news.heardNote(account, ref),
  };
}

/** People the agent made that are not in the CRM, the newest first. */
function newParties(writes: readonly WriteView[]): readonly PartyRow[] {
  return writes
    .flatMap((view) =>
      view.write.kind === 'newContact' && view.remoteId === null ? [newPartyRow(view, view.write)] : [],
    )
    .toReversed();
}

/** The card of somebody the CRM has not got. */
function cardOfNew(writes: readonly WriteView[], id: number): PartyCard {
  const view = writes.find((each) => each.id === -id);
  const write = view?.write.kind === 'newContact' ? view.write : null;
  return {
    party:
      view === undefined || write === null
        ? null
        : {
            ...newPartyRow(view, write),
            phones: write.phones.map((value) => ({ value, display: value, e164: null, kind: null })),
            emails: [],
            tags: [],
            contacts: [],
          },
    leads: [],
    tasks: [],
    notes: [],
    freshness: write === null ? 'gone' : 'local',
    failure: null,
  };
}

function beginsAWord(name: string, text: string): boolean {
  return ` ${name.toLowerCase()}`.includes(` ${text.trim().toLowerCase()}`);
}
