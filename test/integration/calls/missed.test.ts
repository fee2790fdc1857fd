import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { createMissedCallTracker } from '../../../main/calls/history/missedCallTracker.ts';
import type { MissedCallTracker } from '../../../main/calls/history/missedCallTracker.ts';
import { serviceTime } from '../../../main/common/clock.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createFakeClock } from '../../unit/fakeClock.ts';
import type { FakeClock } from '../../unit/fakeClock.ts';
import { sampleAccount, sampleCall } from '../../unit/journal/sample.ts';
import { ROMASHKA, startSyncedSandbox, until } from '../mirror/syncedSandbox.ts';
import type { SyncedSandbox } from '../mirror/syncedSandbox.ts';
import { listAt } from '../sandbox/client.ts';

const ACCOUNT = ROMASHKA.key;
const MINUTE = 60_000;
let crm: SyncedSandbox;
let person: { readonly phone: string; readonly name: string };
let others: string;

beforeAll(async () => {
  crm = await startSyncedSandbox();
  const host = crm.host();
  host.start(ROMASHKA);
  await until(() => crm.progress.some(({ completedAt }) => completedAt !== null));
  const [account] = crm.sandbox.sandbox.accounts;
  const { certain, company } = account?.showcase ?? { certain: '', company: '' };
  others = company;
  const [match] = crm.reader.search(ACCOUNT, certain, 1);
  person = { phone: certain, name: match?.name ?? '' };
});
afterAll(() => crm.close());

let folder: string;
let journal: Journal;
let clock: FakeClock;
let tracker: MissedCallTracker;
/** How far the computer's clock is ahead of the CRM's, ms. */
let skew: number;
let changes: number;
/** Names of those whom a colleague called back, as the agent is told of them. */
let calledBack: string[];
/** Requests of the events feed that were made. */
let asked: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-missed-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
  journal.accounts.put(sampleAccount(ACCOUNT));
  clock = createFakeClock(Date.now());
  // The computer's clock is right unless a test says otherwise.
  skew = 0;
  const serviceClock: Pick<ServiceClock, 'now' | 'at' | 'isSure'> = {
    isSure: () => asked > 0,
    at: (wall) => {
      const at = serviceTime(wall - skew);
      return asked > 0 ? { earliest: at, latest: at } : null;
    },
    now: () => {
      const at = serviceTime(clock.now() - skew);
      // Nothing is known before the CRM has answered.
      return asked > 0 ? { earliest: at, latest: at } : null;
    },
  };
  changes = 0;
  calledBack = [];
  asked = 0;
  tracker = createMissedCallTracker({
    journal,
    mirror: crm.reader,
    clock,
    accounts: () => [ROMASHKA],
    clientOf: (account) => {
      asked += 1;
      return crm.clientOf(account);
    },
    serviceClockOf: () => serviceClock,
    userOf: () => null,
    calledBack: (_account, { name }) => void calledBack.push(name),
    changed: () => (changes += 1),
    logError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
});
afterEach(() => {
  tracker.stop();
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

let calls = 0;
function missed(phone: string, ago: number, direction: 'inbound' | 'outbound' = 'inbound'): void {
  const startedAt = clock.now() - ago;
  const facts = sampleCall(ACCOUNT, `call-${(calls += 1)}`, {
    e164: phone.startsWith('+') ? phone : null,
    rawNumber: phone,
    display: phone,
    direction,
    endReason: direction === 'inbound' ? 'missed' : 'noAnswer',
    startedAt,
    answeredAt: null,
    callerName: null,
  });
  journal.calls.putFacts(facts);
}
/** A colleague calls somebody from another program, which tells the CRM. */
async function colleagueCalls(phone: string): Promise<void> {
  const answer = await crm.sandbox.ask('/api/v4/calls', {
    body: [{ direction: 'outbound', duration: 40, source: 'PBX', phone, uniq: `pbx-${phone}-${calls}` }],
  });
  expect(listAt(answer.body, '_embedded', 'calls')).toHaveLength(1);
}
const numbers = () => tracker.list(ACCOUNT).map(({ number }) => number);

describe('missed callers', () => {
  it('are one row each with name, how often and since when; old calls are none, withheld numbers wait for nothing', () => {
    missed('+79990000002', 31 * 24 * 60 * MINUTE);
    missed(person.phone, 50 * MINUTE);
    missed('+79990000001', 30 * MINUTE);
    missed(person.phone, 20 * MINUTE);
    // Withheld of another day.
    missed('', 25 * 60 * MINUTE);
    // Whoever withheld their number, in whatever words, and a colleague: nobody waits for a call back.
    for (const nobody of ['', 'anonymous', 'Unavailable', '<unknown>', 'Скрыт', '101', 'sip:1001@pbx'])
      missed(nobody, 5 * MINUTE);
    missed('8 (999) 000-00-0', 7 * MINUTE);
    expect(tracker.list(ACCOUNT)).toMatchObject([
      { number: '8 (999) 000-00-0', times: 1 },
      { number: person.phone, name: person.name, times: 2, firstAt: clock.now() - 50 * MINUTE },
      { number: '+79990000001', name: null, who: null, times: 1 },
      // All who withheld theirs are one row, in words.
      { number: null, display: '', name: null, who: null, times: 5, lastAt: clock.now() - 5 * MINUTE },
    ]);
    expect(tracker.count(ACCOUNT)).toBe(3);
    missed(person.phone, 10 * MINUTE, 'outbound');
    expect(numbers()).toEqual(['8 (999) 000-00-0', '+79990000001', null]);
  });

  it('close when a colleague calls back and only the CRM knows, for good, and open when missed again', async () => {
    missed(person.phone, 10 * MINUTE);
    missed(others, 10 * MINUTE);
    tracker.start();
    await clock.advance(0);
    expect(numbers()).toHaveLength(2);
    await colleagueCalls(person.phone);
    await clock.advance(MINUTE);
    await until(() => tracker.count(ACCOUNT) === 1);
    expect(numbers()).toEqual([others]);
    await until(() => changes === 1);
    expect(calledBack).toHaveLength(1);
    missed(person.phone, -MINUTE);
    expect(numbers()).toEqual([person.phone, others]);
    expect(tracker.list(ACCOUNT)[0]?.times).toBe(1);
  });

  it('have the CRM asked when the list is looked at, and not at each look', async () => {
    missed(person.phone, 10 * MINUTE);
    await colleagueCalls(person.phone);
    expect(numbers()).toEqual([person.phone]);
    expect(asked).toBe(0);
    tracker.refresh(ACCOUNT);
    tracker.refresh(ACCOUNT);
    await until(() => changes === 1);
    expect(numbers()).toEqual([]);
    expect(asked).toBe(1);
  });

  it.each([-24, -3, 3, 24])(
    'close for a call after they were missed and not for one before, with the computer %i hours off',
    async (hours) => {
      skew = hours * 60 * MINUTE;
      clock.jump(skew);
      await colleagueCalls(person.phone);
      // The CRM's events are of whole seconds.
      missed(person.phone, -2_000);
      tracker.start();
      await clock.advance(0);
      await until(() => asked === 1);
      await clock.advance(MINUTE);
      await until(() => asked === 2);
      expect(numbers()).toEqual([person.phone]);
      missed(others, 10 * MINUTE);
      await colleagueCalls(others);
      await clock.advance(MINUTE);
      await until(() => tracker.count(ACCOUNT) === 1);
      expect(numbers()).toEqual([person.phone]);
    },
  );

  it('ask the CRM nothing while nobody waits', async () => {
    tracker.start();
    await clock.advance(5 * MINUTE);
    const before = asked;
    expect(before).toBe(0);
    missed('+79990000001', MINUTE);
    await clock.advance(MINUTE);
    await until(() => asked > 0);
  });
});
