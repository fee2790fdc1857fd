import type { PartyCard, PartyPage, PartyRow } from '../../preload/contract/cards.ts';
import type { WriteView } from '../../preload/contract/writes.ts';
import type { CrmClient } from '../amocrm/client.ts';
import type {
  MirrorLists,
  PartyDetail,
  PartyQuery,
  PartyRef,
  PartyRow as MirrorParty,
} from '../mirror/lists.ts';
import type { Brought } from '../mirror/mirror.ts';
import { leadRow, newLeadRow, type LeadSetting } from './leadRows.ts';
import { writesByLead, writesOnNew as writesOnNewLead } from './leadLists.ts';
import { notesOf } from './noteRows.ts';
import { createPartyNews, type PartyNews } from './partyNews.ts';
import {
  newPartyDetail,
  newPartyRow,
  partyDetail,
  partyRow,
  writesOnNew,
  writesOnParty,
} from './partyRows.ts';
import { isMadeBy } from './pending.ts';
import { isTaskChange, withTaskWrites, type TaskSetting } from './taskRows.ts';

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
  /** The CRM's id of what a write made, null while it has none. */
  readonly madeAs: (account: string, writeId: number) => number | null;
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

  /** People the agent made that the mirror has not got, the newest first. */
  function newParties(account: string, writes: readonly WriteView[]): readonly PartyRow[] {
    return writes
      .flatMap((view) =>
        view.write.kind === 'newContact' && !isHere(account, view.remoteId)
          ? [newPartyRow(view, view.write, writesOnNew(writes, view))]
          : [],
      )
      .toReversed();
  }

  function isHere(account: string, id: number | null): boolean {
    return id !== null && mirror.party(account, { entity: 'contact', id }) !== null;
  }

  /** Deals, tasks and notes with the agent's own laid over, of whoever `isAbout` says. */
  function around(
    account: string,
    writes: readonly WriteView[],
    party: PartyDetail | null,
    isAbout: (target: Target | null) => boolean,
  ): Pick<PartyCard, 'leads' | 'tasks'> {
    const setting = deps.settingOf(account);
    const byLead = writesByLead(writes);
    const isShown = ({ remoteId }: WriteView): boolean =>
      remoteId !== null && (party?.leads ?? []).some(({ id }) => id === remoteId);
    const made = writes.flatMap((view) =>
      view.write.kind === 'createLead' && isAbout(view.write.contact) && !isShown(view)
        ? [newLeadRow(view, view.write, writesOnNewLead(byLead, view), setting)]
        : [],
    );
    return {
      leads: [
        ...made.toReversed(),
        ...(party?.leads ?? []).map((lead) => leadRow(lead, byLead.get(lead.id) ?? [], setting)),
      ],
      tasks: withTaskWrites(
        party === null ? [] : mirror.tasksOf(account, party),
        writes.filter(({ write }) =>
          write.kind === 'createTask' ? isAbout(write.target) : isTaskChange(write.kind),
        ),
        setting,
      ),
    };
  }

  /** The card of somebody the mirror has not got; nobody when the write was taken back. */
  function cardOfNew(account: string, writes: readonly WriteView[], view: WriteView | undefined): PartyCard {
    if (view?.write.kind !== 'newContact') {
      return { party: null, leads: [], tasks: [], notes: [], freshness: 'gone', failure: null };
    }
    const isAbout = (target: Target | null): boolean =>
      target !== null && target.entity === 'contact' && isMadeBy(view, target.id);
    return {
      party: newPartyDetail(view, view.write, writesOnNew(writes, view)),
      ...around(account, writes, null, isAbout),
      notes: notesOf([], notesAbout(writes, isAbout)),
      freshness: 'local',
      failure: null,
    };
  }

  function card(account: string, ref: PartyRef, refresh: boolean): PartyCard {
    const writes = writesOf(account);
    if (ref.id < 0) {
      const view = writes.find(({ id }) => id === -ref.id);
      const id = deps.madeAs(account, -ref.id);
      // Of somebody who is here by now the window hears the id they have in the CRM.
      if (id !== null && (view === undefined || isHere(account, id)))
        return card(account, { entity: 'contact', id }, refresh);
      return cardOfNew(account, writes, view);
    }
    if (refresh) news.ask(account, ref);
    const { freshness, failure, notes, sentNotes } = news.of(account, ref);
    const party = mirror.party(account, ref);
    const isAbout = (target: Target | null): boolean =>
      target !== null && target.entity === ref.entity && target.id === ref.id;
    return {
      party: party && partyDetail(party, writesOnParty(writes, ref), overlaid(writes)),
      ...around(account, writes, party, isAbout),
      notes: notesOf(notes, [...sentNotes, ...notesAbout(writes, isAbout)]),
      freshness,
      failure,
    };
  }

  return {
    page(account, query) {
      const page = mirror.partyPage(account, query);
      const writes = writesOf(account);
      const made =
        query.entity === 'contact' && query.cursor === null
          ? newParties(account, writes).filter(({ name }) => beginsAWord(name, query.text))
          : [];
      return {
        rows: [...made, ...page.rows.map(overlaid(writes))],
        next: page.next,
        total: page.total === null ? null : page.total + made.length,
      };
    },
    card,
    heardWrite: (account, view) => news.heardWrite(account, view),
    heardNote: (account, ref) => news.heardNote(account, ref),
  };
}

type Target = { readonly entity: 'contact' | 'company' | 'lead'; readonly id: number };

/** The agent's notes the CRM has not got, about whoever `isAbout` says. */
function notesAbout(
  writes: readonly WriteView[],
  isAbout: (target: Target) => boolean,
): readonly WriteView[] {
  return writes.filter(({ write }) => write.kind === 'addNote' && isAbout(write.target));
}

function beginsAWord(name: string, text: string): boolean {
  return ` ${name.toLowerCase()}`.includes(` ${text.trim().toLowerCase()}`);
}
