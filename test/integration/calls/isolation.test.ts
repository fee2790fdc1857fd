import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Events, Match } from '../../../preload/contract.ts';
import { contactOrCompany } from '../../unit/mirror/mirrorFile.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

/**
 * Three accounts at work in the same moment: a and b are two users of one CRM account, c is of the other zone; the
 * same person is in a and in c.
 */
const PERSON = '+79161234567';
const KEYS = ['a', 'b', 'c'] as const;
const SECRETS = { a: 'Only in a', b: 'Only in b', c: 'Only in c' } as const;
const OWN = { a: '+79160000001', b: '+79160000002', c: '+79160000003' } as const;

let ringing: CallsUnderTest;
let events: { readonly account: string; readonly event: Events['calls'] }[];
let asked: { readonly account: string; readonly number: string | null }[];

beforeEach(() => {
  ringing = createCallsUnderTest();
  ringing.mirror.writer.addAccount({ key: 'c', region: 'RU', userId: 9 });
  for (const [place, key] of KEYS.entries()) {
    const rows = [contactOrCompany(100 + place, [OWN[key]], { name: SECRETS[key] })];
    // The same id in each, as the CRM's own ids of two accounts may be.
    if (key !== 'b') rows.push(contactOrCompany(1, [PERSON], { name: `Person of ${key}` }));
    ringing.mirror.save({ list: 'contacts', rows }, key);
    ringing.lines.assign({ source: 'hook', line: `line of ${key}` }, key);
  }
  events = [];
  ringing.onCalls = (account, event) => events.push({ account, event });
  asked = [];
  ringing.crmAnswers = (account, number) => {
    asked.push({ account, number: number?.e164 ?? null });
    const fresh: Match = {
      ...(ringing.mirror.reader.match('a', 'contact', 1) as Match),
      id: 900,
      name: `Fresh of ${account}`,
    };
    return Promise.resolve(number?.e164 === PERSON ? [fresh] : []);
  };
});
afterEach(() => {
  ringing.close();
});

/** Calls of all accounts, their rings, answers and ends interleaved, each with a note and a result. */
async function ringAll(): Promise<void> {
  const told = (kind: 'ringing' | 'answered' | 'ended'): void => {
    for (const key of KEYS) {
      ringing.report(kind, OWN[key], { line: `line of ${key}`, sourceCallId: `own ${key}` });
      ringing.report(kind, PERSON, { line: `line of ${key}`, sourceCallId: `person ${key}` });
    }
  };
  told('ringing');
  await ringing.clock.advance(3_000);
  told('answered');
  await ringing.clock.advance(10_000);
  told('ended');
  await ringing.clock.settle();
  for (const key of KEYS) {
    for (const { id } of ringing.callViews.today(key).calls) {
      expect(ringing.actions.setNote(id, `note of ${key}`).ok).toBe(true);
      expect(ringing.actions.log(id, 4).ok).toBe(true);
    }
  }
  await ringing.clock.settle();
}

describe('three accounts at once', () => {
  it('have every row, event, question to the CRM and name on the pop in their own account', async () => {
    // Rung apart by more than a group's phones would be, so that the person's calls are three.
    for (const key of KEYS) {
      ringing.report('ringing', PERSON, { line: `line of ${key}`, sourceCallId: `early ${key}` });
      await ringing.clock.advance(2_500);
    }
    for (const key of KEYS) {
      ringing.report('ended', PERSON, { line: `line of ${key}`, sourceCallId: `early ${key}` });
    }
    await ringing.clock.advance(61_000);
    const shownBefore = ringing.shown.length;
    await ringAll();

    for (const key of KEYS) {
      const { calls } = ringing.callViews.today(key);
      expect(calls.length).toBeGreaterThan(1);
      for (const call of calls) {
        expect(call).toMatchObject({ account: key, line: `line of ${key}` });
        expect(call.note).toBe(call.result === null ? '' : `note of ${key}`);
        for (const row of ringing.journal.outbox.ofCall(key, call.id)) expect(row.account).toBe(key);
        for (const other of KEYS) {
          if (other === key) continue;
          expect(ringing.journal.calls.get(other, call.id)).toBeNull();
          expect(ringing.journal.outbox.ofCall(other, call.id)).toEqual([]);
          expect(JSON.stringify(calls)).not.toContain(SECRETS[other]);
        }
      }
      expect(calls.map(({ callerName }) => callerName)).toContain(SECRETS[key]);
    }
    for (const { account, event } of events) expect(event.call?.account).toBe(account);
    expect(new Set(events.map(({ account }) => account))).toEqual(new Set(KEYS));
    for (const key of KEYS) {
      const others = KEYS.filter((other) => other !== key).map((other): string => OWN[other]);
      const numbers = asked.filter(({ account }) => account === key).map(({ number }) => number);
      expect(numbers).toContain(OWN[key]);
      for (const other of others) expect(numbers).not.toContain(other);
    }
    for (const { calls } of ringing.shown.slice(shownBefore)) {
      for (const entry of calls) {
        expect(entry.account.key).toBe(entry.call.account);
        const names = JSON.stringify(entry.caller);
        for (const other of KEYS) {
          if (other === entry.account.key) continue;
          expect(names).not.toContain(SECRETS[other]);
          expect(names).not.toContain(`Person of ${other}`);
          expect(names).not.toContain(`Fresh of ${other}`);
        }
      }
    }
  });

  it('lose one without a trace, and nothing of the two others', async () => {
    await ringAll();
    ringing.journal.memory.put('b', 'window', '{}');
    // Nobody said whose it is: it may have had b's calls.
    ringing.lines.reported({ source: 'hook', line: 'open' }, 1);
    const rowsOf = (account: string): string =>
      JSON.stringify([
        ringing.journal.accounts.get(account),
        ringing.journal.calls.since(account, 0),
        ringing.callViews.today(account).calls.map(({ id }) => ringing.journal.outbox.ofCall(account, id)),
        ringing.lines.list().filter((line) => line.account === account),
        ringing.journal.memory.get(account, 'window'),
      ]);
    const before = [rowsOf('a'), rowsOf('c')];
    ringing.journal.removeAccount('b');
    expect(rowsOf('b')).toBe(JSON.stringify([null, [], [], [], null]));
    expect([rowsOf('a'), rowsOf('c')]).toEqual(before);
    expect(new Set(ringing.lines.list().map(({ account }) => account))).toEqual(new Set(['a', 'c']));
  });
});
