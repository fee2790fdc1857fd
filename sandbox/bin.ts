import { cardDeleted, cardRestored } from './feed/entityEvents.ts';
import type { EntityRef } from './entityType.ts';
import type { Witness } from './route.ts';

/** Puts an entity into the bin; false when there is none. Links to it stay, as they come back with it. */
export function bin(witness: Witness, { type, id }: EntityRef): boolean {
  const found = witness.account[type].get(id);
  if (!found || found.is_deleted) return false;
  found.is_deleted = true;
  witness.account[type].touch();
  if (type !== 'customers') cardDeleted(witness, type, found);
  return true;
}

/** Takes an entity out of the bin; false when it is not in there. */
export function restore(witness: Witness, { type, id }: EntityRef): boolean {
  const found = witness.account[type].get(id);
  if (!found?.is_deleted) return false;
  found.is_deleted = false;
  witness.account[type].touch();
  if (type !== 'customers') cardRestored(witness, type, found);
  return true;
}
