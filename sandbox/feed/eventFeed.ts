import type { EntityRef } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { Witness } from '../route.ts';
import { eventId } from './eventNames.ts';

/** What happened, for the events feed (crm-api.md 3.8). */
export interface Happening {
  readonly type: string;
  readonly entity: EntityRef | { readonly type: 'tasks'; readonly id: number };
  readonly before?: readonly object[];
  readonly after?: readonly object[];
  /** Default: the user of the request. */
  readonly by?: number;
}

/** The feed forgets its oldest half beyond this; a client that polls has long seen it. */
const LONGEST = 20_000;

/** Writes an event into the account's feed, at the time of the request. */
export function recordEvent(context: Witness, happening: Happening): void {
  const { events } = context.account;
  if (events.length >= LONGEST) events.splice(0, LONGEST / 2);
  const { entity } = happening;
  events.push({
    id: eventId(context.now * 1_000, context.store.nextId()),
    type: happening.type,
    entity_id: entity.id,
    entity_type: entity.type === 'tasks' ? 'task' : SINGULAR[entity.type],
    created_by: happening.by ?? context.user.id,
    created_at: context.now,
    value_after: [...(happening.after ?? [])],
    value_before: [...(happening.before ?? [])],
  });
}
