import type { CrmLead } from '../../crm/types/lead.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { NewLead } from '../../crm/resources/lead/leadCreation.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { mayBeWritten, type Obstacle } from '../classifyFailure.ts';
import { sent, type Unsent, type Write, type Written } from '../write.ts';
import { GONE, namesGone } from '../missingEntity.ts';
import { agentOf, staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { leadStage } from './leadStage.ts';
import { idempotencyMark, type IdempotencyMark } from '../idempotencyMark.ts';
import { searchPages } from '../searchPageLimit.ts';

/**
 * Creates a lead with its contact or company embedded, in one request. Should the service refuse the
 * embedding although the contact is there, the lead is made alone and linked after (crm-api.md 3.4);
 * the next try finds such a half by its stamp and only links it.
 */
export const createLead: WriteKind<'createLead'> = {
  right: () => 'leads made',
  values: ({ name, price, pipelineId, statusId, responsible }) => ({
    name,
    price,
    responsible,
    stage: pipelineId === null || statusId === null ? undefined : { pipelineId, statusId },
  }),
  mergeInto: staysApart,
  at: newLeadWrite,
};

function newLeadWrite(deps: WriteDeps<'createLead'>): Write {
  const { journal, client, row, write } = deps;
  const { contact } = write;
  /** A lead of ours that is there without its contact. */
  let half: number | null = null;

  const isLinked = (lead: CrmLead): boolean =>
    contact === null ||
    (contact.entity === 'contact' ? lead.contactIds : lead.companyIds).includes(contact.id);

  async function find(mark: IdempotencyMark, signal: AbortSignal): Promise<Result<CrmLead | null, Obstacle>> {
    const isIt = (lead: CrmLead): boolean =>
      !lead.is_deleted &&
      (lead.name.trim() === write.name.trim()
        ? mark.isOurs(lead)
        : contact !== null && isLinked(lead) && mark.isStamped(lead));
    if (contact?.entity === 'contact') {
      const ofContact = await searchPages(client.leads.ofContact(contact.id, { signal }), isIt);
      if (ofContact.ok ? ofContact.value !== null : ofContact.error.kind !== 'entityNotFound')
        return ofContact;
    }
    return searchPages(
      client.leads.pages({ updatedFrom: mark.from, order: 'created', limit: 250 }, { signal }),
      isIt,
    );
  }

  async function link(leadId: number): Promise<Result<Written, Unsent>> {
    if (contact?.entity !== 'contact') return ok({ id: leadId });
    const linked = await client.leads.linkContact(leadId, contact.id);
    if (linked.ok) return ok({ id: leadId });
    return fail({ failure: halfFailure(linked.error), mayBeThere: true });
  }

  async function createAlone(lead: NewLead): Promise<Result<Written, Unsent>> {
    const alone = await client.leads.create(lead);
    if (!alone.ok) return fail({ failure: alone.error, mayBeThere: mayBeWritten(alone.error) });
    half = alone.value.id;
    return link(half);
  }

  return {
    async alreadyThere(sentFrom, signal) {
      if (sentFrom === null) return ok(null);
      const found = await find(idempotencyMark(journal, row, sentFrom), signal);
      if (!found.ok) return found;
      if (found.value === null) return ok(null);
      if (isLinked(found.value) || contact?.entity !== 'contact') return ok({ id: found.value.id });
      half = found.value.id;
      return ok(null);
    },
    async send() {
      if (half !== null) return link(half);
      const lead = newLead(deps);
      const embedded = await client.leads.create({
        ...lead,
        ...(contact === null
          ? {}
          : contact.entity === 'contact'
            ? { contactId: contact.id }
            : { companyId: contact.id }),
      });
      if (embedded.ok || !namesGone(embedded.error, isEmbedding)) return sent(embedded, ({ id }) => ({ id }));
      if (contact?.entity !== 'contact') return fail({ failure: GONE, mayBeThere: false });
      const there = await client.contacts.get(contact.id);
      if (!there.ok) return fail({ failure: there.error, mayBeThere: false });
      if (there.value === null || there.value.is_deleted) return fail({ failure: GONE, mayBeThere: false });
      return createAlone(lead);
    },
  };
}

/** What a lead names in itself; a service that does not take it there has it linked after (crm-api.md 3.4). */
export const isEmbedding = (path: string): boolean => /^_embedded\.(?:contacts|companies)\b/.test(path);

/** The lead by itself. */
function newLead({ journal, row, write }: WriteDeps<'createLead'>): NewLead {
  const { name, price, pipelineId, statusId } = write;
  const responsible = write.responsible ?? agentOf(journal, row);
  return {
    name,
    ...(price === null ? {} : { price }),
    ...(responsible === undefined ? {} : { responsible_user_id: responsible }),
    ...(pipelineId === null || statusId === null ? {} : { stage: leadStage(pipelineId, statusId) }),
    ...(row.stamp === null ? {} : { created_at: row.stamp }),
  };
}

/** A definite refusal of the link leaves a half that only the agent can decide on; all else is tried again. */
function halfFailure(failure: CrmFailure): Obstacle {
  switch (failure.kind) {
    case 'forbidden':
    case 'notFound':
    case 'entityNotFound':
    case 'validation':
    case 'rejected':
      return { kind: 'halfWritten', words: failure.words };
    default:
      return failure;
  }
}
