import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, accountRow, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';
import { createModelCrm } from './modelCrm.ts';

const MINUTE = 60_000;

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

describe('when the disk refuses', () => {
  it('a key press fails as a value and changes nothing', () => {
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
    fixture.diskRefuses(true);
    expect(fixture.outbox.logCall(ACCOUNT, 'a', 4)).toEqual({ ok: false, error: 'journal' });
    expect(
      fixture.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false }),
    ).toEqual({
      ok: false,
      error: 'journal',
    });
    fixture.diskRefuses(false);
    expect(fixture.state('a')).toEqual({ state: 'unlogged' });
    expect(fixture.journal.outbox.ofCall(ACCOUNT, 'a')).toEqual([]);
  });

  it('nothing is sent, because no lease can be kept, until it takes writes again', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    fixture.diskRefuses(true);
    await fixture.clock.advance(10 * MINUTE);
    expect(fixture.crm.requests).toEqual([]);
    fixture.diskRefuses(false);
    await fixture.clock.advance(MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('an answer of the CRM is kept until it can be written, and the call not sent again', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => {
      fixture.diskRefuses(true);
      return 'works';
    };
    fixture.logged('a');
    await fixture.clock.advance(10 * MINUTE);
    expect(fixture.crm.requests).toEqual(['calls.add:a']);
    fixture.diskRefuses(false);
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.requests).toEqual(['calls.add:a']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('stopping does not wait for it, and the next start reads what the CRM has', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => {
      fixture.diskRefuses(true);
      return 'works';
    };
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    await fixture.outbox.stop();
    fixture.crm.fate = () => 'works';
    await fixture.restart();
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.calls.length).toBe(1);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('a mistake of ours while sending', () => {
  it('is reported, loses no call, and is not repeated in a hot loop', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => {
      throw new Error('a bug');
    };
    fixture.logged('a');
    await fixture.clock.advance(10 * MINUTE);
    const reported = fixture.bugs.splice(0);
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.length).toBeLessThan(30);
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(10 * MINUTE);
    expect(fixture.crm.calls.length).toBe(1);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('an account without a client', () => {
  it('keeps its results until it has one again', async () => {
    let signedIn = false;
    const crm = createModelCrm(fixture.clock);
    crm.addContact('Ivan', PHONE);
    const other = createOutboxUnderTest({ clientOf: () => (signedIn ? crm.client : null) }, fixture.clock);
    other.logged('a');
    await fixture.clock.advance(60 * MINUTE);
    expect(other.state('a')).toMatchObject({ state: 'waiting' });
    signedIn = true;
    other.outbox.wake(ACCOUNT);
    await fixture.clock.settle();
    expect(other.state('a')).toMatchObject({ state: 'logged' });
    await other.outbox.stop();
    other.close();
  });
});

describe('several accounts', () => {
  it('do not wait for one another, and nothing crosses', async () => {
    const OTHER = 'sandbox:2:8';
    const crms = new Map([ACCOUNT, OTHER].map((key) => [key, createModelCrm(fixture.clock)]));
    const two = createOutboxUnderTest({ clientOf: (key) => crms.get(key)?.client ?? null }, fixture.clock);
    two.journal.accounts.put({ ...accountRow(OTHER), accountId: 2, userId: 8 });
    for (const crm of crms.values()) crm.addContact('Ivan', PHONE);
    const away = crms.get(ACCOUNT);
    if (away !== undefined) {
      away.fate = () => ({ failure: { kind: 'blocked', words: '' }, written: false });
    }
    two.logged('a');
    two.journal.calls.putFacts(callFacts('b', fixture.clock.now(), { account: OTHER }));
    two.outbox.logCall(OTHER, 'b', 4);
    await fixture.clock.advance(20_000);
    expect(crms.get(OTHER)?.calls.map(({ call }) => [call.uniq, call.created_by])).toEqual([['b', 8]]);
    expect(away?.calls).toEqual([]);
    expect(two.outbox.logCall(OTHER, 'a', 4)).toEqual({ ok: false, error: 'unknownCall' });
    await two.outbox.stop();
    two.close();
  });
});
