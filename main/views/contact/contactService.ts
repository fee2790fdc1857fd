import type {
  ContactOrCompanyCard,
  ContactOrCompanyPage,
  ContactOrCompanyRow,
} from '../../../preload/contract/cards.ts';
import type { LeadNote } from '../../../preload/contract.ts';
import type { WriteView } from '../../../preload/contract/writes.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmNote } from '../../crm/types/note.ts';
import type {
  MirrorLists,
  ContactOrCompanyDetail,
  ContactOrCompanyQuery,
  ContactOrCompanyRef,
  ContactOrCompanyRow as MirrorContactOrCompany,
} from '../../mirror/readTypes.ts';
import type { FetchedRecords } from '../../mirror/mirror.ts';
import { leadRow, newLeadRow, type LeadSetting } from '../lead/leadRowView.ts';
import { writesByLead, writesOnNew as writesOnNewLead } from '../lead/leadListPages.ts';
import { notesOf } from '../noteRowView.ts';
import { createContactTimeline, type ContactTimeline } from './contactTimeline.ts';
import {
  newContactOrCompanyDetail,
  newContactOrCompanyRow,
  contactOrCompanyDetail,
  contactOrCompanyRow,
  writesOnNew,
  writesOnContactOrCompany,
} from './contactOrCompanyView.ts';
import { isMadeBy } from '../pendingState.ts';
import { isTaskChange, withTaskWrites, type TaskSetting } from '../task/taskRowView.ts';

/** People and companies: lists and cards of the mirror, with what the agent wrote laid over. */
export interface ContactService {
  page(account: string, query: ContactOrCompanyQuery): ContactOrCompanyPage;
  /** @param refresh asks the CRM too (two requests, three where it has deals); `changed` is told when it has answered */
  card(account: string, ref: ContactOrCompanyRef, refresh: boolean): ContactOrCompanyCard;
  /** The latest three calls and three notes, newest first, once the CRM was asked; null where it did not tell. */
  past(account: string, ref: ContactOrCompanyRef): Promise<readonly LeadNote[] | null>;
  /** A write of the agent's changed its state. */
  writeChanged(account: string, view: WriteView): void;
  /** Somebody added a note to it. */
  noteChanged(account: string, ref: ContactOrCompanyRef): void;
}

interface ContactServiceDeps {
  readonly mirror: Pick<MirrorLists, 'contactOrCompanyPage' | 'contactOrCompany' | 'openLead' | 'tasksOf'>;
  /** The agent's writes the mirror does not show yet, oldest first. */
  readonly writesOf: (account: string) => readonly WriteView[];
  readonly settingOf: (account: string) => LeadSetting & TaskSetting;
  /** The CRM's id of what a write made, null while it has none. */
  readonly madeAs: (account: string, writeId: number) => number | null;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
  /** The card has something new to say. */
  readonly changed: (account: string, ref: ContactOrCompanyRef) => void;
  /** Notes were read for a window. */
  readonly notesRead?: (account: string, notes: readonly CrmNote[]) => void;
}

export function createContactService(deps: ContactServiceDeps): ContactService {
  const { mirror, writesOf } = deps;
  const timeline: ContactTimeline = createContactTimeline({
    ...deps,
    leadsOf: (account, ref) => (mirror.contactOrCompany(account, ref)?.leads ?? []).map(({ id }) => id),
  });
  /** Rows with what the agent wrote laid over, and the deal that is worked on. */
  function overlaid(account: string, writes: readonly WriteView[]) {
    const byLead = writesByLead(writes);
    const setting = deps.settingOf(account);
    const dealOf = (contactOrCompany: MirrorContactOrCompany): ContactOrCompanyRow['deal'] => {
      const lead = mirror.openLead(account, contactOrCompany);
      if (lead === null) return null;
      const { stage, stageColour, outcome } = leadRow(lead, byLead.get(lead.id) ?? [], setting);
      return outcome === 'open' ? { stage, colour: stageColour } : null;
    };
    return (contactOrCompany: MirrorContactOrCompany): ContactOrCompanyRow =>
      contactOrCompanyRow(
        contactOrCompany,
        writesOnContactOrCompany(writes, contactOrCompany),
        dealOf(contactOrCompany),
      );
  }

  /** People the agent made that the mirror has not got, the newest first. */
  function newContactsOrCompanies(
    account: string,
    writes: readonly WriteView[],
  ): readonly ContactOrCompanyRow[] {
    return writes
      .flatMap((view) =>
        view.write.kind === 'newContact' && !isHere(account, view.remoteId)
          ? [newContactOrCompanyRow(view, view.write, writesOnNew(writes, view))]
          : [],
      )
      .toReversed();
  }

  function isHere(account: string, id: number | null): boolean {
    return id !== null && mirror.contactOrCompany(account, { entity: 'contact', id }) !== null;
  }

  /** Deals, tasks and notes with the agent's own laid over, of whoever `isAbout` says. */
  function around(
    account: string,
    writes: readonly WriteView[],
    contactOrCompany: ContactOrCompanyDetail | null,
    isAbout: (target: Target | null) => boolean,
  ): Pick<ContactOrCompanyCard, 'leads' | 'tasks'> {
    const setting = deps.settingOf(account);
    const byLead = writesByLead(writes);
    const isShown = ({ remoteId }: WriteView): boolean =>
      remoteId !== null && (contactOrCompany?.leads ?? []).some(({ id }) => id === remoteId);
    const made = writes.flatMap((view) =>
      view.write.kind === 'createLead' && isAbout(view.write.contact) && !isShown(view)
        ? [newLeadRow(view, view.write, writesOnNewLead(byLead, view), setting)]
        : [],
    );
    return {
      leads: [
        ...made.toReversed(),
        ...(contactOrCompany?.leads ?? []).map((lead) => leadRow(lead, byLead.get(lead.id) ?? [], setting)),
      ],
      tasks: withTaskWrites(
        contactOrCompany === null ? [] : mirror.tasksOf(account, contactOrCompany),
        writes.filter(({ write }) =>
          write.kind === 'createTask' ? isAbout(write.target) : isTaskChange(write),
        ),
        setting,
      ),
    };
  }

  /** The card of somebody the mirror has not got; nobody when the write was taken back. */
  function cardOfNew(
    account: string,
    writes: readonly WriteView[],
    view: WriteView | undefined,
  ): ContactOrCompanyCard {
    if (view?.write.kind !== 'newContact') {
      return { contactOrCompany: null, leads: [], tasks: [], notes: [], freshness: 'gone', failure: null };
    }
    const isAbout = (target: Target | null): boolean =>
      target !== null && target.entity === 'contact' && isMadeBy(view, target.id);
    return {
      contactOrCompany: newContactOrCompanyDetail(view, view.write, writesOnNew(writes, view)),
      ...around(account, writes, null, isAbout),
      notes: notesOf([], notesAbout(writes, isAbout), deps.settingOf(account)),
      freshness: 'local',
      failure: null,
    };
  }

  function card(account: string, ref: ContactOrCompanyRef, refresh: boolean): ContactOrCompanyCard {
    const writes = writesOf(account);
    if (ref.id < 0) {
      const view = writes.find(({ id }) => id === -ref.id);
      const id = deps.madeAs(account, -ref.id);
      // Of somebody who is here by now the window hears the id they have in the CRM.
      if (id !== null && (view === undefined || isHere(account, id)))
        return card(account, { entity: 'contact', id }, refresh);
      return cardOfNew(account, writes, view);
    }
    if (refresh) void timeline.ask(account, ref);
    const { freshness, failure, notes, sentNotes } = timeline.of(account, ref);
    const contactOrCompany = mirror.contactOrCompany(account, ref);
    const isAbout = (target: Target | null): boolean =>
      target !== null && target.entity === ref.entity && target.id === ref.id;
    return {
      contactOrCompany:
        contactOrCompany &&
        contactOrCompanyDetail(
          contactOrCompany,
          writesOnContactOrCompany(writes, ref),
          overlaid(account, writes),
        ),
      ...around(account, writes, contactOrCompany, isAbout),
      notes: notesOf(notes, [...sentNotes, ...notesAbout(writes, isAbout)], deps.settingOf(account)),
      freshness,
      failure,
    };
  }

  return {
    page(account, query) {
      const page = mirror.contactOrCompanyPage(account, query);
      const writes = writesOf(account);
      const made =
        query.entity === 'contact' && query.cursor === null
          ? newContactsOrCompanies(account, writes).filter(({ name }) => beginsAWord(name, query.text))
          : [];
      return {
        rows: [...made, ...page.rows.map(overlaid(account, writes))],
        next: page.next,
        total: page.total === null ? null : page.total + made.length,
      };
    },
    card,
    async past(account, ref) {
      await timeline.ask(account, ref);
      const { notes } = card(account, ref, false);
      if (notes === null) return null;
      const isCall = ({ kind }: LeadNote): boolean => kind === 'callIn' || kind === 'callOut';
      const latest = new Set([
        ...notes.filter(isCall).slice(0, MOST_PAST),
        ...notes.filter((note) => !isCall(note)).slice(0, MOST_PAST),
      ]);
      return notes.filter((note) => latest.has(note));
    },
    writeChanged: (account, view) => timeline.writeChanged(account, view),
    noteChanged: (account, ref) => timeline.noteChanged(account, ref),
  };
}

/** Calls, and notes, that are looked back at from the pop. */
const MOST_PAST = 3;

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
