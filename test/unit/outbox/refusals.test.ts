import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';

const MINUTE = 60_000;

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => {
  desk.close();
});

const sent = (): string[] => desk.crm.calls.map((note) => note.uniq ?? '');
const writes = (): string[] => desk.crm.requests.filter((what) => /add|create/.test(what));

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
    await desk.clock.advance(1 + 2);
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
    expect(gaps.slice(1)).toEqual([2, 4, 8, 10, 10].map((minutes) => minutes * MINUTE));
  });

  it.each(['needsSignIn', 'paymentRequired'] as const)(
    'after %s until it is woken, or ten minutes',
    async (kind) => {
      desk.crm.addContact('Ivan', PHONE);
      desk.crm.fate = () => ({ failure: { kind, words: '' }, written: false });
      desk.logged('a');
      await desk.clock.advance(59 * MINUTE);
      // Nobody may ever say that it works again: the CRM is asked now and then.
      expect(writes()).toEqual(Array<string>(6).fill('calls.add:a'));
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
    },
  );
});
