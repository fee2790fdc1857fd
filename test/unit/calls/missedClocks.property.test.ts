import { fc, runs } from '../../property.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import type { CrmEvent } from '../../../main/crm/resources/eventResource.ts';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { beganAtService } from '../../../main/calls/history/beganAtService.ts';
import { createMissedCallTracker } from '../../../main/calls/history/missedCallTracker.ts';
import { monotonicTime } from '../../../main/common/clock.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { ok } from '../../../main/common/result.ts';
import type { Match } from '../../../preload/contract.ts';
import { createFakeClock } from '../fakeClock.ts';
import { sampleAccount, sampleCall } from '../journal/sample.ts';

const RUNS = runs(40);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NUMBERS = ['+79160000001', '+79160000002', '+79160000003'] as const;
const ACCOUNT = 'a';

/** What happens with one of three people, and to the clock; a little time passes after each. */
type Step =
  | { readonly do: 'missed' | 'calledOut' | 'colleagueCalls'; readonly who: number }
  /** The computer's clock is put right, or wrong. */
  | { readonly do: 'jump'; readonly ms: number }
  | { readonly do: 'pass'; readonly ms: number };

const who = fc.nat(NUMBERS.length - 1);
const kind = fc.constantFrom(
  'missed' as const,
  'missed' as const,
  'calledOut' as const,
  'colleagueCalls' as const,
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: kind, who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      ms: fc.oneof(
        fc.integer({ min: -30 * DAY, max: 30 * DAY }),
        fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(DAY / 8) }) },
);

let folder: string;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-missed-clocks-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const personOf = (number: string): number => NUMBERS.findIndex((one) => one === number) + 1;

const matchOf = (number: string): Match => ({
  entity: 'contact',
  id: personOf(number),
  name: `Person ${personOf(number)}`,
  company: null,
  phone: number,
  responsible: null,
  responsibleIsMe: false,
  leads: [],
  lastContact: null,
  certainty: 'certain',
  updatedAt: 0,
});

/** The CRM with a clock of its own, off by `skew`; a tracker over a real journal. */
function createScene(skew: number, { filters = true } = {}) {
  const clock = createFakeClock();
  const atStart = clock.now() - clock.monotonic();
  const seconds = (): number => Math.floor((atStart + clock.monotonic() + skew) / 1000);
  const service = createServiceClock({ clock, kept: null, keep: () => undefined });
  const events: CrmEvent[] = [];
  const read = { pages: 0 };
  const tell = (): void => {
    service.observeTime(seconds(), monotonicTime(clock.monotonic()));
  };
  const client: Pick<CrmClient, 'events'> = {
    events: {
      async *pages({ createdFrom = 0, createdTo = Number.POSITIVE_INFINITY } = {}) {
        tell();
        const wanted = ({ created_at: at }: CrmEvent): boolean => at >= createdFrom && at <= createdTo;
        const items = events.filter((event) => event.created_at <= seconds() && (!filters || wanted(event)));
        await Promise.resolve();
        // The newest first, a page each; the client leaves out what was not asked for.
        for (const [place, item] of items.toReversed().entries()) {
          read.pages += 1;
          yield ok({ items: [item].filter(wanted), next: place === items.length - 1 ? null : 'more' });
        }
      },
      types: () => Promise.resolve(ok([])),
    },
  };
  const tracker = createMissedCallTracker({
    journal,
    mirror: { lookup: (_account, { e164 }) => (e164 === null ? [] : [matchOf(e164)]) },
    clock,
    accounts: () => [{ key: ACCOUNT, region: 'RU' }],
    clientOf: () => client,
    serviceClockOf: () => service,
    userOf: () => null,
    changed: () => undefined,
    calledBack: () => undefined,
    logError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  let calls = 0;
  return {
    clock,
    tracker,
    tell,
    read,
    /** As the call controller writes one down. */
    call(number: string, changes: Parameters<typeof sampleCall>[2]): void {
      journal.calls.putFacts({
        ...sampleCall(ACCOUNT, `call-${(calls += 1)}`, {
          e164: number,
          rawNumber: number,
          startedAt: clock.now(),
          answeredAt: null,
          ...changes,
        }),
        serviceAt: beganAtService(service, 0),
      });
    },
    colleagueCalls(number: string): void {
      events.push({
        id: `event-${events.length}`,
        type: 'outgoing_call',
        entity_id: personOf(number),
        entity_type: 'contact',
        created_by: 99,
        created_at: seconds(),
        value_after: [],
        value_before: [],
      });
    },
  };
}

it('whatever becomes of both clocks, who waits for a call back is there, and who was called back is not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: -DAY, max: DAY }),
      async (steps, skew) => {
        journal.removeAccount(ACCOUNT);
        journal.accounts.put(sampleAccount(ACCOUNT));
        const scene = createScene(skew);
        const { clock, tracker, tell } = scene;
        tracker.start();
        /** Who waits, the latest missed last. */
        let waiting: string[] = [];
        for (const one of steps) {
          if (one.do === 'jump') clock.jump(one.ms);
          else if (one.do === 'pass') await clock.advance(one.ms);
          else {
            const number = NUMBERS[one.who] ?? NUMBERS[0];
            waiting = waiting.filter((other) => other !== number);
            if (one.do === 'missed') {
              waiting.push(number);
              scene.call(number, { direction: 'inbound', endReason: 'missed' });
            } else if (one.do === 'calledOut')
              scene.call(number, { direction: 'outbound', endReason: 'noAnswer' });
            else scene.colleagueCalls(number);
          }
          // The CRM is asked for other things too, every half minute.
          for (let half = 0; half < 5; half += 1) {
            await clock.advance(MINUTE / 2);
            tell();
          }
          expect(tracker.list(ACCOUNT).map(({ number }) => number)).toEqual(waiting.toReversed());
          expect(tracker.count(ACCOUNT)).toBe(waiting.length);
        }
        tracker.stop();
      },
    ),
    { numRuns: RUNS },
  );
}, 300_000);

it('a call back is found among more calls than are read at once', async () => {
  journal.accounts.put(sampleAccount(ACCOUNT));
  const scene = createScene(0);
  const { clock, tracker, tell } = scene;
  for (const number of NUMBERS) scene.call(number, { direction: 'inbound', endReason: 'missed' });
  await clock.advance(MINUTE);
  scene.colleagueCalls(NUMBERS[0]);
  for (let others = 0; others < 200; others += 1) {
    await clock.advance(MINUTE / 2);
    scene.colleagueCalls('+74950000000');
  }
  tell();
  tracker.start();
  await clock.advance(MINUTE);
  expect(tracker.list(ACCOUNT).map(({ number }) => number)).toEqual([NUMBERS[2], NUMBERS[1]]);
  tracker.stop();
});

it('where the service ignores what it is asked for, the newest of its events are heard and the reading ends', async () => {
  journal.accounts.put(sampleAccount(ACCOUNT));
  const scene = createScene(0, { filters: false });
  const { clock, tracker, read } = scene;
  for (let others = 0; others < 200; others += 1) {
    await clock.advance(MINUTE / 2);
    scene.colleagueCalls('+74950000000');
  }
  for (const number of NUMBERS) scene.call(number, { direction: 'inbound', endReason: 'missed' });
  await clock.advance(MINUTE);
  tracker.start();
  await clock.advance(MINUTE / 2);
  // Once before anything is known, and once for a part of the time, which shows it.
  expect(read.pages).toBe(80);
  expect(tracker.list(ACCOUNT)).toHaveLength(3);
  scene.colleagueCalls(NUMBERS[0]);
  await clock.advance(MINUTE);
  expect(tracker.list(ACCOUNT).map(({ number }) => number)).toEqual([NUMBERS[2], NUMBERS[1]]);
  tracker.stop();
});
