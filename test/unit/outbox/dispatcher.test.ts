import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/amocrm/failures.ts';
import { ACCOUNT, callFacts, createDesk, PHONE } from './desk.ts';
import type { Desk } from './desk.ts';

const MINUTE = 60_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

const sent = (): string[] => desk.crm.calls.map((note) => note.uniq ?? '');
const writes = (): string[] => desk.crm.requests.filter((what) => /add|create/.test(what));

describe('a result the agent gave', () => {
  it('reaches the CRM once, after the undo time and not before', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(9_999);
    expect(desk.state('a')).toMatchObject({ state: 'undoable' });
    expect(desk.crm.requests).toEqual([]);
    await desk.clock.advance(1);
    expect(sent()).toEqual(['a']);
    expect(desk.state('a')).toEqual({ state: 'logged', at: desk.clock.now() });
  });

  it('carries direction, whole seconds, result, author and the trimmed note, and no key without a value', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(5_000);
    desk.journal.calls.setNote(ACCOUNT, 'a', '  wants an offer \n');
    await desk.clock.advance(10_000);
    const startedAt = desk.journal.calls.get(ACCOUNT, 'a')?.startedAt ?? 0;
    expect(desk.crm.calls[0]?.call).toStrictEqual({
      direction: 'inbound',
      duration: 79,
      phone: PHONE,
      uniq: 'a',
      call_status: 4,
      call_result: 'wants an offer',
      responsible_user_id: 7,
      created_by: 7,
      created_at: startedAt / 1000,
    });
  });

  it('can be changed within the undo time, which then starts again', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(9_000);
    expect(desk.outbox.logCall(ACCOUNT, 'a', 2)).toEqual({
      ok: true,
      value: { undoUntil: desk.clock.now() + 10_000 },
    });
    await desk.clock.advance(9_000);
    expect(sent()).toEqual([]);
    await desk.clock.advance(1_000);
    expect(desk.crm.calls.map(({ call }) => call.call_status)).toEqual([2]);
  });

  it('can be taken back within the undo time, and then never arrives', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(9_999);
    expect(desk.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: true, value: null });
    expect(desk.state('a')).toEqual({ state: 'unlogged' });
    await desk.clock.advance(MINUTE);
    expect(desk.crm.requests).toEqual([]);
    expect(desk.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
  });

  it('can neither be changed nor taken back once it was sent', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(10_000);
    expect(desk.outbox.logCall(ACCOUNT, 'a', 1)).toEqual({ ok: false, error: 'alreadySent' });
    expect(desk.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
    expect(desk.journal.calls.get(ACCOUNT, 'a')?.result).toBe(4);
  });

  it('is refused for a call that goes on, and for one nobody knows', () => {
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now(), { state: 'talking', endedAt: null }));
    expect(desk.outbox.logCall(ACCOUNT, 'a', 4)).toEqual({ ok: false, error: 'notEnded' });
    expect(desk.outbox.logCall(ACCOUNT, 'b', 4)).toEqual({ ok: false, error: 'unknownCall' });
    expect(desk.journal.outbox.undone(ACCOUNT)).toBe(0);
  });

  it('goes to the chosen contact, or to the chosen lead', async () => {
    const contact = desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    desk.logged('b');
    const chosen = { entity: 'contact', entityId: contact, name: 'Ivan' } as const;
    desk.journal.calls.setChosen(ACCOUNT, 'a', { ...chosen, leadId: null });
    desk.journal.calls.setChosen(ACCOUNT, 'b', { ...chosen, leadId: 55 });
    await desk.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${contact}`, 'notes.addCall:b:lead:55']);
  });
});

describe('while the CRM is unreachable', () => {
  it('for an hour, every result is kept, shown as waiting, and sent in order afterwards', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({ failure: offline, written: false });
    const ids = Array.from({ length: 12 }, (_, place) => `call-${place}`);
    for (const id of ids) {
      desk.logged(id);
      await desk.clock.advance(5 * MINUTE);
      expect(ids.slice(0, ids.indexOf(id) + 1).map((one) => desk.state(one).state)).not.toContain('logged');
    }
    expect(ids.map((id) => desk.state(id).state)).toEqual(ids.map(() => 'waiting'));
    expect(desk.state('call-0')).toMatchObject({ failure: 'network' });
    desk.crm.fate = () => 'works';
    await desk.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(ids);
    expect(ids.map((id) => desk.state(id).state)).toEqual(ids.map(() => 'logged'));
  });

  it('and Ringside is restarted meanwhile, the order is still kept', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({ failure: offline, written: false });
    for (const id of ['a', 'b', 'c']) {
      desk.logged(id);
      await desk.clock.advance(10 * MINUTE);
    }
    await desk.restart();
    await desk.clock.advance(MINUTE);
    desk.crm.fate = () => 'works';
    await desk.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a', 'b', 'c']);
  });

  it('a wake sends at once what waits', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({ failure: offline, written: false });
    desk.logged('a');
    await desk.clock.advance(60 * MINUTE);
    desk.crm.fate = () => 'works';
    desk.outbox.wake();
    await desk.clock.settle();
    expect(sent()).toEqual(['a']);
  });

  it('a result not sent yet can still be changed', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({ failure: offline, written: false });
    desk.logged('a');
    await desk.clock.advance(MINUTE);
    expect(desk.outbox.logCall(ACCOUNT, 'a', 6).ok).toBe(true);
    desk.crm.fate = () => 'works';
    await desk.clock.advance(5 * MINUTE);
    expect(desk.crm.calls.map(({ call }) => call.call_status)).toEqual([6]);
  });
});

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

describe('when the CRM refuses', () => {
  it('a call fails with the reason in its words, stays failed, and is sent again when asked', async () => {
    desk.logged('a');
    await desk.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(desk.state('a')).toEqual({
      state: 'failed',
      failure: 'entityNotFound',
      words: 'Entity not found',
    });
    desk.crm.addContact('Ivan', PHONE);
    expect(desk.outbox.retry(ACCOUNT, 'a')).toEqual({ ok: true, value: null });
    await desk.clock.settle();
    expect(sent()).toEqual(['a']);
    expect(desk.outbox.retry(ACCOUNT, 'a')).toEqual({ ok: false, error: 'nothingToRetry' });
  });

  it('one call, the next ones still go', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = (what) =>
      what === 'calls.add:a'
        ? { failure: { kind: 'validation', problems: [], words: 'bad' }, written: false }
        : 'works';
    desk.logged('a');
    desk.logged('b');
    await desk.clock.advance(MINUTE);
    expect(sent()).toEqual(['b']);
    expect(desk.state('a')).toMatchObject({ state: 'failed', failure: 'validation' });
  });

  it('a call from a withheld number is said to have nobody, without a request', async () => {
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now(), { rawNumber: '', e164: null, display: '' }));
    desk.outbox.logCall(ACCOUNT, 'a', 4);
    await desk.clock.advance(MINUTE);
    expect(desk.crm.requests).toEqual([]);
    expect(desk.state('a')).toMatchObject({ state: 'failed', failure: 'entityNotFound' });
  });
});

describe('the whole account waits', () => {
  it('for as long as the service says after too many requests', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({
      failure: { kind: 'rateLimited', retryAfterMs: 2 * MINUTE, words: '' },
      written: false,
    });
    desk.logged('a');
    desk.logged('b');
    await desk.clock.advance(10_000);
    const until = desk.clock.now() + 2 * MINUTE;
    expect(desk.events).toContainEqual({
      type: 'accountPaused',
      account: ACCOUNT,
      reason: 'rateLimited',
      until,
    });
    desk.crm.fate = () => 'works';
    desk.outbox.wake();
    await desk.clock.advance(2 * MINUTE - 1);
    expect(desk.crm.requests).toEqual(['calls.add:a']);
    await desk.clock.advance(1);
    expect(sent()).toEqual(['a', 'b']);
  });

  it('longer after each block in a row', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({ failure: { kind: 'blocked', words: '' }, written: false });
    desk.logged('a');
    await desk.clock.advance(30 * MINUTE);
    const tries = desk.events.flatMap((event) =>
      event.type === 'accountPaused' && event.until !== null ? [event.until] : [],
    );
    const gaps = tries.map((at, place) => at - (place === 0 ? at : (tries[place - 1] ?? at)));
    expect(gaps.slice(1)).toEqual([2, 4, 8, 16].map((minutes) => minutes * MINUTE));
  });

  it.each(['needsSignIn', 'paymentRequired'] as const)('after %s until it is woken', async (kind) => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({ failure: { kind, words: '' }, written: false });
    desk.logged('a');
    await desk.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(desk.events).toContainEqual({
      type: 'accountPaused',
      account: ACCOUNT,
      reason: kind,
      until: null,
    });
    expect(desk.state('a')).toMatchObject({ state: 'waiting', failure: kind });
    desk.crm.fate = () => 'works';
    desk.outbox.wake(ACCOUNT);
    await desk.clock.settle();
    expect(sent()).toEqual(['a']);
  });
});

describe('a contact that is created for a call', () => {
  it('comes first, then the call is logged to it, though the call had already failed', async () => {
    desk.logged('a');
    await desk.clock.advance(10_000);
    expect(desk.state('a')).toMatchObject({ state: 'failed' });
    expect(desk.outbox.createContact(ACCOUNT, 'a', 'Ivan', PHONE, false)).toEqual({ ok: true, value: null });
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
      callId: 'a',
      contactId,
      name: 'Ivan',
      phone: PHONE,
    });
  });

  it('is not created when the CRM has one with this number by now', async () => {
    const there = desk.crm.addContact('Ivan I.', '8 (916) 123-45-67 доб. 12');
    desk.logged('a');
    desk.outbox.createContact(ACCOUNT, 'a', 'Ivan', PHONE, false);
    await desk.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${there}`]);
    expect(desk.journal.calls.get(ACCOUNT, 'a')?.chosen?.name).toBe('Ivan I.');
  });

  it('is created although there is one when the agent wants that', async () => {
    desk.crm.addContact('Ivan I.', PHONE);
    desk.logged('a');
    desk.outbox.createContact(ACCOUNT, 'a', 'Ivan', PHONE, true);
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
      desk.outbox.createContact(ACCOUNT, 'a', 'Ivan', PHONE, even);
      await desk.clock.advance(5 * MINUTE);
      expect(desk.crm.contacts.map(({ name }) => name)).toEqual(['Ivan']);
      expect(desk.state('a')).toMatchObject({ state: 'logged' });
    },
  );

  it('holds its call back while it is refused, and can be asked for with another name', async () => {
    desk.crm.fate = (what) =>
      what === 'contacts.create:Bad'
        ? { failure: { kind: 'validation', problems: [], words: 'name' }, written: false }
        : 'works';
    desk.logged('a');
    desk.outbox.createContact(ACCOUNT, 'a', 'Bad', PHONE, false);
    await desk.clock.advance(MINUTE);
    expect(writes()).toEqual(['contacts.create:Bad']);
    expect(desk.state('a')).toMatchObject({ state: 'failed', failure: 'validation', words: 'name' });
    desk.outbox.createContact(ACCOUNT, 'a', 'Good', PHONE, false);
    await desk.clock.advance(MINUTE);
    expect(desk.crm.contacts.map(({ name }) => name)).toEqual(['Good']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('stopping', () => {
  it('waits for the answer that is on its way, and sends nothing more', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    desk.logged('b');
    let stopped = false;
    desk.crm.fate = () => {
      void desk.outbox.stop().then(() => {
        stopped = true;
      });
      return 'works';
    };
    await desk.clock.advance(10_000);
    expect(stopped).toBe(true);
    expect(sent()).toEqual(['a']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
    expect(desk.clock.timers()).toBe(0);
  });
});
