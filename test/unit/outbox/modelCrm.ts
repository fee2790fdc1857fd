import type { EntityRef } from '../../../main/crm/types/entity.ts';
import type { CrmNote } from '../../../main/crm/types/note.ts';
import type { NewCall } from '../../../main/crm/types/call.ts';
import type { CrmLead } from '../../../main/crm/types/lead.ts';
import type { CrmCompany, CrmContact } from '../../../main/crm/types/contactOrCompany.ts';
import type { CrmFailure, CrmResult } from '../../../main/crm/types/crmFailure.ts';
import type { CrmTask } from '../../../main/crm/resources/taskResource.ts';
import type { CrmUnsorted } from '../../../main/crm/resources/unsortedResource.ts';
import type { Clock, MonotonicTime } from '../../../main/common/clock.ts';
import type { WriteClient } from '../../../main/writes/writeClient.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { modelCallNotes } from './modelCallNotes.ts';
import { modelCompanies } from './modelCompanies.ts';
import { createModelCards, marked, pagesOf, phoneField } from './modelCards.ts';

/** A note of a call the model holds. */
export interface HeldCall extends CrmNote {
  readonly entity: EntityRef['entity'];
  readonly call: NewCall;
}

/** A text note the model holds. */
export interface HeldNote extends CrmNote {
  readonly entity: EntityRef['entity'];
}

/** What becomes of one request. */
export type Fate =
  | 'works'
  | {
      readonly failure: CrmFailure;
      /** Is a write done all the same? In so many ms, when after the answer was given up. */
      readonly written: boolean | { readonly afterMs: number };
    }
  /** No answer ever, as when the asking process dies. */
  | { readonly silence: true; readonly written: boolean };

/** The service's side of the wire, in memory: does not deduplicate, matches by the last ten digits. */
export interface ModelCrm {
  readonly client: WriteClient;
  readonly calls: HeldCall[];
  readonly contacts: CrmContact[];
  readonly companies: CrmCompany[];
  readonly notes: HeldNote[];
  readonly leads: CrmLead[];
  readonly tasks: CrmTask[];
  /** Ids of the bots that ran, in order: told to nobody. */
  readonly bots: number[];
  /** Its clock less the computer's at the start, ms: its own, which no correction of the computer's moves. */
  skew: number;
  /** Hears the service's time with each answer (Unix s), and when it was asked. */
  hearTime: (seconds: number, askedAt: MonotonicTime) => void;
  /** Somebody else asked something, and heard the time with the answer. */
  tellTime(): void;
  /** Unix seconds, by its own clock. */
  seconds(): number;
  /** Whether `created_at` of what is written is kept, or the service's own time stands there. */
  keepsTimes: boolean;
  /** Whether leads may be made with a contact embedded, or only linked after. */
  embeds: boolean;
  /** Whether the service has the request that makes lead, contact and company at once. */
  hasComplex: boolean;
  /** Every request in order, `what:detail`. */
  readonly requests: string[];
  /** How lists of notes behave; the service may ignore filter and order (crm-api.md 2.5). */
  lists: { pageSize: number; order: 'newest' | 'oldest'; filters: boolean };
  /** Notes of customers, null where customers are switched off. */
  customerNotes: { id: number; entity_id?: number; params: { uniq: string } | null }[] | null;
  /** Puts somebody else's call into the CRM. */
  addOtherCall(target: EntityRef, uniq: string): void;
  /** The PBX's own widget logs a call. */
  pbxLogs(target: EntityRef, call: Pick<NewCall, 'direction' | 'phone' | 'created_at'>): number;
  /** False while its text search lags behind. */
  searchKnows: boolean;
  /** Decides each request; replaced by a test. */
  fate: (what: string) => Fate;
  addContact(name: string, phones: string | readonly string[], leadIds?: readonly number[]): number;
  /** The asking process was killed: what it asked is done, its answers are heard by nobody. */
  hangUp(): void;
}

/** What is asked only for the time of the answer: no test counts it. */
const TIME_PROBE = 'rawPage:/api/v4/account';

const digits = (text: string): string => text.replaceAll(/\D/g, '').slice(-10);

export function createModelCrm(clock: Clock): ModelCrm {
  let nextId = 1000;
  const newId = (): number => (nextId += 1);
  const atStart = clock.now() - clock.monotonic();
  const seconds = (): number => Math.floor((atStart + clock.monotonic() + crm.skew) / 1000);
  const model = {
    calls: [] as HeldCall[],
    contacts: [] as CrmContact[],
    companies: [] as CrmCompany[],
    notes: [] as HeldNote[],
    leads: [] as CrmLead[],
    tasks: [] as CrmTask[],
    unsorted: [] as CrmUnsorted[],
    bots: [] as number[],
    requests: [] as string[],
  };

  const made = (createdAt: number | undefined) => ({
    created_by: 7,
    created_at: crm.keepsTimes ? (createdAt ?? seconds()) : seconds(),
    updated_at: seconds(),
  });

  const addContact = (
    name: string,
    phones: string | readonly string[],
    leadIds: readonly number[] = [],
    createdAt?: number,
  ): number => {
    const id = newId();
    model.contacts.push({
      id,
      name,
      responsible_user_id: 1,
      ...made(createdAt),
      is_deleted: false,
      custom_fields_values: [phoneField([phones].flat().map((value) => ({ value, enum_code: 'WORK' })))],
      leadIds,
      companyIds: [],
      tags: [],
    });
    return id;
  };

  const holder = (phone: string): CrmContact | undefined =>
    model.contacts.find((contact) =>
      contact.custom_fields_values.some((field) =>
        field.values.some(({ value }) => digits(value) === digits(phone)),
      ),
    );

  /** Leads it was made with, and those made for it since, less the closed ones. */
  const openLeadsOf = ({ id, leadIds }: CrmContact): readonly number[] => {
    const made = model.leads.filter(
      (lead) => lead.contactIds.includes(id) && ![142, 143].includes(lead.status_id),
    );
    return [...new Set([...leadIds, ...made.map((lead) => lead.id)])];
  };

  const addNote = ({ entity, id }: EntityRef, call: NewCall, source = 'Ringside'): number => {
    const noteId = newId();
    model.calls.push({
      id: noteId,
      entity,
      entity_id: id,
      note_type: call.direction === 'inbound' ? 'call_in' : 'call_out',
      created_at: call.created_at,
      updated_at: seconds(),
      uniq: call.uniq,
      text: call.call_result ?? null,
      duration: call.duration,
      phone: call.phone,
      source,
      isPinned: false,
      call,
    });
    return noteId;
  };

  let process = 0;
  const request = async <T>(what: string, work: () => CrmResult<T>): Promise<CrmResult<T>> => {
    if (what !== TIME_PROBE) model.requests.push(what);
    const askedAt = clock.monotonic();
    const fate = crm.fate(what);
    const asker = process;
    await Promise.resolve();
    const answer = decide(fate, work);
    if (asker !== process) return new Promise<never>(() => undefined);
    if (fate === 'works') crm.hearTime(seconds(), askedAt);
    return answer;
  };

  const decide = <T>(fate: Fate, work: () => CrmResult<T>): CrmResult<T> | Promise<never> => {
    if (fate === 'works') return work();
    if ('silence' in fate) {
      if (fate.written) work();
      return new Promise<never>(() => undefined);
    }
    if (fate.written === true) work();
    else if (fate.written !== false) clock.schedule(fate.written.afterMs, () => work());
    return fail(fate.failure);
  };

  /** Lists honour their time filter, in the service's time, unless filters are switched off. */
  const changedSince = <T extends { readonly updated_at: number }>(
    { updatedFrom = 0 }: { readonly updatedFrom?: number | undefined } = {},
    rows: readonly T[],
  ): readonly T[] => rows.filter((row) => !crm.lists.filters || row.updated_at >= updatedFrom);

  const companies = modelCompanies({
    request,
    newId,
    made,
    changedSince,
    companies: model.companies,
    contacts: model.contacts,
    searchKnows: () => crm.searchKnows,
  });
  const cards = createModelCards({
    changedSince,
    request,
    newId,
    made,
    leads: model.leads,
    tasks: model.tasks,
    embeds: () => crm.embeds,
    hasComplex: () => crm.hasComplex,
    addContact: ({ name, phones, created_at }) => addContact(name, phones, [], created_at),
    addCompany: companies.add,
    employ: companies.employ,
  });
  /** Who the service's text search finds; it may lag behind. */
  const found = (text: string): readonly CrmContact[] =>
    model.contacts.filter(
      (contact) =>
        crm.searchKnows && JSON.stringify(contact.custom_fields_values).replaceAll(/\D/g, '').includes(text),
    );
  const client: WriteClient = {
    rawPage: (href) =>
      request(`rawPage:${href.split('?', 1)[0] ?? ''}`, () =>
        href === '/api/v4/account'
          ? ok({ body: '{}' })
          : crm.customerNotes === null
            ? fail({ kind: 'notFound', words: '' })
            : ok({ body: JSON.stringify({ _embedded: { notes: crm.customerNotes } }) }),
      ),
    companies: companies.client,
    ...cards,
    contacts: {
      create: (contact) =>
        request(`contacts.create:${contact.name}`, () =>
          ok({ id: addContact(contact.name, contact.phones, [], contact.created_at) }),
        ),
      pages: (query) =>
        query?.text === undefined
          ? pagesOf('contacts.pages', request, () => changedSince(query, model.contacts).toReversed())
          : pagesOf(`contacts.query:${query.text}`, request, () => found(query.text ?? '')),
      get: (id) =>
        request(`contacts.get:${id}`, () => ok(model.contacts.find((one) => one.id === id) ?? null)),
      patch: (id, changes) =>
        request(`contacts.patch:${id}`, () => {
          const at = model.contacts.findIndex((one) => one.id === id);
          const contact = model.contacts[at];
          if (contact === undefined) return fail({ kind: 'notFound', words: '' });
          const phones = changes.phones?.map((phone) =>
            typeof phone === 'string' ? { value: phone, enum_code: 'WORK' } : phone,
          );
          model.contacts[at] = {
            ...contact,
            name: changes.name ?? contact.name,
            custom_fields_values: marked(
              phones === undefined ? contact.custom_fields_values : [phoneField(phones)],
              changes,
            ),
            tags: [...contact.tags, ...(changes.addTags ?? [])],
            updated_at: seconds(),
          };
          return ok({ id });
        }),
    },
    bots: {
      run: (botId) =>
        request(`bots.run:${botId}`, () => {
          model.bots.push(botId);
          return ok(null);
        }),
    },
    calls: {
      add: (call) =>
        request(`calls.add:${call.uniq}`, () => {
          const contact = holder(call.phone);
          if (contact === undefined) return fail({ kind: 'entityNotFound', words: 'Entity not found' });
          const open = openLeadsOf(contact);
          const [lead] = open;
          const place: EntityRef =
            open.length === 1 && lead !== undefined
              ? { entity: 'lead', id: lead }
              : { entity: 'contact', id: contact.id };
          return ok({ id: addNote(place, call), entity_id: place.id, entity_type: place.entity });
        }),
    },
    unsorted: {
      pages: () => pagesOf('unsorted.pages', request, () => model.unsorted),
      accept: (uid) =>
        request(`unsorted.accept:${uid}`, () => {
          const at = model.unsorted.findIndex((one) => one.uid === uid);
          const [taken] = at < 0 ? [] : model.unsorted.splice(at, 1);
          return taken === undefined ? fail({ kind: 'notFound', words: '' }) : ok(taken);
        }),
      createSip: (call) =>
        request(`unsorted.createSip:${call.uniq}`, () => {
          const contactId = addContact(call.contact?.name ?? '', call.contact?.phones ?? []);
          const leadId = newId();
          addNote(
            { entity: 'lead', id: leadId },
            {
              direction: 'inbound',
              duration: call.duration,
              phone: call.phone,
              uniq: call.uniq,
              call_status: 6,
              created_at: call.calledAt,
            },
            'ringside',
          );
          const made = { uid: `unsorted-${leadId}`, leadIds: [leadId], contactIds: [contactId] };
          model.unsorted.push({
            ...made,
            category: 'sip',
            pipeline_id: null,
            created_at: null,
            companyIds: [],
          });
          return ok(made);
        }),
    },
    notes: {
      addCall: (target, call) =>
        request(`notes.addCall:${call.uniq}:${target.entity}:${target.id}`, () =>
          ok({ id: addNote(target, call) }),
        ),
      ...modelCallNotes(request, model.calls, seconds),
      addText: (target, note) =>
        request(`notes.addText:${typeof note === 'string' ? note : note.text}`, () => {
          const id = newId();
          const { text, created_at } = typeof note === 'string' ? { text: note } : note;
          model.notes.push({
            id,
            entity: target.entity,
            entity_id: target.id,
            note_type: 'common',
            ...made(created_at),
            uniq: null,
            text,
            duration: null,
            isPinned: false,
          });
          return ok({ id });
        }),
      list: (query) =>
        request(`notes.list:${query.entity}:${String(query.entityId ?? 'all')}`, () => {
          const { pageSize, order, filters } = crm.lists;
          const held = query.types.includes('common') ? model.notes : model.calls;
          const matching = held
            .filter((note) => note.entity === query.entity)
            .filter((note) => query.entityId === null || note.entity_id === query.entityId)
            .filter((note) => !filters || note.updated_at >= (query.updatedFrom ?? 0));
          const ordered = order === 'newest' ? matching.toReversed() : matching;
          const from = Number(query.href ?? 0);
          const next = from + pageSize;
          return ok({
            notes: ordered.slice(from, next),
            next: next < ordered.length ? String(next) : null,
          });
        }),
    },
  };
  const crm: ModelCrm = {
    ...model,
    client,
    skew: 0,
    hearTime: () => undefined,
    keepsTimes: true,
    embeds: true,
    hasComplex: true,
    lists: { pageSize: 250, order: 'newest', filters: true },
    customerNotes: null,
    searchKnows: true,
    fate: () => 'works',
    tellTime() {
      crm.hearTime(seconds(), clock.monotonic());
    },
    seconds,
    addContact,
    addOtherCall(target, uniq) {
      addNote(target, {
        direction: 'inbound',
        duration: 1,
        phone: '+74950000000',
        uniq,
        call_status: 4,
        created_at: seconds(),
      });
    },
    pbxLogs: (target, call) =>
      addNote(target, { ...call, duration: 42, uniq: `pbx-${String(nextId)}`, call_status: 4 }, 'pbx'),
    hangUp() {
      process += 1;
    },
  };
  return crm;
}
