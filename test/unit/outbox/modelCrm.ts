import type { CrmContact, CrmNote, EntityRef, NewCall } from '../../../main/amocrm/client.ts';
import type { CrmFailure, CrmResult } from '../../../main/amocrm/failures.ts';
import type { Clock } from '../../../main/clock.ts';
import type { OutboxClient } from '../../../main/outbox/outboxClient.ts';
import { fail, ok } from '../../../main/result.ts';

/** A note of a call the model holds. */
export interface HeldCall extends CrmNote {
  readonly entity: EntityRef['entity'];
  readonly call: NewCall;
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
  readonly client: OutboxClient;
  readonly calls: HeldCall[];
  readonly contacts: CrmContact[];
  /** Every request in order, `what:detail`. */
  readonly requests: string[];
  /** How lists of notes behave; the service may ignore filter and order (facts/amocrm-api 2.5). */
  lists: { pageSize: number; order: 'newest' | 'oldest'; filters: boolean };
  /** Notes of customers, null where customers are switched off. */
  customerNotes: { id: number; params: { uniq: string } | null }[] | null;
  /** Puts somebody else's call into the CRM. */
  addOtherCall(target: EntityRef, uniq: string): void;
  /** Decides each request; replaced by a test. */
  fate: (what: string) => Fate;
  addContact(name: string, phone: string, leadIds?: readonly number[]): number;
  /** The asking process was killed: what it asked is done, its answers are heard by nobody. */
  hangUp(): void;
}

const digits = (text: string): string => text.replaceAll(/\D/g, '').slice(-10);

export function createModelCrm(clock: Clock): ModelCrm {
  let nextId = 1000;
  const newId = (): number => (nextId += 1);
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const model = { calls: [] as HeldCall[], contacts: [] as CrmContact[], requests: [] as string[] };

  const addContact = (name: string, phone: string, leadIds: readonly number[] = []): number => {
    const id = newId();
    model.contacts.push({
      id,
      name,
      responsible_user_id: 1,
      updated_at: seconds(),
      is_deleted: false,
      custom_fields_values: [
        { field_id: 1, field_code: 'PHONE', values: [{ value: phone, enum_code: 'WORK' }] },
      ],
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

  const addNote = ({ entity, id }: EntityRef, call: NewCall): number => {
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
      isPinned: false,
      call,
    });
    return noteId;
  };

  let process = 0;
  const request = async <T>(what: string, work: () => CrmResult<T>): Promise<CrmResult<T>> => {
    model.requests.push(what);
    const fate = crm.fate(what);
    const asker = process;
    await Promise.resolve();
    const answer = decide(fate, work);
    return asker === process ? answer : new Promise<never>(() => undefined);
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

  const client: OutboxClient = {
    rawPage: (href) =>
      request(`rawPage:${href.split('?', 1)[0] ?? ''}`, () =>
        crm.customerNotes === null
          ? fail({ kind: 'notFound', words: '' })
          : ok({ body: JSON.stringify({ _embedded: { notes: crm.customerNotes } }) }),
      ),
    companies: { query: (text) => request(`companies.query:${text}`, () => ok([])) },
    contacts: {
      query: (text) =>
        request(`contacts.query:${text}`, () =>
          ok(
            model.contacts.filter((contact) =>
              JSON.stringify(contact.custom_fields_values).replaceAll(/\D/g, '').includes(text),
            ),
          ),
        ),
      create: (contact) =>
        request(`contacts.create:${contact.name}`, () =>
          ok({ id: addContact(contact.name, contact.phones[0] ?? '') }),
        ),
    },
    calls: {
      add: (call) =>
        request(`calls.add:${call.uniq}`, () => {
          const contact = holder(call.phone);
          if (contact === undefined) return fail({ kind: 'entityNotFound', words: 'Entity not found' });
          const [lead] = contact.leadIds;
          const place: EntityRef =
            contact.leadIds.length === 1 && lead !== undefined
              ? { entity: 'lead', id: lead }
              : { entity: 'contact', id: contact.id };
          return ok({ id: addNote(place, call), entity_id: place.id, entity_type: place.entity });
        }),
    },
    notes: {
      addCall: (target, call) =>
        request(`notes.addCall:${call.uniq}:${target.entity}:${target.id}`, () =>
          ok({ id: addNote(target, call) }),
        ),
      list: (query) =>
        request(`notes.list:${query.entity}:${query.entityId ?? 'all'}`, () => {
          const { pageSize, order, filters } = crm.lists;
          const matching = model.calls
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
    lists: { pageSize: 250, order: 'newest', filters: true },
    customerNotes: null,
    fate: () => 'works',
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
    hangUp() {
      process += 1;
    },
  };
  return crm;
}
