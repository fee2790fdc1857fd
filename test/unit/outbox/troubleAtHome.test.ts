import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, accountRow, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';
import { createModelCrm } from './modelCrm.ts';

const MINUTE = 60_000;

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => {
  desk.close();
});

describe('when the disk refuses', () => {
  it('a key press fails as a value and changes nothing', () => {
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now()));
    desk.diskRefuses(true);
    expect(desk.outbox.logCall(ACCOUNT, 'a', 4)).toEqual({ ok: false, error: 'journal' });
    expect(
      desk.outbox.contactForCall(ACCOUNT, 'a', { name: 'Ivan', phone: PHONE, evenIfDuplicates: false }),
    ).toEqual({
      ok: false,
      error: 'journal',
    });
    desk.diskRefuses(false);
    expect(desk.state('a')).toEqual({ state: 'unlogged' });
    expect(desk.journal.outbox.ofCall(ACCOUNT, 'a')).toEqual([]);
  });

  it('nothing is sent, because no lease can be kept, until it takes writes again', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    desk.diskRefuses(true);
    await desk.clock.advance(10 * MINUTE);
    expect(desk.crm.requests).toEqual([]);
    desk.diskRefuses(false);
    await desk.clock.advance(MINUTE);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('an answer of the CRM is kept until it can be written, and the call not sent again', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => {
      desk.diskRefuses(true);
      return 'works';
    };
    desk.logged('a');
    await desk.clock.advance(10 * MINUTE);
    expect(desk.crm.requests).toEqual(['calls.add:a']);
    desk.diskRefuses(false);
    await desk.clock.advance(MINUTE);
    expect(desk.crm.requests).toEqual(['calls.add:a']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('stopping does not wait for it, and the next start reads what the CRM has', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => {
      desk.diskRefuses(true);
      return 'works';
    };
    desk.logged('a');
    await desk.clock.advance(MINUTE);
    await desk.outbox.stop();
    desk.crm.fate = () => 'works';
    await desk.restart();
    await desk.clock.advance(MINUTE);
    expect(desk.crm.calls.length).toBe(1);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('a mistake of ours while sending', () => {
  it('is reported, loses no call, and is not repeated in a hot loop', async () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => {
      throw new Error('a bug');
    };
    desk.logged('a');
    await desk.clock.advance(10 * MINUTE);
    const reported = desk.bugs.splice(0);
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.length).toBeLessThan(30);
    desk.crm.fate = () => 'works';
    await desk.clock.advance(10 * MINUTE);
    expect(desk.crm.calls.length).toBe(1);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });
});

describe('an account without a client', () => {
  it('keeps its results until it has one again', async () => {
    let signedIn = false;
    const crm = createModelCrm(desk.clock);
    crm.addContact('Ivan', PHONE);
    const other = createDesk({ clientOf: () => (signedIn ? crm.client : null) }, desk.clock);
    other.logged('a');
    await desk.clock.advance(60 * MINUTE);
    expect(other.state('a')).toMatchObject({ state: 'waiting' });
    signedIn = true;
    other.outbox.wake(ACCOUNT);
    await desk.clock.settle();
    expect(other.state('a')).toMatchObject({ state: 'logged' });
    await other.outbox.stop();
    other.close();
  });
});

describe('several accounts', () => {
  it('do not wait for one another, and nothing crosses', async () => {
    const OTHER = 'sandbox:2:8';
    const crms = new Map([ACCOUNT, OTHER].map((key) => [key, createModelCrm(desk.clock)]));
    const two = createDesk({ clientOf: (key) => crms.get(key)?.client ?? null }, desk.clock);
    two.journal.accounts.put({ ...accountRow(OTHER), accountId: 2, userId: 8 });
    for (const crm of crms.values()) crm.addContact('Ivan', PHONE);
    const away = crms.get(ACCOUNT);
    if (away !== undefined) {
      away.fate = () => ({ failure: { kind: 'blocked', words: '' }, written: false });
    }
    two.logged('a');
    two.journal.calls.putFacts(callFacts('b', desk.clock.now(), { account: OTHER }));
    two.outbox.logCall(OTHER, 'b', 4);
    await desk.clock.advance(20_000);
    expect(crms.get(OTHER)?.calls.map(({ call }) => [call.uniq, call.created_by])).toEqual([['b', 8]]);
    expect(away?.calls).toEqual([]);
    expect(two.outbox.logCall(OTHER, 'a', 4)).toEqual({ ok: false, error: 'unknownCall' });
    await two.outbox.stop();
    two.close();
  });
});
