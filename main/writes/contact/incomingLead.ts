import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { ok, type Result } from '../../common/result.ts';
import { classifyFailure } from '../classifyFailure.ts';
import { sent, type Unsent } from '../write.ts';
import type { WriteClient } from '../writeClient.ts';
import type { WriteOf } from '../writeKind.ts';

export interface IncomingLead {
  /** Null: it waits no more, or the card came by another way. */
  readonly uid: string | null;
  readonly contactId: number;
  /** The lead that it is once it is taken; null where the service does not say. */
  readonly leadId: number | null;
}

/** Incoming leads are few: whoever has more is not looked through for each new contact. */
const MOST_INCOMING_PAGES = 4;

/** The incoming lead that a contact came with, if it waits still (crm-api.md 4.3); null where this user may not read them. */
export async function incomingLeadOf(
  client: WriteClient,
  contactId: number,
  signal: AbortSignal,
): Promise<Result<IncomingLead | null, CrmFailure>> {
  let pages = 0;
  for await (const page of client.unsorted.pages({ limit: 250 }, { signal })) {
    if (!page.ok) return classifyFailure(page.error).kind === 'refused' ? ok(null) : page;
    const found = page.value.items.find(({ contactIds }) => contactIds.includes(contactId));
    if (found !== undefined) return ok({ uid: found.uid, contactId, leadId: found.leadIds[0] ?? null });
    pages += 1;
    if (pages === MOST_INCOMING_PAGES) break;
  }
  return ok(null);
}

/**
 * Names who came with an incoming lead, and takes the lead: as the deal that was wanted, where one was. Every step may be done
 * twice: the names stand already, and what was taken is among the incoming no more.
 *
 * @param responsible the CRM's id of the agent
 */
export async function takeIncoming(
  client: WriteClient,
  { uid, contactId, leadId }: IncomingLead,
  { name, deal }: Pick<WriteOf<'newContact'>, 'name' | 'deal'>,
  responsible: number | undefined,
): Promise<Result<null, Unsent>> {
  const named = await client.contacts.patch(contactId, { name });
  if (!named.ok) return asUnsent(named);
  if (uid === null) return ok(null);
  if (deal !== undefined && leadId !== null) {
    const renamed = await client.leads.patch(leadId, { name: deal.name });
    // A lead that waits may not take another name: then it keeps its own.
    if (!renamed.ok && classifyFailure(renamed.error).kind !== 'refused') return asUnsent(renamed);
  }
  const taken = await client.unsorted.accept(uid, {
    ...(responsible === undefined ? {} : { user_id: responsible }),
    ...(deal === undefined || deal.statusId === null ? {} : { status_id: deal.statusId }),
  });
  const wasTaken = !taken.ok && (taken.error.kind === 'notFound' || taken.error.kind === 'entityNotFound');
  return taken.ok || wasTaken ? ok(null) : asUnsent(taken);
}

function asUnsent(failed: Result<unknown, CrmFailure>): Result<null, Unsent> {
  const result = sent(failed, () => ({ id: null }));
  return result.ok ? ok(null) : result;
}
