import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { ACCOUNT, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => {
  desk.close();
});

const sent = (): string[] => desk.crm.calls.map((note) => note.uniq ?? '');
const writes = (): string[] => desk.crm.requests.filter((what) => /add|create/.test(what));

describe('when the outcome of a send is unknown', () => {
  it('and the CRM has the call, it is found and not sent again', async () => {
    desk.crm.addContact('Ivan', PHONE, [55]);
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: true } : 'works');
    desk.logged('a');
    await desk.clock.advance(5 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
    expect(desk.journal.outbox.ofCall(ACCOUNT, 'a')[0]?.remoteId).toBe(desk.crm.calls[0]?.id);
  });

  it('and the CRM has not, it is sent again', async () => {
    desk.crm.addContact('Ivan', PHONE);
    let first = true;
    desk.crm.fate = (what) => {
      if (!what.startsWith('calls.add') || !first) return 'works';
      first = false;
      return { failure: lost, written: false };
    };
    desk.logged('a');
    await desk.clock.advance(5 * MINUTE);
    expect(writes()).toEqual(['calls.add:a', 'calls.add:a']);
    expect(sent()).toEqual(['a']);
  });

  it('the CRM gets time to settle before it is read', async () => {
    desk.crm.addContact('Ivan', PHONE);
    let first = true;
    desk.crm.fate = (what) => {
      if (!what.startsWith('calls.add') || !first) return 'works';
      first = false;
      return { failure: lost, written: { afterMs: 9_000 } };
    };
    desk.logged('a');
    await desk.clock.advance(19_999);
    expect(desk.crm.requests).toEqual(['calls.add:a']);
    await desk.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a']);
  });

  it('nothing is sent while the CRM cannot be read', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = (what) =>
      what.startsWith('calls.add') ? { failure: lost, written: true } : { failure: offline, written: false };
    desk.logged('a');
    await desk.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(desk.state('a')).toMatchObject({ state: 'waiting', failure: 'network' });
    desk.crm.fate = () => 'works';
    await desk.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('a certain failure afterwards does not make it certain', async () => {
    desk.crm.addContact('Ivan', PHONE);
    const fates = [
      { failure: lost, written: { afterMs: 30 * MINUTE } },
      { failure: offline, written: false },
    ];
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? (fates.shift() ?? 'works') : 'works');
    desk.logged('a');
    await desk.clock.advance(25_000);
    expect(desk.journal.outbox.ofCall(ACCOUNT, 'a')[0]?.unsureSince).not.toBeNull();
    expect(desk.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
  });

  it('a call put on another contact than it is now chosen for is still found', async () => {
    const former = desk.crm.addContact('Ivan', PHONE);
    const latter = desk.crm.addContact('Petr', '+74950000000');
    desk.crm.fate = (what) => (what.startsWith('notes.add') ? { failure: lost, written: true } : 'works');
    desk.logged('a');
    desk.journal.calls.setChosen(ACCOUNT, 'a', {
      entity: 'contact',
      entityId: former,
      leadId: null,
      name: 'Ivan',
    });
    await desk.clock.advance(10_000);
    desk.journal.calls.setChosen(ACCOUNT, 'a', {
      entity: 'contact',
      entityId: latter,
      leadId: null,
      name: 'Petr',
    });
    await desk.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('the call is found in the CRM', () => {
  /** Sends a call whose answer is lost, with `others` calls of other people before and after it. */
  const loseAnswer = async (others: number): Promise<void> => {
    desk.crm.addContact('Ivan', PHONE, [55]);
    const other = (place: number): void =>
      desk.crm.addOtherCall({ entity: 'lead', id: 1000 + place }, `other-${place}`);
    for (let place = 0; place < others; place += 1) other(place);
    await desk.clock.advance(60 * MINUTE);
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: true } : 'works');
    desk.logged('a');
    await desk.clock.advance(10_000);
    for (let place = 0; place < others; place += 1) other(place);
    await desk.clock.advance(5 * MINUTE);
  };
  const held = (): number => sent().filter((uniq) => uniq === 'a').length;

  it.each([
    { order: 'newest', filters: true },
    { order: 'newest', filters: false },
    { order: 'oldest', filters: true },
    { order: 'oldest', filters: false },
  ] as const)('on a later page (order $order, filters kept: $filters)', async (behaviour) => {
    desk.crm.lists = { pageSize: 10, ...behaviour };
    await loseAnswer(35);
    expect(held()).toBe(1);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('on a customer, where the service may have put it', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    desk.crm.customerNotes = [
      { id: 1, params: null },
      { id: 2, params: { uniq: 'a' } },
    ];
    desk.logged('a');
    await desk.clock.advance(5 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(desk.journal.outbox.ofCall(ACCOUNT, 'a')[0]).toMatchObject({ state: 'done', remoteId: 2 });
  });

  it('on a customer, and the task of its form hangs there', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    desk.crm.customerNotes = [{ id: 2, entity_id: 77, params: { uniq: 'a' } }];
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now()));
    const task = { text: 'Send it', typeId: 1, completeTill: 2_000_000_000, responsible: null };
    desk.outbox.finishCall(ACCOUNT, 'a', {
      result: 4,
      writes: [{ kind: 'createTask', target: null, ...task }],
    });
    await desk.clock.advance(5 * MINUTE);
    expect(desk.crm.tasks).toMatchObject([{ text: 'Send it', entity_type: 'customers', entity_id: 77 }]);
  });

  it('by its own entity when there is more than is read of all', async () => {
    desk.crm.lists = { pageSize: 1, order: 'oldest', filters: false };
    await loseAnswer(100);
    expect(held()).toBe(1);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('without reading on past what is older than the call', async () => {
    desk.crm.lists = { pageSize: 10, order: 'newest', filters: false };
    for (let place = 0; place < 200; place += 1) {
      desk.crm.addOtherCall({ entity: 'contact', id: place }, `old-${place}`);
      await desk.clock.advance(MINUTE);
    }
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(9_000);
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    await desk.clock.advance(2_000);
    desk.crm.fate = () => 'works';
    await desk.clock.advance(MINUTE);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
    const pages = desk.crm.requests.filter((what) => what === 'notes.list:contact:all');
    expect(pages.length).toBe(1);
  });

  it('or it waits, visibly, when the CRM shows neither all notes nor whose number it is', async () => {
    desk.crm.lists = { pageSize: 1, order: 'oldest', filters: false };
    for (let place = 0; place < 450; place += 1) {
      desk.crm.addOtherCall({ entity: 'contact', id: 5 }, `old-${place}`);
    }
    desk.crm.fate = (what) => (what.startsWith('calls.add') ? { failure: lost, written: false } : 'works');
    desk.logged('a');
    await desk.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(desk.state('a')).toMatchObject({ state: 'waiting', failure: 'malformed' });
  });
});
