import type { PartyCard, PartyRow } from '../../preload/contract/cards.ts';
import type { AgentWrite, WriteView } from '../../preload/contract/writes.ts';
import type { PartyDetail, PartyRef, PartyRow as MirrorParty } from '../mirror/lists.ts';
import { isMadeBy, pendingOf } from './pending.ts';

type NewContact = Extract<AgentWrite, { readonly kind: 'newContact' }>;
type Party = NonNullable<PartyCard['party']>;

/** Changes of a person or company that the mirror does not show yet, out of the agent's writes, in their order. */
export function writesOnParty(writes: readonly WriteView[], ref: PartyRef): readonly WriteView[] {
  return writes.filter(
    ({ write }) =>
      write.kind === 'patchContact' && write.target.entity === ref.entity && write.target.id === ref.id,
  );
}

/** Changes of a person the agent made, before and since the CRM gave them an id. */
export function writesOnNew(writes: readonly WriteView[], made: WriteView): readonly WriteView[] {
  return writes.filter(
    ({ write }) =>
      write.kind === 'patchContact' && write.target.entity === 'contact' && isMadeBy(made, write.target.id),
  );
}

/** The mirror's row as windows read it, with the agent's changes laid over. */
export function partyRow(party: MirrorParty, writes: readonly WriteView[]): PartyRow {
  const own: PartyRow = {
    entity: party.entity,
    id: party.id,
    name: party.name,
    phone: party.phone,
    company: party.company,
    responsible: party.responsible?.name ?? null,
    responsibleIsMe: party.responsibleIsMe,
    updatedAt: party.updatedAt,
    pending: pendingOf(writes),
  };
  return withChanges(own, writes);
}

function withChanges(own: PartyRow, writes: readonly WriteView[]): PartyRow {
  return writes.reduce(
    (row, { write }) =>
      write.kind === 'patchContact'
        ? {
            ...row,
            ...(write.name === undefined ? {} : { name: write.name }),
            ...(write.phones === undefined ? {} : { phone: write.phones.after[0] ?? '' }),
          }
        : row,
    own,
  );
}

/** The same with everything a card shows of the person or company itself. */
export function partyDetail(
  party: PartyDetail,
  writes: readonly WriteView[],
  rowOf: (contact: MirrorParty) => PartyRow,
): Party {
  const kept: Party = {
    ...partyRow(party, writes),
    phones: [...party.phones],
    emails: [...party.emails],
    tags: [...party.tags],
    contacts: party.contacts.map(rowOf),
  };
  return withPhones(kept, writes);
}

function withPhones(kept: Party, writes: readonly WriteView[]): Party {
  return writes.reduce(
    (shown, { write }) =>
      write.kind === 'patchContact' && write.phones !== undefined
        ? { ...shown, phones: phonesAfter(shown.phones, write.phones.after) }
        : shown,
    kept,
  );
}

/** Phones as the agent wants them; those that stay are shown as they were read. */
function phonesAfter(before: Party['phones'], after: readonly string[]): Party['phones'] {
  return after.flatMap((value) => {
    const known = before.filter((phone) => phone.value === value);
    return known.length > 0 ? known : [{ value, display: value, e164: null, kind: null }];
  });
}

/**
 * A person the agent made and the mirror has not got: the id is minus the write's.
 *
 * @param writes changes of that person, oldest first
 */
export function newPartyRow(
  view: WriteView,
  { name, phones }: NewContact,
  writes: readonly WriteView[],
): PartyRow {
  const own: PartyRow = {
    entity: 'contact',
    id: -view.id,
    name,
    phone: phones[0] ?? '',
    company: null,
    responsible: null,
    responsibleIsMe: true,
    updatedAt: view.createdAt,
    pending: pendingOf([view, ...writes]),
  };
  return withChanges(own, writes);
}

/** The same with everything a card shows. */
export function newPartyDetail(view: WriteView, write: NewContact, writes: readonly WriteView[]): Party {
  const made: Party = {
    ...newPartyRow(view, write, writes),
    phones: phonesAfter([], write.phones),
    emails: [],
    tags: [],
    contacts: [],
  };
  return withPhones(made, writes);
}
