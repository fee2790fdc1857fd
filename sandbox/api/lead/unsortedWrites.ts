import { randomBytes } from 'node:crypto';
import { cardDeleted } from '../../feed/entityEvents.ts';
import type { EntityRef } from '../../entityType.ts';
import type { CardRecord, UnsortedRecord } from '../../model.ts';
import { relationOf } from '../../relations.ts';
import type { ApiContext } from '../../route.ts';
import { callHooks } from '../../webhooks/hook.ts';
import type { LeadParts } from './leadParts.ts';
import { tellOf } from './leadParts.ts';
import { firstStageOf } from './leadWrites.ts';

/** Where an incoming lead came from. */
interface Source {
  readonly category: 'sip' | 'forms';
  readonly sourceUid: string;
  readonly sourceName: string;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly metadata: Record<string, unknown>;
}

/** Puts a fresh lead and its contact among the incoming ones, to be accepted or declined. */
export function admitUnsorted(context: ApiContext, parts: LeadParts, source: Source): UnsortedRecord {
  const { account } = context;
  const { lead, contactId, companyId } = parts;
  const pipeline = account.pipelines.find((one) => one.id === lead.pipeline_id);
  lead.status_id = pipeline?.statuses.find((status) => status.type === 1)?.id ?? lead.status_id;
  markNew(context, parts, true);
  const unsorted: UnsortedRecord = {
    uid: randomBytes(30).toString('hex'),
    category: source.category,
    source_uid: source.sourceUid,
    source_name: source.sourceName,
    pipeline_id: lead.pipeline_id,
    created_at: source.createdAt,
    metadata: source.metadata,
    lead_id: lead.id,
    contact_id: contactId,
    company_id: companyId,
    state: 'waiting',
    sorted_at: null,
  };
  account.unsorted.push(unsorted);
  callHooks(context, {
    codes: ['add_unsorted'],
    key: 'unsorted',
    action: 'add',
    item: () => ({
      uid: unsorted.uid,
      category: unsorted.category,
      source_data: unsorted.metadata,
      data: { leads: [{ id: lead.id, name: lead.name }] },
      pipeline_id: unsorted.pipeline_id,
      lead_id: lead.id,
      created_at: unsorted.created_at,
    }),
  });
  return unsorted;
}

/** Marks those who came with an incoming lead and were not known before. */
function markNew(context: ApiContext, parts: LeadParts, isUnsorted: boolean): void {
  const { contacts, companies } = context.account;
  const contact = contacts.get(parts.contactId ?? 0);
  const company = companies.get(parts.companyId ?? 0);
  if (contact && parts.isNewContact) contact.is_unsorted = isUnsorted;
  if (company && parts.isNewCompany) company.is_unsorted = isUnsorted;
}

/** The parts of a waiting lead; those who are marked came with it. */
function partsOf(context: ApiContext, unsorted: UnsortedRecord): LeadParts | null {
  const { leads, contacts, companies } = context.account;
  const lead = leads.get(unsorted.lead_id);
  if (!lead) return null;
  return {
    lead,
    contactId: unsorted.contact_id,
    companyId: unsorted.company_id,
    isNewContact: contacts.get(unsorted.contact_id ?? 0)?.is_unsorted ?? false,
    isNewCompany: companies.get(unsorted.company_id ?? 0)?.is_unsorted ?? false,
  };
}

/** Takes an incoming lead into a stage (default: the first), for a user. */
export function accept(
  context: ApiContext,
  unsorted: UnsortedRecord,
  { userId, statusId }: { readonly userId: number; readonly statusId: number | null },
): void {
  const parts = partsOf(context, unsorted);
  if (!parts) return;
  const { lead } = parts;
  const pipeline = context.account.pipelines.find((one) => one.id === lead.pipeline_id);
  lead.status_id = statusId ?? firstStageOf(pipeline);
  lead.responsible_user_id = userId;
  lead.updated_at = context.now;
  markNew(context, parts, false);
  context.account.leads.touch();
  context.account.contacts.touch();
  tellOf(context, parts);
  sorted(context, unsorted, 'accepted', userId);
}

/** Throws an incoming lead away, with who came with it. */
export function decline(context: ApiContext, unsorted: UnsortedRecord, userId: number): void {
  const parts = partsOf(context, unsorted);
  if (!parts) return;
  const { leads, contacts, companies } = context.account;
  const bin = (card: CardRecord | undefined): void => {
    if (card) card.is_deleted = true;
  };
  bin(parts.lead);
  if (parts.isNewContact) bin(contacts.get(parts.contactId ?? 0));
  if (parts.isNewCompany) bin(companies.get(parts.companyId ?? 0));
  for (const collection of [leads, contacts, companies]) collection.touch();
  cardDeleted(context, 'leads', parts.lead);
  sorted(context, unsorted, 'declined', userId);
}

/** Puts who wrote to an entity that is there; the lead made for them goes. */
export function linkTo(
  context: ApiContext,
  unsorted: UnsortedRecord,
  target: EntityRef,
  userId: number,
): void {
  const parts = partsOf(context, unsorted);
  if (!parts) return;
  const { account } = context;
  const contact = parts.contactId === null ? null : { type: 'contacts' as const, id: parts.contactId };
  const relation = contact && relationOf(account, target, contact);
  if (relation && !relation.isLinked()) relation.link(false);
  markNew(context, parts, false);
  parts.lead.is_deleted = true;
  for (const collection of [account.leads, account.contacts]) collection.touch();
  cardDeleted(context, 'leads', parts.lead);
  sorted(context, unsorted, 'accepted', userId);
}

function sorted(
  context: ApiContext,
  unsorted: UnsortedRecord,
  state: 'accepted' | 'declined',
  userId: number,
): void {
  unsorted.state = state;
  unsorted.sorted_at = context.now;
  const action = state === 'accepted' ? 'accept' : 'decline';
  callHooks(context, {
    codes: ['delete_unsorted'],
    key: 'unsorted',
    action: 'delete',
    item: () => ({
      action,
      uid: unsorted.uid,
      [`${action}_result`]: { leads: [unsorted.lead_id] },
      category: unsorted.category,
      created_at: unsorted.created_at,
      modified_user_id: userId,
    }),
  });
}
