import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { ACCOUNT, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => {
  desk.close();
});

const writes = (): string[] => desk.crm.requests.filter((what) => /add|create/.test(what));

describe('a contact that is created for a call', () => {
  it('comes first, then the call is logged to it, though the call had already failed', async () => {
    desk.logged('a');
    await desk.clock.advance(10_000);
    expect(desk.state('a')).toMatchObject({ state: 'failed' });
    expect(
      desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false }),
    ).toEqual({ ok: true, value: null });
    await desk.clock.settle();
    const contactId = desk.crm.contacts[0]?.id ?? 0;
    expect(writes()).toEqual(['calls.add:a', 'contacts.create:Ivan', `notes.addCall:a:contact:${contactId}`]);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
    expect(desk.journal.calls.get(ACCOUNT, 'a')?.chosen).toEqual({
      entity: 'contact',
      entityId: contactId,
      leadId: null,
      name: 'Ivan',
    });
    expect(desk.events).toContainEqual({
      type: 'contactCreated',
      account: ACCOUNT,
      contactId,
      name: 'Ivan',
      phones: [PHONE],
      leadId: null,
    });
  });

  it('is not created when the CRM has one with this number by now', async () => {
    const there = desk.crm.addContact('Ivan I.', '8 (916) 123-45-67 доб. 12');
    desk.logged('a');
    desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false });
    await desk.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${there}`]);
    expect(desk.journal.calls.get(ACCOUNT, 'a')?.chosen?.name).toBe('Ivan I.');
  });

  it('is not created when whoever has the number is on a later page of the search', async () => {
    // Of another country, but the service searches texts.
    for (let other = 0; other < 60; other += 1) desk.crm.addContact(`Other ${other}`, '+49 916 1234567');
    const there = desk.crm.addContact('Ivan I.', PHONE);
    desk.logged('a');
    desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false });
    await desk.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${there}`]);
  });

  it('is created although there is one when the agent wants that', async () => {
    desk.crm.addContact('Ivan I.', PHONE);
    desk.logged('a');
    desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: true });
    await desk.clock.advance(10_000);
    expect(desk.crm.contacts.map(({ name }) => name)).toEqual(['Ivan I.', 'Ivan']);
  });

  it.each([true, false])(
    'is created once when the answer was lost (wanted as duplicate: %s)',
    async (even) => {
      let first = true;
      desk.crm.fate = (what) => {
        if (!what.startsWith('contacts.create') || !first) return 'works';
        first = false;
        return { failure: lost, written: true };
      };
      desk.logged('a');
      desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: even });
      await desk.clock.advance(5 * MINUTE);
      expect(desk.crm.contacts.map(({ name }) => name)).toEqual(['Ivan']);
      expect(desk.state('a')).toMatchObject({ state: 'logged' });
    },
  );

  it('is created once when the answer was lost and the search of the CRM does not know it yet', async () => {
    desk.crm.searchKnows = false;
    desk.crm.fate = (what) =>
      what.startsWith('contacts.create') && desk.crm.contacts.length === 0
        ? { failure: lost, written: true }
        : 'works';
    desk.logged('a');
    desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false });
    await desk.clock.advance(5 * MINUTE);
    expect(desk.crm.contacts.map(({ name }) => name)).toEqual(['Ivan']);
    expect(desk.journal.calls.get(ACCOUNT, 'a')?.chosen?.entityId).toBe(desk.crm.contacts[0]?.id);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('holds its call back while it is refused, and can be asked for with another name', async () => {
    desk.crm.fate = (what) =>
      what === 'contacts.create:Bad'
        ? { failure: { kind: 'validation', problems: [], words: 'name' }, written: false }
        : 'works';
    desk.logged('a');
    desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Bad', phone: PHONE, evenIfDuplicates: false });
    await desk.clock.advance(MINUTE);
    expect(writes()).toEqual(['contacts.create:Bad']);
    expect(desk.state('a')).toMatchObject({ state: 'failed', failure: 'validation', words: 'name' });
    desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Good', phone: PHONE, evenIfDuplicates: false });
    await desk.clock.advance(MINUTE);
    expect(desk.crm.contacts.map(({ name }) => name)).toEqual(['Good']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
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
        Object.assign(desk.crm, service);
        desk.logged('a');
        desk.outbox.contactForCall(ACCOUNT, 'a', whole);
        expect(desk.journal.outbox.ofCall(ACCOUNT, 'a').map(({ write }) => write.kind)).toEqual([
          'newContact',
          'logCall',
        ]);
        await desk.clock.advance(MINUTE);
        const { contacts, companies, leads, calls } = desk.crm;
        expect(contacts).toMatchObject([{ name: 'Ivan', companyIds: [companies[0]?.id] }]);
        expect(companies).toMatchObject([{ name: 'Romashka' }]);
        expect(leads).toMatchObject([{ name: 'A quote', contactIds: [contacts[0]?.id] }]);
        expect(calls).toMatchObject([{ entity: 'lead', entity_id: leads[0]?.id }]);
        expect(desk.journal.calls.get(ACCOUNT, 'a')?.chosen).toMatchObject({ leadId: leads[0]?.id });
        expect(desk.events).toContainEqual(
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
          Object.assign(desk.crm, service, { searchKnows: false });
          let isLost = false;
          desk.crm.fate = (what) => {
            if (isLost || !what.startsWith(lostOne)) return 'works';
            isLost = true;
            return { failure: lost, written: true };
          };
          desk.logged('a');
          desk.outbox.contactForCall(ACCOUNT, 'a', whole);
          await desk.clock.advance(10 * MINUTE);
          const { contacts, companies, leads, calls } = desk.crm;
          expect([contacts.length, companies.length, leads.length, calls.length]).toEqual([1, 1, 1, 1]);
          expect(leads[0]?.contactIds).toEqual([contacts[0]?.id]);
          expect(contacts[0]?.companyIds).toEqual([companies[0]?.id]);
          expect(desk.state('a')).toMatchObject({ state: 'logged' });
        },
      );

      it('is put to whoever has the number by now, whose deal of that name is not doubled', async () => {
        Object.assign(desk.crm, service);
        const there = desk.crm.addContact('Ivan I.', PHONE);
        await desk.crm.client.leads.create({ name: 'A quote', contactId: there });
        desk.logged('a');
        desk.outbox.contactForCall(ACCOUNT, 'a', whole);
        await desk.clock.advance(MINUTE);
        expect(desk.crm.contacts).toMatchObject([
          { name: 'Ivan I.', companyIds: [desk.crm.companies[0]?.id] },
        ]);
        expect(desk.crm.leads).toHaveLength(1);
        expect(desk.crm.calls).toMatchObject([{ entity: 'lead', entity_id: desk.crm.leads[0]?.id }]);
      });

      it('says what was refused, keeps what is there, and is finished when it may be', async () => {
        Object.assign(desk.crm, service);
        let isRefused = true;
        desk.crm.fate = (what) =>
          isRefused && what.startsWith('leads.create')
            ? { failure: { kind: 'forbidden', words: 'no deals' }, written: false }
            : 'works';
        if (!service.hasComplex) desk.crm.addContact('Ivan', PHONE);
        desk.logged('a');
        desk.outbox.contactForCall(ACCOUNT, 'a', whole);
        await desk.clock.advance(MINUTE);
        expect(desk.state('a')).toMatchObject({ state: 'failed', failure: 'forbidden', words: 'no deals' });
        isRefused = false;
        desk.outbox.retry(ACCOUNT, 'a');
        await desk.clock.advance(10 * MINUTE);
        expect(desk.crm.contacts).toHaveLength(1);
        expect(desk.crm.leads).toMatchObject([{ name: 'A quote' }]);
        expect(desk.state('a')).toMatchObject({ state: 'logged' });
      });
    },
  );
});
