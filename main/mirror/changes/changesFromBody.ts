import { contactOrCompanyFields } from '../../../entities/contactOrCompany.ts';
import { leadFields } from '../../../entities/lead.ts';
import { taskFields } from '../../../entities/task.ts';
import { parseWebhook } from '../../../webhooks/parseWebhook.ts';
import type { WebhookEvent } from '../../../webhooks/parseWebhook.ts';
import { secondsOfPhpDate } from './phpDate.ts';
import type {
  ChangeEvent,
  WebhookFrame,
  ChangedLead,
  ChangedContactOrCompany,
  ChangedTask,
} from './changeEvents.ts';
import { changedValues, customTexts } from '../fields/changedValues.ts';
import { assertNever } from '../../common/result.ts';

/** Whose body it has to be, and what its local dates mean. */
type Reading = Pick<WebhookFrame, 'accountId' | 'timezone'> & {
  /** Unix ms at which it was received. */
  readonly at: number;
};

/**
 * What a webhook's body says, in the mirror's words; null for a body of another account, or one that cannot be
 * read. Never throws: the body may be anybody's.
 */
export function readBody(body: string, reading: Reading): readonly ChangeEvent[] | null {
  const read = parseWebhook(body);
  if (!read.ok) return null;
  const { account, events } = read.body;
  if (account.id !== null && account.id !== reading.accountId) return null;
  return events.flatMap((event) => changesOf(event, reading));
}

function changesOf(event: WebhookEvent, reading: Reading): readonly ChangeEvent[] {
  switch (event.entity) {
    case 'lead':
      return event.action === 'delete'
        ? [{ kind: 'gone', entity: 'lead', id: event.item.id }]
        : [{ kind: 'lead', row: leadOf(event.item), isRestored: event.action === 'restore' }];
    case 'contact':
    case 'company':
      return event.action === 'delete'
        ? [{ kind: 'gone', entity: event.entity, id: event.item.id }]
        : [
            {
              kind: event.entity,
              row: contactOrCompanyOf(event.item),
              isRestored: event.action === 'restore',
            },
          ];
    case 'task':
      return event.action === 'delete'
        ? [{ kind: 'gone', entity: 'task', id: event.item.id }]
        : [{ kind: 'task', row: taskOf(event.item, reading) }];
    case 'note':
      return noteChanges(event.item, reading);
    case 'unsorted':
      return unsortedChanges(event, reading);
    // Nothing of these is in the mirror.
    case 'customer':
    case 'message':
    case 'talk':
    case 'catalog':
      return [];
    default:
      return assertNever(event);
  }
}

type Item<Entity extends WebhookEvent['entity']> = Extract<WebhookEvent, { readonly entity: Entity }>['item'];

function leadOf(item: Item<'lead'>): ChangedLead {
  return {
    id: item.id,
    ...changedValues(leadFields, item),
    updatedBy: item.modifiedBy,
    // Not all that it is linked to: only which contact is first, if that.
    contactIds: null,
    companyIds: item.companyId === null ? null : [item.companyId],
  };
}

function contactOrCompanyOf(item: Item<'contact' | 'company'>): ChangedContactOrCompany {
  return {
    id: item.id,
    ...changedValues(contactOrCompanyFields, item),
    phones: customTexts(item, 'PHONE')?.map((value) => ({ value, kind: null })) ?? null,
    leadIds: null,
  };
}

const PLURAL = { contact: 'contacts', company: 'companies', lead: 'leads', customer: 'customers' } as const;

function taskOf(item: Item<'task'>, reading: Reading): ChangedTask {
  const { due, modified } = item.localDates;
  return {
    id: item.id,
    ...changedValues(taskFields, { ...item, name: item.text, customFields: [] }),
    entityType: item.parent === null ? null : PLURAL[item.parent],
    completeTill: item.dueAt ?? (due === null ? null : secondsOfPhpDate(due, reading.timezone)),
    updatedAt: item.updatedAt ?? (modified === null ? null : momentOf(modified, reading)),
    // Who gave it to somebody else is not told then: not whoever made it once.
    updatedBy: item.modifiedBy ?? (item.oldResponsibleUserId === null ? item.createdBy : null),
    isCompleted: item.isCompleted,
  };
}

/** What is later than this after the body came cannot have been meant, ms. */
const CLOCKS_APART_MS = 5 * 60_000;

/**
 * When a local date was: in the account's zone or in UTC, which nobody is sure of (crm-api.md 5.2). A body comes
 * soon after what it tells of: whichever reading is nearer before that is right.
 */
function momentOf(date: string, { at, timezone }: Reading): number | null {
  const readings = [timezone, 'UTC'].flatMap((zone) => secondsOfPhpDate(date, zone) ?? []);
  const possible = readings.filter((seconds) => seconds * 1_000 <= at + CLOCKS_APART_MS);
  return possible.length === 0 ? null : Math.max(...possible);
}

function noteChanges(note: Item<'note'>, { at }: Reading): readonly ChangeEvent[] {
  if (note.parentId === null) return [];
  return [
    {
      kind: 'fact',
      fact: {
        kind: 'noteAdded',
        noteId: note.id,
        parent: note.parent,
        parentId: note.parentId,
        call: note.call,
        by: note.createdBy,
        at: note.createdAt ?? Math.floor(at / 1_000),
      },
      refetch: [],
    },
  ];
}

/** An incoming lead; its deal is asked for, because a body does not always tell of that too. */
function unsortedChanges(
  { action, item }: Extract<WebhookEvent, { readonly entity: 'unsorted' }>,
  { at }: Reading,
): readonly ChangeEvent[] {
  const refetch = item.leadIds.map((id) => ({ entity: 'lead' as const, id }));
  const fact = {
    kind: 'incomingLead',
    uid: item.uid,
    category: item.category,
    leadId: item.leadIds[0] ?? null,
    by: item.modifiedBy,
    at: item.createdAt ?? Math.floor(at / 1_000),
  } as const;
  return [
    action === 'add'
      ? { kind: 'fact', fact, refetch }
      : { kind: 'fact', fact: { ...fact, kind: 'incomingLeadSorted' }, refetch },
  ];
}
