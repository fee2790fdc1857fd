import type { EventRecord } from '../mirrorRecords.ts';

/** The list an entity stands in. */
export const LIST_OF = { contact: 'contacts', company: 'companies', lead: 'leads', task: 'tasks' } as const;

type Kind = keyof typeof LIST_OF;

/** An entity that an event tells of. */
interface FeedEntry {
  readonly list: (typeof LIST_OF)[Kind];
  readonly id: number;
}

const TOLD = /^(contact|company|lead|task)_(deleted|restored)$/u;

/** The events that are asked for (crm-api.md 3.8). */
export const EVENT_TYPES: readonly string[] = [
  'contact_deleted',
  'contact_restored',
  'company_deleted',
  'company_restored',
  'lead_deleted',
  'lead_restored',
  'task_deleted',
];

/** Entities whose last event is their deletion. */
export function deletionsOf(events: readonly EventRecord[]): readonly FeedEntry[] {
  return newestPerEntity(events, 'deleted');
}

/** Entities whose last event is their way back: to be read again. */
export function restorationsOf(events: readonly EventRecord[]): readonly FeedEntry[] {
  return newestPerEntity(events, 'restored');
}

function newestPerEntity(events: readonly EventRecord[], what: string): readonly FeedEntry[] {
  const last = new Map<string, { readonly entry: FeedEntry; readonly what: string }>();
  // The order of the feed is not certain (crm-api.md 3.8).
  for (const event of events.toSorted((a, b) => a.updatedAt - b.updatedAt)) {
    const [, kind, happened] = TOLD.exec(event.type) ?? [];
    if (!isKind(kind) || happened === undefined) continue;
    last.set(`${kind} ${event.entityId}`, {
      entry: { list: LIST_OF[kind], id: event.entityId },
      what: happened,
    });
  }
  return Array.from(last.values()).flatMap((one) => (one.what === what ? [one.entry] : []));
}

function isKind(kind: string | undefined): kind is Kind {
  return kind !== undefined && kind in LIST_OF;
}
