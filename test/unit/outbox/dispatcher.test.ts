import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

const sent = (): string[] => fixture.crm.calls.map((note) => note.uniq ?? '');
const writes = (): string[] => fixture.crm.requests.filter((what) => /add|create/.test(what));

describe('a result the agent gave', () => {
  it('reaches the CRM once, after the undo time and not before', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(9_999);
    expect(fixture.state('a')).toMatchObject({ state: 'undoable' });
    expect(fixture.crm.requests).toEqual([]);
    await fixture.clock.advance(1);
    expect(sent()).toEqual(['a']);
    expect(fixture.state('a')).toEqual({ state: 'logged', at: fixture.clock.now() });
  });

  it('carries direction, whole seconds, result, author and the trimmed note, and no key without a value', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(5_000);
    fixture.journal.calls.setNote(ACCOUNT, 'a', '  wants an offer \n');
    await fixture.clock.advance(10_000);
    const startedAt = fixture.journal.calls.get(ACCOUNT, 'a')?.startedAt ?? 0;
    expect(fixture.crm.calls[0]?.call).toStrictEqual({
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
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(9_000);
    expect(fixture.outbox.logCall(ACCOUNT, 'a', 2)).toEqual({
      ok: true,
      value: { undoUntil: fixture.clock.now() + 10_000 },
    });
    await fixture.clock.advance(9_000);
    expect(sent()).toEqual([]);
    await fixture.clock.advance(1_000);
    expect(fixture.crm.calls.map(({ call }) => call.call_status)).toEqual([2]);
  });

  it('can be taken back within the undo time, and then never arrives', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(9_999);
    expect(fixture.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: true, value: null });
    expect(fixture.state('a')).toEqual({ state: 'unlogged' });
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.requests).toEqual([]);
    expect(fixture.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
  });

  it('can neither be changed nor taken back once it was sent', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(10_000);
    expect(fixture.outbox.logCall(ACCOUNT, 'a', 1)).toEqual({ ok: false, error: 'alreadySent' });
    expect(fixture.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
    expect(fixture.journal.calls.get(ACCOUNT, 'a')?.result).toBe(4);
  });

  it('is refused for a call that goes on, and for one nobody knows', () => {
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now(), { state: 'talking', endedAt: null }));
    expect(fixture.outbox.logCall(ACCOUNT, 'a', 4)).toEqual({ ok: false, error: 'notEnded' });
    expect(fixture.outbox.logCall(ACCOUNT, 'b', 4)).toEqual({ ok: false, error: 'unknownCall' });
    expect(fixture.journal.outbox.undone(ACCOUNT)).toBe(0);
  });

  it('goes to the chosen contact, or to the chosen lead', async () => {
    const contact = fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    fixture.logged('b');
    const chosen = { entity: 'contact', entityId: contact, name: 'Ivan' } as const;
    fixture.journal.calls.setChosen(ACCOUNT, 'a', { ...chosen, leadId: null });
    fixture.journal.calls.setChosen(ACCOUNT, 'b', { ...chosen, leadId: 55 });
    await fixture.clock.advance(10_000);
    expect(writes()).toEqual([`notes.addCall:a:contact:${contact}`, 'notes.addCall:b:lead:55']);
  });
});

describe('while the CRM is unreachable', () => {
  it('for an hour, every result is kept, shown as waiting, and sent in order afterwards', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({ failure: offline, written: false });
    const ids = Array.from({ length: 12 }, (_, place) => `call-${place}`);
    for (const id of ids) {
      fixture.logged(id);
      await fixture.clock.advance(5 * MINUTE);
      expect(ids.slice(0, ids.indexOf(id) + 1).map((one) => fixture.state(one).state)).not.toContain(
        'logged',
      );
    }
    expect(ids.map((id) => fixture.state(id).state)).toEqual(ids.map(() => 'waiting'));
    expect(fixture.state('call-0')).toMatchObject({ failure: 'network' });
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(ids);
    expect(ids.map((id) => fixture.state(id).state)).toEqual(ids.map(() => 'logged'));
  });

  it('and Ringside is restarted meanwhile, the order is still kept', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({ failure: offline, written: false });
    for (const id of ['a', 'b', 'c']) {
      fixture.logged(id);
      await fixture.clock.advance(10 * MINUTE);
    }
    await fixture.restart();
    await fixture.clock.advance(MINUTE);
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(5 * MINUTE);
    expect(sent()).toEqual(['a', 'b', 'c']);
  });

  it('a wake sends at once what waits', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({ failure: offline, written: false });
    fixture.logged('a');
    await fixture.clock.advance(60 * MINUTE);
    fixture.crm.fate = () => 'works';
    fixture.outbox.wake();
    await fixture.clock.settle();
    expect(sent()).toEqual(['a']);
  });

  it('a result not sent yet can still be changed', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({ failure: offline, written: false });
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(fixture.outbox.logCall(ACCOUNT, 'a', 6).ok).toBe(true);
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(5 * MINUTE);
    expect(fixture.crm.calls.map(({ call }) => call.call_status)).toEqual([6]);
  });
});

describe('stopping', () => {
  it('waits for the answer that is on its way, and sends nothing more', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    fixture.logged('b');
    let stopped = false;
    fixture.crm.fate = () => {
      void fixture.outbox.stop().then(() => {
        stopped = true;
      });
      return 'works';
    };
    await fixture.clock.advance(10_000);
    expect(stopped).toBe(true);
    expect(sent()).toEqual(['a']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
    expect(fixture.clock.timers()).toBe(0);
  });
});
