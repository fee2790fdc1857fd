import type { CrmContact } from '../../crm/types/contactOrCompany.ts';
import { readWhole } from '../../crm/transport/pagination.ts';
import { numbersOf, searchTexts, verifiedPhone } from '../../phone/phoneMatching.ts';
import { fail, ok } from '../../common/result.ts';
import { sent, type Write, type Written } from '../write.ts';
import { agentOf, regionOf, staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { idempotencyMark } from '../idempotencyMark.ts';
import { searchPages } from '../searchPageLimit.ts';

/**
 * Creates a contact, of a call too. The CRM is asked for its numbers right before (another integration may have been
 * quicker, call-sources.md 2.3): one that has them already is not doubled, unless the agent wants that. A call takes
 * who is there; of a contact alone the agent is asked.
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
  return {
    async alreadyThere(sentFrom, signal) {
      const mark = sentFrom === null ? null : idempotencyMark(journal, row, sentFrom);
      const isIt = (contact: CrmContact): boolean =>
        mark !== null && contact.name.trim() === name.trim() && mark.isOurs(contact);
      for (const digits of wantsAnother && mark === null ? [] : numbers.flatMap(searchTexts)) {
        const found = await readWhole(client.contacts.pages({ text: digits, limit: 250 }, { signal }));
        if (!found.ok) return found;
        const holders = found.value.filter(holds);
        const ours = holders.find(isIt);
        if (ours !== undefined) return ok(written(ours, true));
        const other = wantsAnother ? undefined : holders[0];
        if (other === undefined) continue;
        return callId === undefined
          ? fail({ kind: 'duplicate', words: other.name })
          : ok(written(other, false));
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
