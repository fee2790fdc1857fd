import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const MINUTE = 60_000;

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

const sent = (): string[] => fixture.crm.calls.map((note) => note.uniq ?? '');
const writes = (): string[] => fixture.crm.requests.filter((what) => /add|create/.test(what));

describe('when the CRM refuses', () => {
  it('a call fails with the reason in its words, stays failed, and is sent again when asked', async () => {
    fixture.logged('a');
    await fixture.clock.advance(60 * MINUTE);
    expect(writes()).toEqual(['calls.add:a']);
    expect(fixture.state('a')).toEqual({
      state: 'failed',
      failure: 'entityNotFound',
      words: 'Entity not found',
    });
    fixture.crm.addContact('Ivan', PHONE);
    expect(fixture.outbox.retry(ACCOUNT, 'a')).toEqual({ ok: true, value: null });
    await fixture.clock.settle();
    expect(sent()).toEqual(['a']);
    expect(fixture.outbox.retry(ACCOUNT, 'a')).toEqual({ ok: false, error: 'nothingToRetry' });
  });

  it('one call, the next ones still go', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = (what) =>
      what === 'calls.add:a'
        ? { failure: { kind: 'validation', problems: [], words: 'bad' }, written: false }
        : 'works';
    fixture.logged('a');
    fixture.logged('b');
    await fixture.clock.advance(MINUTE);
    expect(sent()).toEqual(['b']);
    expect(fixture.state('a')).toMatchObject({ state: 'failed', failure: 'validation' });
  });

  it('a call from a withheld number is said to have nobody, without a request', async () => {
    fixture.journal.calls.putFacts(
      callFacts('a', fixture.clock.now(), { rawNumber: '', e164: null, display: '' }),
    );
    fixture.outbox.logCall(ACCOUNT, 'a', 4);
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.requests).toEqual([]);
    expect(fixture.state('a')).toMatchObject({ state: 'failed', failure: 'entityNotFound' });
  });
});

describe('the whole account waits', () => {
  it('for as long as the service says after too many requests', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({
      failure: { kind: 'rateLimited', retryAfterMs: 2 * MINUTE, words: '' },
      written: false,
    });
    fixture.logged('a');
    fixture.logged('b');
    await fixture.clock.advance(10_000);
    const until = fixture.clock.now() + 2 * MINUTE;
    expect(fixture.events).toContainEqual({
      type: 'accountPaused',
      account: ACCOUNT,
      reason: 'rateLimited',
      until,
    });
    fixture.crm.fate = () => 'works';
    fixture.outbox.wake();
    await fixture.clock.advance(2 * MINUTE - 1);
    expect(fixture.crm.requests).toEqual(['calls.add:a']);
    await fixture.clock.advance(1 + 2);
    expect(sent()).toEqual(['a', 'b']);
  });

  it('longer after each block in a row', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({ failure: { kind: 'blocked', words: '' }, written: false });
    fixture.logged('a');
    await fixture.clock.advance(30 * MINUTE);
    const tries = fixture.events.flatMap((event) =>
      event.type === 'accountPaused' && event.until !== null ? [event.until] : [],
    );
    const gaps = tries.map((at, place) => at - (place === 0 ? at : (tries[place - 1] ?? at)));
    expect(gaps.slice(1)).toEqual([2, 4, 8, 10, 10].map((minutes) => minutes * MINUTE));
  });

  it.each(['needsSignIn', 'paymentRequired'] as const)(
    'after %s until it is woken, or ten minutes',
    async (kind) => {
      fixture.crm.addContact('Ivan', PHONE);
      fixture.crm.fate = () => ({ failure: { kind, words: '' }, written: false });
      fixture.logged('a');
      await fixture.clock.advance(59 * MINUTE);
      // Nobody may ever say that it works again: the CRM is asked now and then.
      expect(writes()).toEqual(Array<string>(6).fill('calls.add:a'));
      expect(fixture.events).toContainEqual({
        type: 'accountPaused',
        account: ACCOUNT,
        reason: kind,
        until: null,
      });
      expect(fixture.state('a')).toMatchObject({ state: 'waiting', failure: kind });
      fixture.crm.fate = () => 'works';
      fixture.outbox.wake(ACCOUNT);
      await fixture.clock.settle();
      expect(sent()).toEqual(['a']);
    },
  );
});
