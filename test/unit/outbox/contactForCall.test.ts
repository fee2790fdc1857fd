import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { ACCOUNT, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

const writes = (): string[] => fixture.crm.requests.filter((what) => /add|create/.test(what));

describe('a contact that is created for a call', () => {
  it('comes first, then the call is logged to it, though the call had already failed', async () => {
    fixture.logged('a');
    await fixture.clock.advance(10_000);
    expect(fixture.state('a')).toMatchObject({ state: 'failed' });
    expect(
      fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false }),
    ).toEqual({ ok: true, value: null });
    await fixture.clock.settle();
    const contactId = fixture.crm.contacts[0]?.id ?? 0;
    expect(writes()).toEqual(['calls.add:a', 'contacts.create:Ivan', `notes.addCall:a:contact:${contactId}`]);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
    expect(fixture.journal.calls.get(ACCOUNT, 'a')?.chosen).toEqual({
      entity: 'contact',
      entityId: contactId,
      leadId: null,
      name: 'Ivan',
    });
    expect(fixture.events).toContainEqual({
      type: 'contactCreated',
      account: ACCOUNT,
      contactId,
      name: 'Ivan',
      phones: [PHONE],
      leadId: null,
    });
  });

  it('is not created when the CRM has one with this number by now', async () => {
    const there = fixture.crm.addContact('Ivan I.', '8 (916) 123-45-67 доб. 12');
    fixture.logged('a');
    fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false });
    await fixture.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${there}`]);
    expect(fixture.journal.calls.get(ACCOUNT, 'a')?.chosen?.name).toBe('Ivan I.');
  });

  it('is not created when whoever has the number is on a later page of the search', async () => {
    // Of another country, but the service searches texts.
    for (let other = 0; other < 60; other += 1) fixture.crm.addContact(`Other ${other}`, '+49 916 1234567');
    const there = fixture.crm.addContact('Ivan I.', PHONE);
    fixture.logged('a');
    fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false });
    await fixture.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${there}`]);
  });

  it('is created although there is one when the agent wants that', async () => {
    fixture.crm.addContact('Ivan I.', PHONE);
    fixture.logged('a');
    fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: true });
    await fixture.clock.advance(10_000);
    expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Ivan I.', 'Ivan']);
  });

  it.each([true, false])(
    'is created once when the answer was lost (wanted as duplicate: %s)',
    async (even) => {
      let first = true;
      fixture.crm.fate = (what) => {
        if (!what.startsWith('contacts.create') || !first) return 'works';
        first = false;
        return { failure: lost, written: true };
      };
      fixture.logged('a');
      fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: even });
      await fixture.clock.advance(5 * MINUTE);
      expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Ivan']);
      expect(fixture.state('a')).toMatchObject({ state: 'logged' });
    },
  );

  it('is created once when the answer was lost and the search of the CRM does not know it yet', async () => {
    fixture.crm.searchKnows = false;
    fixture.crm.fate = (what) =>
      what.startsWith('contacts.create') && fixture.crm.contacts.length === 0
        ? { failure: lost, written: true }
        : 'works';
    fixture.logged('a');
    fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false });
    await fixture.clock.advance(5 * MINUTE);
    expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Ivan']);
    expect(fixture.journal.calls.get(ACCOUNT, 'a')?.chosen?.entityId).toBe(fixture.crm.contacts[0]?.id);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('holds its call back while it is refused, and can be asked for with another name', async () => {
    fixture.crm.fate = (what) =>
      what === 'contacts.create:Bad'
        ? { failure: { kind: 'validation', problems: [], words: 'name' }, written: false }
        : 'works';
    fixture.logged('a');
    fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Bad', phone: PHONE, evenIfDuplicates: false });
    await fixture.clock.advance(MINUTE);
    expect(writes()).toEqual(['contacts.create:Bad']);
    expect(fixture.state('a')).toMatchObject({ state: 'failed', failure: 'validation', words: 'name' });
    fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Good', phone: PHONE, evenIfDuplicates: false });
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Good']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  describe.each([{ hasComplex: true }, { hasComplex: false }])(
    'with a company and a deal (%o)',
    (service) => {
      const whole = {
        name: 'Ivan',
        phone: PHONE,
        evenIfDuplicates: false,
        company: 'Romashka',
        deal: { name: 'A quote', pipelineId: null, statusId: null },
      };

      it('is one row, and the call is logged to the deal', async () => {
        Object.assign(fixture.crm, service);
        fixture.logged('a');
        fixture.outbox.contactForCall(ACCOUNT, 'a', whole);
        expect(fixture.journal.outbox.ofCall(ACCOUNT, 'a').map(({ write }) => write.kind)).toEqual([
          'newContact',
          'logCall',
        ]);
        await fixture.clock.advance(MINUTE);
        const { contacts, companies, leads, calls } = fixture.crm;
        expect(contacts).toMatchObject([{ name: 'Ivan', companyIds: [companies[0]?.id] }]);
        expect(companies).toMatchObject([{ name: 'Romashka' }]);
        expect(leads).toMatchObject([{ name: 'A quote', contactIds: [contacts[0]?.id] }]);
        expect(calls).toMatchObject([{ entity: 'lead', entity_id: leads[0]?.id }]);
        expect(fixture.journal.calls.get(ACCOUNT, 'a')?.chosen).toMatchObject({ leadId: leads[0]?.id });
        expect(fixture.events).toContainEqual(
          expect.objectContaining({ type: 'contactCreated', leadId: leads[0]?.id }),
        );
      });

      it.each([
        'leads.createComplex',
        'contacts.create',
        'companies.create',
        'companies.link',
        'leads.create:',
      ])(
        'is there once when the answer of %s was lost, though the search does not know them yet',
        async (lostOne) => {
          Object.assign(fixture.crm, service, { searchKnows: false });
          let isLost = false;
          fixture.crm.fate = (what) => {
            if (isLost || !what.startsWith(lostOne)) return 'works';
            isLost = true;
            return { failure: lost, written: true };
          };
          fixture.logged('a');
          fixture.outbox.contactForCall(ACCOUNT, 'a', whole);
          await fixture.clock.advance(10 * MINUTE);
          const { contacts, companies, leads, calls } = fixture.crm;
          expect([contacts.length, companies.length, leads.length, calls.length]).toEqual([1, 1, 1, 1]);
          expect(leads[0]?.contactIds).toEqual([contacts[0]?.id]);
          expect(contacts[0]?.companyIds).toEqual([companies[0]?.id]);
          expect(fixture.state('a')).toMatchObject({ state: 'logged' });
        },
      );

      it('is put to whoever has the number by now, whose deal of that name is not doubled', async () => {
        Object.assign(fixture.crm, service);
        const there = fixture.crm.addContact('Ivan I.', PHONE);
        await fixture.crm.client.leads.create({ name: 'A quote', contactId: there });
        fixture.logged('a');
        fixture.outbox.contactForCall(ACCOUNT, 'a', whole);
        await fixture.clock.advance(MINUTE);
        expect(fixture.crm.contacts).toMatchObject([
          { name: 'Ivan I.', companyIds: [fixture.crm.companies[0]?.id] },
        ]);
        expect(fixture.crm.leads).toHaveLength(1);
        expect(fixture.crm.calls).toMatchObject([{ entity: 'lead', entity_id: fixture.crm.leads[0]?.id }]);
      });

      it('says what was refused, keeps what is there, and is finished when it may be', async () => {
        Object.assign(fixture.crm, service);
        let isRefused = true;
        fixture.crm.fate = (what) =>
          isRefused && what.startsWith('leads.create')
            ? { failure: { kind: 'forbidden', words: 'no deals' }, written: false }
            : 'works';
        if (!service.hasComplex) fixture.crm.addContact('Ivan', PHONE);
        fixture.logged('a');
        fixture.outbox.contactForCall(ACCOUNT, 'a', whole);
        await fixture.clock.advance(MINUTE);
        expect(fixture.state('a')).toMatchObject({
          state: 'failed',
          failure: 'forbidden',
          words: 'no deals',
        });
        isRefused = false;
        fixture.outbox.retry(ACCOUNT, 'a');
        await fixture.clock.advance(10 * MINUTE);
        expect(fixture.crm.contacts).toHaveLength(1);
        expect(fixture.crm.leads).toMatchObject([{ name: 'A quote' }]);
        expect(fixture.state('a')).toMatchObject({ state: 'logged' });
      });
    },
  );
});
