import type { CrmContact } from '../../crm/types/contactOrCompany.ts';
import { readWhole } from '../../crm/transport/pagination.ts';
import { isNamedByNumber, numbersOf, searchTexts, verifiedPhone } from '../../phone/phoneMatching.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { mayBeWritten, type Obstacle } from '../classifyFailure.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { Unsent, Write, Written } from '../write.ts';
import { agentOf, regionOf, staysApart, type WriteDeps, type WriteKind } from '../writeKind.ts';
import { idempotencyMark, type IdempotencyMark } from '../idempotencyMark.ts';
import { searchPages } from '../searchPageLimit.ts';
import { companyAndDeal } from './companyAndDeal.ts';
import { incomingLeadOf, takeIncoming, type IncomingLead } from './incomingLead.ts';

/**
 * Creates a contact, of a call too, and in the same step their company and first deal. The CRM is asked for its numbers right
 * before (another integration may have been quicker, call-sources.md 2.3): one that has them already is not doubled, unless the
 * agent wants that. A call takes who is there; of a contact alone the agent is asked. Whoever came with an incoming lead that
 * waits still gets the name, and the lead is taken. With a deal all is one request, all or nothing (crm-api.md 3.4); what is
 * there already gets what lacks, part by part.
 */
export const newContact: WriteKind<'newContact'> = {
  right: ({ company, deal }) =>
    [
      'contacts',
      ...(company === undefined ? [] : ['companies']),
      ...(deal === undefined ? [] : ['leads']),
    ].join(', ') + ' made',
  values: ({ name, phones }) => ({ name, phones }),
  mergeInto: staysApart,
  at: newContactWrite,
};

/** Somebody who is there, and whether the agent's name for them is theirs. */
interface Person {
  readonly contact: Pick<CrmContact, 'id' | 'name'>;
  readonly created: boolean;
}

function newContactWrite(deps: WriteDeps<'newContact'>): Write {
  const { journal, client, row, write } = deps;
  const { name, phones, callId } = write;
  const wantsAnother = write.evenIfDuplicates || row.insists;
  const responsible = agentOf(journal, row);
  const region = regionOf(journal, row);
  // A field is free text: each number in it may be somebody's already.
  const numbers = phones.flatMap((phone) => numbersOf(phone, region));
  const holds = (contact: CrmContact): boolean =>
    !contact.is_deleted &&
    numbers.some((number) => verifiedPhone(contact.custom_fields_values, number, region) !== null);
  const beside = companyAndDeal(deps);
  const written = ({ contact, created }: Person): Written => ({
    id: contact.id,
    alongside() {
      // What the agent chose in the meantime stands.
      if (callId === undefined || journal.calls.get(row.account, callId)?.chosen !== null) return;
      journal.calls.setChosen(row.account, callId, {
        entity: 'contact',
        entityId: contact.id,
        leadId: beside.leadId(),
        name: contact.name,
      });
    },
    events:
      created || beside.leadId() !== null
        ? [
            {
              type: 'contactCreated',
              account: row.account,
              contactId: contact.id,
              name: contact.name,
              phones,
              leadId: beside.leadId(),
            },
          ]
        : [],
  });
  /** The incoming lead that the number has by now, with the contact that came with it: taken instead of making another. */
  let incoming: IncomingLead | null = null;
  /** Who is there, without all of what is to be made with them. */
  let person: Person | null = null;

  const withBeside = async (whose: Person): Promise<Result<Written, Unsent>> => {
    const added = beside.isWanted ? await beside.addTo(whose.contact.id) : ok(null);
    return added.ok ? ok(written(whose)) : added;
  };

  /** Who has a number of theirs, or was made by a send whose answer was lost; or whose incoming lead is taken. */
  async function find(
    mark: IdempotencyMark | null,
    signal: AbortSignal,
  ): Promise<
    Result<
      { readonly who: CrmContact; readonly created: boolean; readonly incoming?: IncomingLead } | null,
      Obstacle
    >
  > {
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
      const taken = waiting.value ?? (isNameless ? { uid: null, contactId: first.id, leadId: null } : null);
      if (taken !== null) return ok({ who: first, created: true, incoming: taken });
      const ours = holders.find(isIt);
      if (ours !== undefined) return ok({ who: ours, created: true });
      if (wantsAnother) continue;
      // Ours: it was taken by a send whose answer was lost.
      if (mark !== null && first.name.trim() === name.trim()) return ok({ who: first, created: true });
      return callId === undefined
        ? fail({ kind: 'duplicate', words: first.name })
        : ok({ who: first, created: false });
    }
    if (mark === null) return ok(null);
    // The search may lag behind (crm-api.md 3.3), and not everybody has a number.
    const newest = client.contacts.pages(
      { updatedFrom: mark.from, order: 'updated', limit: 250 },
      { signal },
    );
    const found = await searchPages(newest, isIt);
    if (!found.ok) return found;
    return ok(found.value === null ? null : { who: found.value, created: true });
  }

  return {
    async alreadyThere(sentFrom, signal) {
      [incoming, person] = [null, null];
      const mark = sentFrom === null ? null : idempotencyMark(journal, row, sentFrom);
      const found = await find(mark, signal);
      if (!found.ok) return found;
      const whole = beside.isWanted ? await beside.find(found.value?.who ?? null, mark, signal) : ok(true);
      if (!whole.ok) return whole;
      if (found.value === null) return ok(null);
      const { who, created } = found.value;
      incoming = found.value.incoming ?? null;
      person = { contact: who, created };
      return ok(incoming === null && whole.value ? written(person) : null);
    },
    async send() {
      const named = { contact: { id: incoming?.contactId ?? 0, name }, created: true };
      if (incoming !== null) {
        const taken = await takeIncoming(client, incoming, write, responsible);
        if (!taken.ok) return taken;
        if (write.deal !== undefined && incoming.uid !== null && incoming.leadId !== null)
          beside.isTaken(incoming.leadId);
        return withBeside(named);
      }
      if (person !== null) return withBeside(person);
      const contact = {
        name,
        phones,
        ...(responsible === undefined ? {} : { responsible_user_id: responsible }),
        ...(row.stamp === null ? {} : { created_at: row.stamp }),
      };
      const lead = beside.newLead();
      const whole = lead === null ? null : await client.leads.createComplex(lead, contact);
      if (whole === null || (!whole.ok && isNoSuchWay(whole.error))) {
        const created = await client.contacts.create(contact);
        if (!created.ok) return notMade(created.error);
        return withBeside({ contact: { id: created.value.id, name }, created: true });
      }
      if (!whole.ok) return notMade(whole.error);
      const { id: leadId, contactId } = whole.value;
      // Whom it made the answer does not say: the next try reads it.
      if (contactId === null)
        return fail({
          failure: { kind: 'malformed', path: 'contact_id', maySucceed: true, words: '' },
          mayBeThere: true,
        });
      beside.isTaken(leadId);
      return ok(written({ contact: { id: contactId, name }, created: true }));
    },
  };
}

/** A service without that request certainly made nothing: the parts are made one by one. */
const isNoSuchWay = ({ kind }: CrmFailure): boolean => kind === 'notFound';

const notMade = (failure: CrmFailure): Result<Written, Unsent> =>
  fail({ failure, mayBeThere: mayBeWritten(failure) });
