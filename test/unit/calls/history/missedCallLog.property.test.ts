import { fc, runs } from '../../../property.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMissedCallLog, type MissedRule } from '../../../../main/calls/history/missedCallLog.ts';
import { serviceTime } from '../../../../main/common/clock.ts';
import { ok } from '../../../../main/common/result.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { sampleAccount, sampleCall } from '../../journal/sample.ts';

// A missed call reaches the CRM by itself (issue "The agent's whole day", A): once, after a grace in which nobody called back,
// through restarts and whatever the computer's clock does.

const RUNS = runs(60);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const GRACE = 15 * MINUTE;
const ACCOUNT = 'a';
const KNOWN = '+79160000001';
const UNKNOWN = '+79160000002';
let calls = 0;

let folder: string;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-missed-log-'));
  reopen();
  journal.accounts.put(sampleAccount(ACCOUNT));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});
function reopen(): void {
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
}

/** A log over the journal; `sure` is whether the CRM has told its time in this run. */
function createScene(rule: MissedRule) {
  const clock = createFakeClock();
  const logged: { readonly id: string; readonly at: number }[] = [];
  const scene = { sure: true, rule };
  const start = clock.now() - clock.monotonic();
  const truth = (): number => start + clock.monotonic();

  const run = () =>
    createMissedCallLog({
      journal,
      clock,
      serviceClockOf: () => ({
        isSure: () => scene.sure,
        now: () => ({ earliest: serviceTime(truth()), latest: serviceTime(truth()) }),
      }),
      accounts: () => [ACCOUNT],
      ruleOf: () => scene.rule,
      isKnown: (_account, number) => (number === '101' ? null : number === KNOWN),
      logMissed: (account, id) => {
        journal.missedToLog.take(account, id);
        journal.calls.setResult(account, id, 6);
        logged.push({ id, at: clock.monotonic() });
        return ok(null);
      },
      changed: () => undefined,
      logError: (message, error) => {
        throw new Error(message, { cause: error });
      },
    });
  let log = run();
  log.start();
  const call = (number: string, changes: Parameters<typeof sampleCall>[2]): string => {
    const id = `call-${(calls += 1)}`;
    journal.calls.putFacts({
      ...sampleCall(ACCOUNT, id, {
        rawNumber: number,
        e164: number.startsWith('+') ? number : null,
        startedAt: clock.now(),
        answeredAt: null,
        endedAt: clock.now(),
        ...changes,
      }),
      serviceAt: scene.sure ? truth() : null,
    });
    log.look(ACCOUNT);
    return id;
  };
  return {
    scene,
    clock,
    logged,
    ids: () => logged.map(({ id }) => id),
    missed: (number = KNOWN) => call(number, { endReason: 'missed' }),
    callsBack: (number = KNOWN) => call(number, { direction: 'outbound', endReason: 'noAnswer' }),
    look: () => log.look(ACCOUNT),
    restart() {
      log.stop();
      journal.close();
      reopen();
      log = run();
      log.start();
    },
    stop: () => log.stop(),
  };
}

it('is told of after the grace and not before, once', async () => {
  const fixture = createScene({ log: 'known', graceMs: GRACE });
  const id = fixture.missed();
  await fixture.clock.advance(GRACE - 1);
  expect(fixture.ids()).toEqual([]);
  await fixture.clock.advance(1);
  expect(fixture.ids()).toEqual([id]);
  await fixture.clock.advance(DAY);
  expect(fixture.ids()).toEqual([id]);
  fixture.stop();
});

it('is not told of when it was called back, got its result, was told off, or is nobody the rule is for', async () => {
  const fixture = createScene({ log: 'known', graceMs: GRACE });
  fixture.missed();
  fixture.callsBack();
  const answered = fixture.missed();
  journal.calls.setResult(ACCOUNT, answered, 2);
  fixture.missed(UNKNOWN);
  fixture.missed('101');
  fixture.missed('');
  await fixture.clock.advance(2 * GRACE);
  expect(fixture.ids()).toEqual([]);
  fixture.scene.rule = { log: 'all', graceMs: GRACE };
  const unknown = fixture.missed(UNKNOWN);
  await fixture.clock.advance(GRACE);
  expect(fixture.ids()).toEqual([unknown]);
  fixture.stop();
});

it('switched on, it is for what is missed from then on', async () => {
  const fixture = createScene({ log: 'off', graceMs: GRACE });
  fixture.missed();
  await fixture.clock.advance(MINUTE);
  fixture.scene.rule = { log: 'all', graceMs: GRACE };
  fixture.look();
  const later = fixture.missed();
  await fixture.clock.advance(GRACE);
  expect(fixture.ids()).toEqual([later]);
  fixture.stop();
});

it('what rang again after all is no missed call', async () => {
  const fixture = createScene({ log: 'all', graceMs: GRACE });
  const id = fixture.missed();
  const row = journal.calls.get(ACCOUNT, id);
  if (row === null) throw new Error('no call');
  const { note: _note, result: _result, chosen: _chosen, popMs: _popMs, ...facts } = row;
  journal.calls.putFacts({ ...facts, state: 'ringing', endReason: null, endedAt: null });
  await fixture.clock.advance(GRACE);
  expect(fixture.ids()).toEqual([]);
  journal.calls.putFacts({ ...facts, state: 'ended', endReason: 'missed' });
  fixture.look();
  await fixture.clock.advance(GRACE);
  expect(fixture.ids()).toEqual([id]);
  fixture.stop();
});

type Step =
  | { readonly do: 'missed' | 'callsBack' | 'restart' }
  | { readonly do: 'sure'; readonly is: boolean }
  | { readonly do: 'jump' | 'pass'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('missed' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('callsBack' as const, 'restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sure' as const), is: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(GRACE) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      ms: fc.integer({ min: -30 * DAY, max: 30 * DAY }),
    }),
  },
);

it('once each, never within the grace, and none left over, however the clock is moved and whenever it restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const fixture = createScene({ log: 'all', graceMs: GRACE });
      const open = new Map<string, number>();
      for (const one of steps) {
        if (one.do === 'missed') open.set(fixture.missed(), fixture.clock.monotonic());
        if (one.do === 'callsBack') {
          fixture.callsBack();
          for (const id of open.keys()) if (!fixture.ids().includes(id)) open.delete(id);
        }
        if (one.do === 'restart') fixture.restart();
        if (one.do === 'sure') fixture.scene.sure = one.is;
        if (one.do === 'jump') fixture.clock.jump(one.ms);
        if (one.do === 'pass') await fixture.clock.advance(one.ms);
        await fixture.clock.advance(1);
      }
      await fixture.clock.advance(2 * GRACE);
      fixture.stop();
      expect(fixture.ids().toSorted()).toEqual([...open.keys()].toSorted());
      for (const { id, at } of fixture.logged)
        expect(at - (open.get(id) ?? Number.NaN)).toBeGreaterThanOrEqual(GRACE);
    }),
    { numRuns: RUNS },
  );
});

it('a bug met with one call is told and tried again in a minute: nothing is left undecided for ever', async () => {
  const clock = createFakeClock();
  const errors: string[] = [];
  const logged: string[] = [];
  let isBroken = true;
  const log = createMissedCallLog({
    journal,
    clock,
    serviceClockOf: () => null,
    accounts: () => [ACCOUNT],
    ruleOf: () => ({ log: 'all', graceMs: GRACE }),
    isKnown: () => {
      if (isBroken) throw new Error('a bug');
      return true;
    },
    logMissed: (account, id) => {
      journal.missedToLog.take(account, id);
      logged.push(id);
      return ok(null);
    },
    changed: () => undefined,
    logError: (message) => errors.push(message),
  });
  journal.calls.putFacts({
    ...sampleCall(ACCOUNT, 'missed'),
    direction: 'inbound',
    state: 'ended',
    endReason: 'missed',
    answeredAt: null,
  });
  log.start();
  await clock.advance(GRACE + MINUTE);
  expect(errors.length).toBeGreaterThan(0);
  expect(logged).toEqual([]);
  isBroken = false;
  await clock.advance(2 * MINUTE);
  expect(logged).toEqual(['missed']);
  log.stop();
});
