/** Entities that carry notes, tasks, tags and links, as they stand in a path. */
export type EntityType = 'contacts' | 'leads' | 'companies' | 'customers';

export const ENTITY_TYPES: readonly EntityType[] = ['leads', 'contacts', 'companies', 'customers'];

/** An entity by its kind and id. */
export interface EntityRef {
  readonly type: EntityType;
  readonly id: number;
}

/** Calls and events name a kind in the singular (crm-api.md 3.8, 4.1). */
export const SINGULAR: Readonly<Record<EntityType, 'contact' | 'lead' | 'company' | 'customer'>> = {
  contacts: 'contact',
  leads: 'lead',
  companies: 'company',
  customers: 'customer',
};

/** The pop-ups and webhooks of v2 number the kinds (crm-api.md 4.2, 5.2). */
export const ELEMENT_TYPES: Readonly<Record<EntityType, number>> = {
  contacts: 1,
  leads: 2,
  companies: 3,
  customers: 12,
};

/** The kind a text names, undefined when it names none. */
export const entityTypeOf = (text: unknown): EntityType | undefined =>
  ENTITY_TYPES.find((one) => one === text);
