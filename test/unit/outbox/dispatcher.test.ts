import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { ACCOUNT, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => {
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
