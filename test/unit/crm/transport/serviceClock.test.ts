import { fc } from '../../../property.ts';
import { expect, test } from 'vitest';
import { createServiceClock } from '../../../../main/crm/transport/serviceClock.ts';
import type { ServiceClock, ServiceSpan } from '../../../../main/crm/transport/serviceClock.ts';
import type { WireAnswer } from '../../../../main/crm/transport/httpExchange.ts';
import { wallTime } from '../../../../main/common/clock.ts';
import { createFakeClock } from '../../fakeClock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A computer, and a CRM whose clock only time moves. */
function computer({ skew = 0, kept = null as string | null } = {}) {
  const clock = createFakeClock();
  let truth = clock.now() + skew;
  let memory = kept;
  const start = (): ServiceClock =>
    createServiceClock({ clock, kept: memory, keep: (text) => (memory = text) });
  const world = {
    clock,
    service: start(),
    truth: () => truth,
    kept: () => memory,
    /** Lets time pass on both. */
    async pass(ms: number) {
      truth += ms;
      await clock.advance(ms);
    },
    /** The monotonic clock stands still, as on Linux. */
    sleep(ms: number) {
      truth += ms;
      clock.jump(ms);
    },
    crmJumps: (ms: number) => (truth += ms),
    restart: () => (world.service = start()),
    async ask(waitMs = 40, date = new Date(truth + waitMs / 2).toUTCString()) {
      const sentAt = clock.monotonic();
      await world.pass(waitMs);
      world.service.observeResponse(answer({ date }), sentAt);
    },
  };
  return world;
}

const answer = (changes: Partial<WireAnswer> = {}): WireAnswer => ({
  status: 200,
  contentType: 'application/hal+json',
  retryAfter: null,
  date: null,
  text: '{}',
  ...changes,
});

function isWithin(span: ServiceSpan | null, truth: number): boolean {
  return span !== null && span.earliest <= truth && truth <= span.latest;
}

const width = (span: ServiceSpan | null): number =>
  span === null ? Number.NaN : span.latest - span.earliest;

test('the time at the CRM is known within a second and the way, whatever the computer thinks it is', async () => {
  const world = computer({ skew: -3 * HOUR });
  expect(world.service.now()).toBeNull();
  await world.ask();
  await world.ask();
  expect(world.service.isSure()).toBe(true);
  expect(isWithin(world.service.now(), world.truth())).toBe(true);
  expect(width(world.service.now())).toBeLessThan(1100);
});

test("a computer's clock that is put right while running leaves nothing of the CRM's time behind", async () => {
  const world = computer({ skew: 20 * DAY });
  await world.ask();
  await world.ask();
  world.clock.jump(20 * DAY);
  // It may as well have slept that long: not sure until the CRM was asked, and never wrong.
  expect(world.service.isSure()).toBe(false);
  expect(isWithin(world.service.now(), world.truth())).toBe(true);
  await world.ask();
  await world.ask();
  expect(world.service.isSure()).toBe(true);
  expect(width(world.service.now())).toBeLessThan(1200);
  const { earliest } = world.service.at(wallTime(world.clock.now() - HOUR)) ?? { earliest: 0 };
  expect(Math.abs(earliest - (world.truth() - HOUR))).toBeLessThan(1200);
});

test('a sleep in which the monotonic clock stood still does not outvote the first answer after it', async () => {
  const world = computer();
  for (let i = 0; i < 8; i += 1) await world.ask();
  world.sleep(10 * HOUR);
  expect(isWithin(world.service.now(), world.truth())).toBe(true);
  await world.ask();
  expect(width(world.service.now())).toBeLessThan(1200);
  expect(isWithin(world.service.now(), world.truth())).toBe(true);
});

test('one odd date never has its way, be it the first one or a later one', async () => {
  const first = computer();
  await first.ask(40, 'Thu, 01 Jan 1970 00:00:00 GMT');
  expect(first.service.isSure()).toBe(false);
  await first.ask();
  expect(first.service.isSure()).toBe(false);
  expect(isWithin(first.service.now(), first.truth())).toBe(true);
  await first.ask();
  expect(width(first.service.now())).toBeLessThan(1200);

  const later = computer();
  await later.ask();
  await later.ask();
  await later.ask(40, new Date(later.truth() - 3 * HOUR).toUTCString());
  expect(isWithin(later.service.now(), later.truth())).toBe(true);
  await later.ask();
  expect(width(later.service.now())).toBeLessThan(1200);
});

test("the CRM's own clock may be put right: it is followed, and not lost sight of meanwhile", async () => {
  const world = computer();
  for (let i = 0; i < 8; i += 1) await world.ask();
  world.crmJumps(2 * HOUR);
  for (let i = 0; i < 8; i += 1) {
    await world.ask();
    expect(isWithin(world.service.now(), world.truth())).toBe(true);
  }
  expect(width(world.service.now())).toBeLessThan(1200);
});

test('a page of a gateway, an answer without a date and one that is no date say nothing', async () => {
  const world = computer();
  const sentAt = world.clock.monotonic();
  const date = 'Thu, 01 Jan 2015 00:00:00 GMT';
  world.service.observeResponse(answer({ status: 302, contentType: 'text/html', date }), sentAt);
  world.service.observeResponse(answer({ status: 502, contentType: 'text/html', date }), sentAt);
  world.service.observeResponse(answer(), sentAt);
  world.service.observeResponse(answer({ date: 'yesterday' }), sentAt);
  expect(world.service.now()).toBeNull();
  await world.pass(0);
});

test('the next run begins with what the last one learnt, without being sure of it', async () => {
  const world = computer({ skew: 12 * 60_000 });
  await world.ask();
  await world.ask();
  await world.pass(DAY);
  world.restart();
  expect(world.service.isSure()).toBe(false);
  expect(Math.abs((world.service.now()?.earliest ?? 0) - world.truth())).toBeLessThan(2500);
});

test('what was kept and cannot be read is nothing', () => {
  expect(computer({ kept: 'x' }).service.now()).toBeNull();
  expect(computer({ kept: '{"low":"1"}' }).service.now()).toBeNull();
});

type Step =
  | { readonly pass: number }
  | { readonly jump: number }
  | { readonly sleep: number }
  | { readonly ask: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ask: fc.integer({ min: 0, max: 20_000 }) }) },
  fc.record({ pass: fc.integer({ min: 0, max: HOUR }) }),
  fc.record({ jump: fc.integer({ min: -30 * DAY, max: 30 * DAY }) }),
  fc.record({ sleep: fc.integer({ min: 0, max: DAY }) }),
);

test('whenever it is sure it is right, whatever becomes of the computer’s clock', async () => {
  const isNeverWrong = fc.asyncProperty(
    fc.integer({ min: -DAY, max: DAY }),
    fc.array(step, { maxLength: 25 }),
    async (skew, steps) => {
      const world = computer({ skew });
      for (const one of steps) {
        if ('ask' in one) await world.ask(one.ask);
        if ('pass' in one) await world.pass(one.pass);
        if ('jump' in one) world.clock.jump(one.jump);
        if ('sleep' in one) world.sleep(one.sleep);
        if (world.service.isSure() && !isWithin(world.service.now(), world.truth())) return false;
      }
      return true;
    },
  );
  await expect(fc.assert(isNeverWrong)).resolves.toBeUndefined();
});
