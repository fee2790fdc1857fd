import type { CrmContact } from '../amocrm/client.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { searchTexts, verifiedPhone } from '../calls/phoneSearch.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { CallWrite } from '../journal/outboxWrite.ts';
import { ok } from '../result.ts';
import type { OutboxClient } from './outboxClient.ts';
import { SERVICE_SLACK_S } from './serviceTimes.ts';
import { sent } from './write.ts';
import type { Write, Written } from './write.ts';

/**
 * Creates the contact a call's number lacks. The CRM is asked for duplicates once more right before
 * (another integration may have been quicker, call-sources.md 2.3): one that is there is used
 * instead, unless the agent wants a second one.
 */
export function contactWrite(
  journal: Journal,
  client: OutboxClient,
  row: OutboxRow,
  write: Extract<CallWrite, { kind: 'createContact' }>,
): Write {
  const { account } = row;
  const { callId, name, phone, evenIfDuplicates } = write;
  const { userId, region = '' } = journal.accounts.get(account) ?? {};
  const number = parsePhoneNumber(phone, { region });

  const written = (id: number, contactName: string, created: boolean): Written => ({
    id,
    alongside() {
      // What the agent chose in the meantime stands.
      if (journal.calls.get(account, callId)?.chosen !== null) return;
      journal.calls.setChosen(account, callId, {
        entity: 'contact',
        entityId: id,
        leadId: null,
        name: contactName,
      });
    },
    events: created
      ? [{ type: 'contactCreated', account, callId, contactId: id, name: contactName, phone }]
      : [],
  });

  const holds = (contact: CrmContact): boolean =>
    !contact.is_deleted && verifiedPhone(contact.custom_fields_values, number, region) !== null;

  /** Of an attempt with an unknown outcome: same name, changed since. */
  const isOurs = (contact: CrmContact, from: number): boolean =>
    contact.name.trim() === name.trim() && contact.updated_at >= from - SERVICE_SLACK_S;

  return {
    async alreadyThere(sentFrom, signal) {
      if (sentFrom === null && evenIfDuplicates) return ok(null);
      const holders: CrmContact[] = [];
      for (const digits of searchTexts(number)) {
        const answer = await client.contacts.query(digits, { signal });
        if (!answer.ok) return answer;
        holders.push(...answer.value.filter(holds));
      }
      const ours = sentFrom === null ? undefined : holders.find((contact) => isOurs(contact, sentFrom));
      if (ours !== undefined) return ok(written(ours.id, ours.name, true));
      const other = evenIfDuplicates ? undefined : holders[0];
      return ok(other === undefined ? null : written(other.id, other.name, false));
    },
    async send() {
      const created = await client.contacts.create({
        name,
        phones: [phone],
        ...(userId === undefined ? {} : { responsible_user_id: userId }),
      });
      return sent(created, ({ id }) => written(id, name, true));
    },
  };
}
