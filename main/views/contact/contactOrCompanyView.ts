import { contactOrCompanyCardFields } from '../../../entities/contactOrCompany.ts';
import { emptyValues, valuesOf } from '../../../entities/field.ts';
import type { ContactOrCompanyCard, ContactOrCompanyRow } from '../../../preload/contract/cards.ts';
import type { AgentWrite, WriteView } from '../../../preload/contract/writes.ts';
import type {
  ContactOrCompanyDetail,
  ContactOrCompanyRef,
  ContactOrCompanyRow as MirrorContactOrCompany,
} from '../../mirror/readTypes.ts';
import { changedBy } from '../../../preload/contract/agentWrites.ts';
import { kindOf } from '../../writes/writeKinds.ts';
import { isMadeBy, pendingOf } from '../pendingState.ts';

type NewContact = Extract<AgentWrite, { readonly kind: 'newContact' }>;
type ContactOrCompany = NonNullable<ContactOrCompanyCard['contactOrCompany']>;

/** Changes of a person or company that the mirror does not show yet, out of the agent's writes, in their order. */
export function writesOnContactOrCompany(
  writes: readonly WriteView[],
  ref: ContactOrCompanyRef,
): readonly WriteView[] {
  return writes.filter(
    ({ write }) => changedBy(write)?.entity === ref.entity && changedBy(write)?.id === ref.id,
  );
}

/** Changes of a person the agent made, before and since the CRM gave them an id. */
export function writesOnNew(writes: readonly WriteView[], made: WriteView): readonly WriteView[] {
  return writes.filter(({ write }) => {
    const changed = changedBy(write);
    return changed?.entity === 'contact' && isMadeBy(made, changed.id);
  });
}

/** The mirror's row as windows read it, with the agent's changes laid over. */
export function contactOrCompanyRow(
  contactOrCompany: MirrorContactOrCompany,
  writes: readonly WriteView[],
  deal: ContactOrCompanyRow['deal'],
): ContactOrCompanyRow {
  const own: ContactOrCompanyRow = {
    entity: contactOrCompany.entity,
    id: contactOrCompany.id,
    name: contactOrCompany.name,
    phone: contactOrCompany.phone,
    company: contactOrCompany.company,
    responsible: contactOrCompany.responsible?.name ?? null,
    responsibleIsMe: contactOrCompany.responsibleIsMe,
    updatedAt: contactOrCompany.updatedAt,
    deal,
    pending: pendingOf(writes),
  };
  return withChanges(own, writes);
}

function withChanges(own: ContactOrCompanyRow, writes: readonly WriteView[]): ContactOrCompanyRow {
  return writes.reduce((row, { write }) => {
    const { name = row.name, phones } = kindOf(write).values(write);
    return { ...row, name, phone: phones === undefined ? row.phone : (phones[0] ?? '') };
  }, own);
}

/** The same with everything a card shows of the person or company itself. */
export function contactOrCompanyDetail(
  contactOrCompany: ContactOrCompanyDetail,
  writes: readonly WriteView[],
  rowOf: (contact: MirrorContactOrCompany) => ContactOrCompanyRow,
): ContactOrCompany {
  const kept: ContactOrCompany = {
    ...contactOrCompanyRow(contactOrCompany, writes, null),
    phones: [...contactOrCompany.phones],
    ...valuesOf(contactOrCompanyCardFields, contactOrCompany),
    contacts: contactOrCompany.contacts.map(rowOf),
  };
  return withPhones(kept, writes);
}

function withPhones(kept: ContactOrCompany, writes: readonly WriteView[]): ContactOrCompany {
  return writes.reduce((shown, { write }) => {
    const { phones } = kindOf(write).values(write);
    return phones === undefined ? shown : { ...shown, phones: phonesAfter(shown.phones, phones) };
  }, kept);
}

/** Phones as the agent wants them; those that stay are shown as they were read. */
function phonesAfter(
  before: ContactOrCompany['phones'],
  after: readonly string[],
): ContactOrCompany['phones'] {
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
export function newContactOrCompanyRow(
  view: WriteView,
  { name, phones }: NewContact,
  writes: readonly WriteView[],
): ContactOrCompanyRow {
  const own: ContactOrCompanyRow = {
    entity: 'contact',
    id: -view.id,
    name,
    phone: phones[0] ?? '',
    company: null,
    responsible: null,
    responsibleIsMe: true,
    updatedAt: view.createdAt,
    deal: null,
    pending: pendingOf([view, ...writes]),
  };
  return withChanges(own, writes);
}

/** The same with everything a card shows. */
export function newContactOrCompanyDetail(
  view: WriteView,
  write: NewContact,
  writes: readonly WriteView[],
): ContactOrCompany {
  const made: ContactOrCompany = {
    ...newContactOrCompanyRow(view, write, writes),
    phones: phonesAfter([], write.phones),
    ...emptyValues(contactOrCompanyCardFields),
    contacts: [],
  };
  return withPhones(made, writes);
}
