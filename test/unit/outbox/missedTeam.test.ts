import { fc, runs } from '../../property.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { createFakeClock } from '../fakeClock.ts';
import { createModelCrm, type Fate } from './modelCrm.ts';
import { ACCOUNT, PHONE, accountRow, callFacts } from './outboxUnderTest.ts';

// A missed call of a ring group is told of once (issue "The agent's whole day", A): several computers saw it, and the CRM itself is
// asked before one of them writes.

const RUNS = runs(25);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const UNKNOWN = '+79990000000';

/** Members of one team, each with its journal and outbox, before one CRM. */
function createTeam(members: number, { leads = true, task = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-team-'));
  const clock = createFakeClock();
  const crm = createModelCrm(clock);
  crm.addContact('Anna', PHONE);
  const service = createServiceClock({ clock, kept: null, keep: () => undefined });
  crm.hearTime = (seconds, askedAt) => service.observeTime(seconds, askedAt);
  // The CRM was heard before somebody called: a clock that is moved before that is beyond telling.
  for (const _answer of [1, 2]) crm.tellTime();
  const team = Array.from({ length: members }, (_none, place): { journal: Journal; outbox: Outbox } => {
    const opened = openJournal(join(folder, `${place}.db`));
    if (!opened.ok) throw new Error(opened.error.kind);
    const journal = opened.value;
    journal.accounts.put({ ...accountRow(), userId: 7 + place });
    const outbox = createOutbox({
      journal,
      clientOf: () => crm.client,
      serviceClockOf: () => service,
      clock,
      random: () => 0.5,
      emit: () => undefined,
      missed: {
        turnMs: () => place * 3_000,
        leadName: (_account, { display }) => (leads ? `Missed ${display}` : null),
        task: () =>
          task
            ? {
                kind: 'createTask',
                target: null,
                text: 'Call back',
                typeId: 1,
                completeTill: 2_000_000_000,
                responsible: 5,
              }
            : null,
      },
    });
    outbox.start();
    return { journal, outbox };
  });
  return {
    clock,
    crm,
    team,
    /** One missed call, as one of them heard it: a little sooner or later than another. */
    missed: (place: number, id: string, at: number, phone = PHONE): void => {
      const member = team[place];
      if (member === undefined) throw new Error('no such member');
      const facts = callFacts(`${id}-${place}`, at, {
        rawNumber: phone,
        e164: phone,
        display: phone,
        endReason: 'missed',
        answeredAt: null,
      });
      member.journal.calls.putFacts(facts);
      expect(member.outbox.logMissed(ACCOUNT, facts.id)).toMatchObject({ ok: true });
    },
    call: (place: number, id: string) => team[place]?.journal.calls.get(ACCOUNT, `${id}-${place}`),
    close: async (): Promise<void> => {
      for (const { journal, outbox } of team) {
        await outbox.stop();
        journal.close();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

it('three members rang: one tells of the call and makes the task, and at all of them it is in the CRM', async () => {
  const { clock, crm, team, missed, call, close } = createTeam(3);
  for (const place of [2, 0, 1]) missed(place, 'x', clock.now() + place * 400);
  await clock.advance(5 * MINUTE);
  expect(crm.calls).toMatchObject([
    { phone: PHONE, duration: 0, note_type: 'call_in', call: { call_status: 6 } },
  ]);
  expect(crm.tasks).toMatchObject([{ text: 'Call back', responsible_user_id: 5 }]);
  for (const place of team.keys()) expect(call(place, 'x')?.result).toBe(6);
  for (const { journal } of team)
    expect(journal.outbox.counts(ACCOUNT)).toMatchObject({ pending: 0, dead: 0 });
  await close();
});

it('an unknown caller becomes one incoming lead with the call on it; who wants none hears of nobody', async () => {
  const { clock, crm, missed, close } = createTeam(3);
  for (const place of [0, 1, 2]) missed(place, 'x', clock.now(), UNKNOWN);
  await clock.advance(5 * MINUTE);
  expect(crm.requests.filter((what) => what.startsWith('unsorted.createSip'))).toHaveLength(1);
  expect(crm.calls).toMatchObject([{ entity: 'lead', phone: UNKNOWN, source: 'ringside' }]);
  await close();
});

it('what the PBX told of already is seen first, and who was called back since needs nothing', async () => {
  const { clock, crm, missed, call, close } = createTeam(1);
  const at = clock.now();
  const anna = { entity: 'contact', id: crm.contacts[0]?.id ?? 0 } as const;
  crm.pbxLogs(anna, { direction: 'inbound', phone: PHONE, created_at: Math.floor(at / 1000) - 80 });
  missed(0, 'x', at);
  await clock.advance(MINUTE);
  expect(crm.calls).toHaveLength(1);
  expect(call(0, 'x')?.result).toBe(6);
  await clock.advance(60 * MINUTE);
  const later = clock.now();
  missed(0, 'y', later);
  crm.pbxLogs(anna, { direction: 'outbound', phone: PHONE, created_at: Math.floor(later / 1000) + 1 });
  await clock.advance(MINUTE);
  expect(crm.calls.map(({ source }) => source)).toEqual(['pbx', 'pbx']);
  expect(crm.tasks).toEqual([]);
  // It has no result of anybody's then: the agent may give it one.
  expect(call(0, 'y')?.result).toBeNull();
  await close();
});

/** What becomes of a request: lost on the way there, or the answer on the way back. */
const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fate>('works') },
  {
    weight: 2,
    arbitrary: fc.boolean().map((written): Fate => ({
      failure: { kind: 'timeout', maySucceed: true, words: '' },
      written,
    })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Fate>({
      failure: { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' },
      written: false,
    }),
  },
);

it('once for the whole team whatever is lost on the way, and whatever its computers’ clocks do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fate, { maxLength: 25 }),
      fc.array(fc.integer({ min: -30 * DAY, max: 30 * DAY }), { maxLength: 3 }),
      fc.boolean(),
      async (members, fates, jumps, isKnown) => {
        const { clock, crm, missed, close } = createTeam(members);
        const queue = [...fates];
        crm.fate = () => queue.shift() ?? 'works';
        const phone = isKnown ? PHONE : UNKNOWN;
        for (let place = 0; place < members; place += 1) missed(place, 'x', clock.now(), phone);
        for (const jump of jumps) {
          await clock.advance(4_000);
          clock.jump(jump);
        }
        await clock.advance(60 * MINUTE);
        await close();
        expect(crm.calls).toHaveLength(1);
        expect(crm.tasks).toHaveLength(1);
      },
    ),
    { numRuns: RUNS },
  );
});
