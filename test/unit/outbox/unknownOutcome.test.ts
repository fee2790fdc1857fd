import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

const sent = (): string[] => fixture.crm.calls.map((note) => note.uniq ?? '');
const writes = (): string[] => fixture.crm.requests.filter((what) => /add|create/.test(what));

describe('when the outcome of a send is unknown', () => {
  it('and the CRM has the call, it is found and not sent again', async () => {
    fixture.crm.addContact('Ivan', PHONE, [55]);
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: true } : 'works');
    fixture.logged('a');
    await fixture.clock.advance(5 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
    expect(fixture.journal.outbox.ofCall(ACCOUNT, 'a')[0]?.remoteId).toBe(fixture.crm.calls[0]?.id);
  });

  it('and the CRM has not, it is sent again', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    let first = true;
    fixture.crm.fate = (what) => {
      if (!what.startsWith('calls.add') || !first) return 'works';
      first = false;
      return { failure: lost, written: false };
    };
    fixture.logged('a');
    await fixture.clock.advance(5 * MINUTE);
    expect(writes()).toEqual(['calls.add:a', 'calls.add:a']);
    expect(sent()).toEqual(['a']);
  });

  it('the CRM gets time to settle before it is read', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    let first = true;
    fixture.crm.fate = (what) => {
      if (!what.startsWith('calls.add') || !first) return 'works';
      first = false;
      return { failure: lost, written: { afterMs: 9_000 } };
    };
    fixture.logged('a');
    await fixture.clock.advance(19_999);
    expect(fixture.crm.requests).toEqual(['calls.add:a']);
    await fixture.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a']);
  });

  it('nothing is sent while the CRM cannot be read', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = (what) =>
      what.startsWith('calls.add') ? { failure: lost, written: true } : { failure: offline, written: false };
    fixture.logged('a');
    await fixture.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(fixture.state('a')).toMatchObject({ state: 'waiting', failure: 'network' });
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('a certain failure afterwards does not make it certain', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    const fates = [
      { failure: lost, written: { afterMs: 30 * MINUTE } },
      { failure: offline, written: false },
    ];
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? (fates.shift() ?? 'works') : 'works');
    fixture.logged('a');
    await fixture.clock.advance(25_000);
    expect(fixture.journal.outbox.ofCall(ACCOUNT, 'a')[0]?.unsureSince).not.toBeNull();
    expect(fixture.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
  });

  it('a call put on another contact than it is now chosen for is still found', async () => {
    const former = fixture.crm.addContact('Ivan', PHONE);
    const latter = fixture.crm.addContact('Petr', '+74950000000');
    fixture.crm.fate = (what) => (what.startsWith('notes.add') ? { failure: lost, written: true } : 'works');
    fixture.logged('a');
    fixture.journal.calls.setChosen(ACCOUNT, 'a', {
      entity: 'contact',
      entityId: former,
      leadId: null,
      name: 'Ivan',
    });
    await fixture.clock.advance(10_000);
    fixture.journal.calls.setChosen(ACCOUNT, 'a', {
      entity: 'contact',
      entityId: latter,
      leadId: null,
      name: 'Petr',
    });
    await fixture.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('the call is found in the CRM', () => {
  /** Sends a call whose answer is lost, with `others` calls of other people before and after it. */
  const loseAnswer = async (others: number): Promise<void> => {
    fixture.crm.addContact('Ivan', PHONE, [55]);
    const other = (place: number): void =>
      fixture.crm.addOtherCall({ entity: 'lead', id: 1000 + place }, `other-${place}`);
    for (let place = 0; place < others; place += 1) other(place);
    await fixture.clock.advance(60 * MINUTE);
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: true } : 'works');
    fixture.logged('a');
    await fixture.clock.advance(10_000);
    for (let place = 0; place < others; place += 1) other(place);
    await fixture.clock.advance(5 * MINUTE);
  };
  const held = (): number => sent().filter((uniq) => uniq === 'a').length;

  it.each([
    { order: 'newest', filters: true },
    { order: 'newest', filters: false },
    { order: 'oldest', filters: true },
    { order: 'oldest', filters: false },
  ] as const)('on a later page (order $order, filters kept: $filters)', async (behaviour) => {
    fixture.crm.lists = { pageSize: 10, ...behaviour };
    await loseAnswer(35);
    expect(held()).toBe(1);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('on a customer, where the service may have put it', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    fixture.crm.customerNotes = [
      { id: 1, params: null },
      { id: 2, params: { uniq: 'a' } },
    ];
    fixture.logged('a');
    await fixture.clock.advance(5 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(fixture.journal.outbox.ofCall(ACCOUNT, 'a')[0]).toMatchObject({ state: 'done', remoteId: 2 });
  });

  it('on a customer, and the task of its form hangs there', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    fixture.crm.customerNotes = [{ id: 2, entity_id: 77, params: { uniq: 'a' } }];
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
    const task = { text: 'Send it', typeId: 1, completeTill: 2_000_000_000, responsible: null };
    fixture.outbox.finishCall(ACCOUNT, 'a', {
      result: 4,
      writes: [{ kind: 'createTask', target: null, ...task }],
    });
    await fixture.clock.advance(5 * MINUTE);
    expect(fixture.crm.tasks).toMatchObject([{ text: 'Send it', entity_type: 'customers', entity_id: 77 }]);
  });

  it('by its own entity when there is more than is read of all', async () => {
    fixture.crm.lists = { pageSize: 1, order: 'oldest', filters: false };
    await loseAnswer(100);
    expect(held()).toBe(1);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('without reading on past what is older than the call', async () => {
    fixture.crm.lists = { pageSize: 10, order: 'newest', filters: false };
    for (let place = 0; place < 200; place += 1) {
      fixture.crm.addOtherCall({ entity: 'contact', id: place }, `old-${place}`);
      await fixture.clock.advance(MINUTE);
    }
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(9_000);
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    await fixture.clock.advance(2_000);
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
    const pages = fixture.crm.requests.filter((what) => what === 'notes.list:contact:all');
    expect(pages.length).toBe(1);
  });

  it('or it waits, visibly, when the CRM shows neither all notes nor whose number it is', async () => {
    fixture.crm.lists = { pageSize: 1, order: 'oldest', filters: false };
    for (let place = 0; place < 450; place += 1) {
      fixture.crm.addOtherCall({ entity: 'contact', id: 5 }, `old-${place}`);
    }
    fixture.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    fixture.logged('a');
    await fixture.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(fixture.state('a')).toMatchObject({ state: 'waiting', failure: 'malformed' });
  });
});
