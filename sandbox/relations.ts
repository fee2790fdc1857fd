import { addContact } from './api/lead/leadWrites.ts';
import type { EntityRef, EntityType } from './entityType.ts';
import type { AccountStore } from './store.ts';

/** How two entities can be linked. */
export interface Relation {
  isLinked(): boolean;
  /** True for the main contact, null where there is no such thing. */
  isMain(): boolean | null;
  link(isMain: boolean): void;
  unlink(): void;
}

/** What each kind can be linked to (crm-api.md 3.4). The demo accounts have no catalogs, so that no element is ever there. */
export const LINKABLE: Readonly<Record<EntityType, readonly string[]>> = {
  leads: ['contacts', 'companies', 'catalog_elements'],
  contacts: ['leads', 'companies', 'customers', 'catalog_elements'],
  companies: ['contacts', 'leads', 'customers', 'catalog_elements'],
  customers: ['contacts', 'companies', 'catalog_elements'],
};

/** The entity, unless it is not there or deleted. */
export function entityAt(account: AccountStore, { type, id }: EntityRef): EntityRef | null {
  const found = account[type].get(id);
  return found && !found.is_deleted ? { type, id } : null;
}

/** The relation between two entities that are there, in whichever order; null when their kinds cannot be linked. */
export function relationOf(account: AccountStore, one: EntityRef, other: EntityRef): Relation | null {
  const [owner, part] = OWNERS.indexOf(one.type) <= OWNERS.indexOf(other.type) ? [one, other] : [other, one];
  if (part.type === 'companies') return employment(account, owner, part.id);
  if (part.type === 'contacts' && (owner.type === 'leads' || owner.type === 'customers')) {
    return participation(account, owner.type, owner.id, part.id);
  }
  return null;
}

/** Which of two keeps the link: leads and customers know their contacts, all three know their company. */
const OWNERS: readonly EntityType[] = ['leads', 'customers', 'contacts', 'companies'];

function participation(
  account: AccountStore,
  type: 'leads' | 'customers',
  dealId: number,
  contactId: number,
): Relation | null {
  const deal = account[type].get(dealId);
  if (!deal) return null;
  const found = (): { is_main: boolean } | undefined => deal.contacts.find((one) => one.id === contactId);
  return {
    isLinked: () => found() !== undefined,
    isMain: () => found()?.is_main ?? false,
    link(isMain) {
      addContact(deal, contactId, isMain);
      account[type].touch();
    },
    unlink() {
      const wasMain = found()?.is_main === true;
      deal.contacts = deal.contacts.filter((one) => one.id !== contactId);
      const [first] = deal.contacts;
      if (wasMain && first) first.is_main = true;
      account[type].touch();
    },
  };
}

function employment(account: AccountStore, owner: EntityRef, companyId: number): Relation | null {
  if (owner.type === 'companies') return null;
  const card = account[owner.type].get(owner.id);
  if (!card) return null;
  const write = (company: number | null): void => {
    card.company_id = company;
    account[owner.type].touch();
  };
  return {
    isLinked: () => card.company_id === companyId,
    isMain: () => null,
    link() {
      write(companyId);
    },
    unlink() {
      write(null);
    },
  };
}

/** Everything an entity is linked to. */
export function partnersOf(account: AccountStore, { type, id }: EntityRef): EntityRef[] {
  const company = type === 'companies' ? null : (account[type].get(id)?.company_id ?? null);
  const own: EntityRef[] = company === null ? [] : [{ type: 'companies', id: company }];
  if (type === 'leads' || type === 'customers') {
    const contacts = account[type].get(id)?.contacts ?? [];
    return [...contacts.map((one): EntityRef => ({ type: 'contacts', id: one.id })), ...own];
  }
  const deals = (['leads', 'customers'] as const).flatMap((kind) =>
    account[kind]
      .all()
      .filter((deal) => !deal.is_deleted)
      .filter((deal) =>
        type === 'contacts' ? deal.contacts.some((one) => one.id === id) : deal.company_id === id,
      )
      .map((deal): EntityRef => ({ type: kind, id: deal.id })),
  );
  const people =
    type === 'companies'
      ? account.contacts
          .all()
          .filter((contact) => !contact.is_deleted && contact.company_id === id)
          .map((contact): EntityRef => ({ type: 'contacts', id: contact.id }))
      : [];
  return [...deals, ...people, ...own];
}
