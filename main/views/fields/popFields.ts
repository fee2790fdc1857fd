import { valueText, valuesOfField, LONGEST_VALUE } from '../../../entities/customFields.ts';
import type { CustomField, FieldsQuery, PopEntry, ShownField, WriteView } from '../../../preload/contract.ts';
import { changedBy, type SubjectRef } from '../../../preload/contract/agentWrites.ts';
import { BUILT_IN_FIELDS, MOST_POP_FIELDS, type FieldOwner } from '../../../preload/constants.ts';
import type { ContactOrCompanyDetail, LeadDetail, MirrorLists } from '../../mirror/readTypes.ts';
import { kindOf } from '../../writes/writeKinds.ts';
import type { AgentWrite } from '../../../preload/contract/writes.ts';
import { shownValue, writtenValue } from './fieldValues.ts';
import type { FieldDefinitions } from './fieldDefinitions.ts';

/** What an agent wants to see of whoever calls: the fields chosen for the account, out of the mirror, with unsent writes laid over. */
export interface PopFields {
  /** The chosen fields by name, from memory: on the way to the paint. */
  chosen(account: string): NonNullable<PopEntry['fields']>;
  ofCall(account: string, query: Omit<FieldsQuery, 'callId'>): ShownField[];
  /** Fields by their keys, chosen or not. */
  named(account: string, query: Omit<FieldsQuery, 'callId'>, keys: readonly string[]): ShownField[];
  /** The write that changes one in place; null where it cannot be changed so, or not to this. */
  change(
    account: string,
    query: Omit<FieldsQuery, 'callId'>,
    key: string,
    value: string | null,
  ): AgentWrite | null;
  /** Another choice, or other names. */
  forget(account: string): void;
}

interface PopFieldsDeps {
  readonly mirror: Pick<MirrorLists, 'contactOrCompany' | 'lead' | 'tasksOf'>;
  readonly definitions: FieldDefinitions;
  readonly wanted: (account: string) => readonly string[];
  /** The agent's writes the mirror does not show yet, oldest first. */
  readonly writesOf: (account: string) => readonly WriteView[];
  readonly timezoneOf: (account: string) => string | null;
}

type Card = { readonly ref: SubjectRef; readonly row: ContactOrCompanyDetail | LeadDetail | null };
type Cards = Readonly<Record<FieldOwner, Card | null>>;

export function createPopFields(deps: PopFieldsDeps): PopFields {
  const { mirror, definitions } = deps;
  const chosenOf = new Map<string, NonNullable<PopEntry['fields']>>();

  /** Whom and what the fields are of; of a contact its company too. */
  function cardsOf(account: string, { target, leadId }: Omit<FieldsQuery, 'callId'>): Cards {
    const who = { ref: target, row: mirror.contactOrCompany(account, target) };
    const companyId = who.row?.company?.id ?? null;
    const company =
      target.entity === 'company'
        ? who
        : companyId === null
          ? null
          : {
              ref: { entity: 'company', id: companyId } as const,
              row: mirror.contactOrCompany(account, { entity: 'company', id: companyId }),
            };
    const deal =
      leadId === null
        ? null
        : { ref: { entity: 'lead', id: leadId } as const, row: mirror.lead(account, leadId) };
    return { contact: target.entity === 'contact' ? who : null, company, deal };
  }

  function shown(account: string, key: string, cards: Cards, writes: readonly WriteView[]): ShownField {
    const plain = (values: readonly string[]): ShownField => ({
      key,
      values: [...values],
      field: null,
      canEdit: false,
      pending: null,
    });
    if (key === 'task') return plain(nextTask(account, cards));
    const field = definitions.of(account).find((one) => one.key === key);
    if (field === undefined) {
      const [of, what] = key.split(':');
      return plain(what === 'tags' ? (cards[of as FieldOwner]?.row?.tags ?? []) : []);
    }
    const card = cards[field.of];
    const held = heldBy(card, field, writes);
    return {
      key,
      values: held.values.map((value) => shownValue(field.type, value, deps.timezoneOf(account))),
      field: { ...field, choices: [...field.choices] },
      canEdit: field.edit !== null && card !== null && card.row !== null && isWhole(held.values),
      pending: held.pending,
    };
  }

  /** Of the person, or of the deal: what is due first. */
  function nextTask(account: string, cards: Cards): readonly string[] {
    const tasks = [cards.contact, cards.company, cards.deal].flatMap((card) =>
      card === null || card.ref.entity === 'task'
        ? []
        : mirror.tasksOf(account, { ...card.ref, entity: card.ref.entity }),
    );
    const [first] = tasks.toSorted((one, other) => one.completeTill - other.completeTill);
    return first === undefined ? [] : [first.text === '' ? (first.type ?? '') : first.text];
  }

  function chosen(account: string): NonNullable<PopEntry['fields']> {
    const held = chosenOf.get(account);
    if (held !== undefined) return held;
    const wanted = deps.wanted(account);
    // Who chose none waits for no reading of names on the way from the ring to the paint.
    const known = wanted.length === 0 ? [] : definitions.of(account);
    const names = new Map(known.map(({ key, name }) => [key, name]));
    const builtIn: ReadonlySet<string> = new Set(BUILT_IN_FIELDS);
    // A field that was deleted in the CRM is no longer shown.
    const there = wanted.flatMap((key) => {
      const name = builtIn.has(key) ? '' : names.get(key);
      return name === undefined ? [] : [{ key, name }];
    });
    const shownOnes = there.slice(0, MOST_POP_FIELDS);
    chosenOf.set(account, shownOnes);
    return shownOnes;
  }

  const named: PopFields['named'] = (account, query, keys) => {
    if (keys.length === 0) return [];
    const cards = cardsOf(account, query);
    const writes = deps.writesOf(account);
    return keys.map((key) => shown(account, key, cards, writes));
  };

  return {
    chosen,
    named,
    ofCall: (account, query) =>
      named(
        account,
        query,
        chosen(account).map(({ key }) => key),
      ),
    change(account, query, key, value) {
      const cards = cardsOf(account, query);
      const { field, canEdit } = shown(account, key, cards, []);
      const card = field === null ? null : cards[field.of];
      if (field === null || card === null || !canEdit) return null;
      const written = writtenValue(field, value, deps.timezoneOf(account));
      if (written === undefined) return null;
      const [before = null] = heldBy(card, field, deps.writesOf(account)).values;
      const fields = [{ id: field.id, value: written, before }];
      const { entity, id } = card.ref;
      if (entity === 'lead') return { kind: 'patchLead', leadId: id, fields };
      return entity === 'task' ? null : { kind: 'patchContact', target: { entity, id }, fields };
    },
    forget(account) {
      chosenOf.delete(account);
    },
  };
}

/** A field's values as they are kept, with what the agent wrote laid over. */
function heldBy(
  card: Card | null,
  { id }: CustomField,
  writes: readonly WriteView[],
): { readonly values: readonly string[]; readonly pending: ShownField['pending'] } {
  let values = valuesOfField(card?.row?.customFields ?? [], id);
  let pending: ShownField['pending'] = null;
  for (const { write, state } of writes) {
    const changed = changedBy(write);
    if (card === null || changed?.entity !== card.ref.entity || changed.id !== card.ref.id) continue;
    const own = kindOf(write)
      .values(write)
      .fields?.find((field) => field.id === id);
    if (own === undefined) continue;
    const text = valueText(own.value);
    values = text === null ? [] : [text];
    pending = state === 'failed' ? 'failed' : state === 'sent' ? null : 'waiting';
  }
  return { values, pending };
}

/** One value, all of it: the rest of a longer one would be lost. */
const isWhole = (values: readonly string[]): boolean =>
  values.length <= 1 && values.every((value) => value.length < LONGEST_VALUE);
