import type { EntityRef } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { Witness } from '../route.ts';
import { recordEvent } from './eventFeed.ts';

/** Tells of two entities linked or parted, at each of them. */
export function linkChanged(
  context: Witness,
  change: 'entity_linked' | 'entity_unlinked',
  one: EntityRef,
  other: EntityRef,
): void {
  for (const [entity, partner] of [
    [one, other],
    [other, one],
  ] as const) {
    const value = [{ link: { entity: { type: SINGULAR[partner.type], id: partner.id } } }];
    recordEvent(context, {
      type: change,
      entity,
      ...(change === 'entity_linked' ? { after: value } : { before: value }),
    });
  }
}
