import type { CrmContact } from '../../crm/types/contactOrCompany.ts';
import { readWhole } from '../../crm/transport/pagination.ts';
import { isNamedByNumber, numbersOf, searchTexts, verifiedPhone } from '../../phone/phoneMatching.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { classifyFailure } from '../classifyFailure.ts';
import type { WriteClient } from '../writeClient.ts';
import { sent, type Write, type Written } from '../write.ts';
import { agentOf, regionOf, staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { idempotencyMark } from '../idempotencyMark.ts';
import { searchPages } from '../searchPageLimit.ts';

/**
 * Creates a contact, of a call too. The CRM is asked for its numbers right before (another integration may have been
 * quicker, call-sources.md 2.3): one that has them already is not doubled, unless the agent wants that. A call takes
 * who is there; of a contact alone the agent is asked. Whoever came with an incoming lead that waits still gets the name, and the lead
 * is taken.
 */
export const newContact: WriteKind<'newContact'> = {
  right: () => 'contacts made',
  values: ({ name, phones }) => ({ name, phones }),
  mergeInto: staysApart,
  at: newContactWrite,
};

function newContactWrite({ journal, client, row, write }: WriteDeps<'newContact'>): Write {
  const { name, phones, callId } = write;
  const wantsAnother = write.evenIfDuplicates || row.insists;
  const responsible = agentOf(journal, row);
  const region = regionOf(journal, row);
  // A field is free text: each number in it may be somebody's already.
  const numbers = phones.flatMap((phone) => numbersOf(phone, region));
  const holds = (contact: CrmContact): boolean =>
    !contact.is_deleted &&
    numbers.some((number) => verifiedPhone(contact.custom_fields_values, number, region) !== null);
  const written = (contact: { readonly id: number; readonly name: string }, created: boolean): Written => ({
    id: contact.id,
    alongside() {
      // What the agent chose in the meantime stands.
      if (callId === undefined || journal.calls.get(row.account, callId)?.chosen !== null) return;
      journal.calls.setChosen(row.account, callId, {
        entity: 'contact',
        entityId: contact.id,
        leadId: null,
        name: contact.name,
      });
    },
    events: created
      ? [{ type: 'contactCreated', account: row.account, contactId: contact.id, name: contact.name, phones }]
      : [],
  });
  /** The incoming lead that the number has by now, with the contact that came with it: taken instead of making another. */
  let incoming: IncomingLead | null = null;
  /** Both steps may be done twice: the name stands already, and what was taken is among the incoming no more. */
  async function takeIncoming({ uid, contactId }: IncomingLead): ReturnType<Write['send']> {
    const named = await client.contacts.patch(contactId, { name });
    if (!named.ok) return sent<{ readonly id: number }>(named, ({ id }) => ({ id }));
    if (uid === null) return ok(written({ id: contactId, name }, true));
    const by = responsible === undefined ? {} : { user_id: responsible };
    const taken = await client.unsorted.accept(uid, by);
    const wasTaken = !taken.ok && (taken.error.kind === 'notFound' || taken.error.kind === 'entityNotFound');
    return wasTaken
      ? ok(written({ id: contactId, name }, true))
      : sent(taken, () => written({ id: contactId, name }, true));
  }
  return {
    async alreadyThere(sentFrom, signal) {
      incoming = null;
      const mark = sentFrom === null ? null : idempotencyMark(journal, row, sentFrom);
      const isIt = (contact: CrmContact): boolean =>
        mark !== null && contact.name.trim() === name.trim() && mark.isOurs(contact);
      for (const digits of wantsAnother && mark === null ? [] : numbers.flatMap(searchTexts)) {
        const found = await readWhole(client.contacts.pages({ text: digits, limit: 250 }, { signal }));
        if (!found.ok) return found;
        const holders = found.value.filter(holds);
        const [first] = holders;
        if (first === undefined) continue;
        const waiting = wantsAnother ? ok(null) : await incomingLeadOf(client, first.id, signal);
        if (!waiting.ok) return waiting;
        // A card that nobody named gets the name, incoming or not.
        const isNameless = !wantsAnother && numbers.some((number) => isNamedByNumber(first.name, number));
        incoming = waiting.value ?? (isNameless ? { uid: null, contactId: first.id } : null);
        if (incoming !== null) return ok(null);
        const ours = holders.find(isIt);
        if (ours !== undefined) return ok(written(ours, true));
        if (wantsAnother) continue;
        // Ours: it was taken by a send whose answer was lost.
        if (mark !== null && first.name.trim() === name.trim()) return ok(written(first, true));
        return callId === undefined
          ? fail({ kind: 'duplicate', words: first.name })
          : ok(written(first, false));
      }
      if (mark === null) return ok(null);
      // The search may lag behind (crm-api.md 3.3), and not everybody has a number.
      const newest = client.contacts.pages(
        { updatedFrom: mark.from, order: 'updated', limit: 250 },
        { signal },
      );
      const found = await searchPages(newest, isIt);
      if (!found.ok) return found;
      return ok(found.value === null ? null : written(found.value, true));
    },
    async send() {
      if (incoming !== null) return takeIncoming(incoming);
      const created = await client.contacts.create({
        name,
        phones,
        ...(responsible === undefined ? {} : { responsible_user_id: responsible }),
        ...(row.stamp === null ? {} : { created_at: row.stamp }),
      });
      return sent(created, ({ id }) => written({ id, name }, true));
    },
  };
}

interface IncomingLead {
  /** Null: it waits no more, or the card came by another way. */
  readonly uid: string | null;
  readonly contactId: number;
}

/** Incoming leads are few: whoever has more is not looked through for each new contact. */
const MOST_INCOMING_PAGES = 4;

/** The incoming lead that a contact came with, if it waits still (crm-api.md 4.3); null where this user may not read them. */
async function incomingLeadOf(
  client: WriteClient,
  contactId: number,
  signal: AbortSignal,
): Promise<Result<IncomingLead | null, CrmFailure>> {
  let pages = 0;
  for await (const page of client.unsorted.pages({ limit: 250 }, { signal })) {
    if (!page.ok) return classifyFailure(page.error).kind === 'refused' ? ok(null) : page;
    const found = page.value.items.find(({ contactIds }) => contactIds.includes(contactId));
    if (found !== undefined) return ok({ uid: found.uid, contactId });
    pages += 1;
    if (pages === MOST_INCOMING_PAGES) break;
  }
  return ok(null);
}
