import { z } from 'zod';
import { monotonicTime, serviceTime } from '../../common/clock.ts';
import type { Clock, MonotonicTime, ServiceTime, WallTime } from '../../common/clock.ts';
import { parseJson } from './responseCheck.ts';
import type { WireAnswer } from './httpExchange.ts';

/** A moment of the CRM's clock, as well as it is known: not before `earliest` and not after `latest`. */
export interface ServiceSpan {
  readonly earliest: ServiceTime;
  readonly latest: ServiceTime;
}

/**
 * What the time is at the CRM of one account. The computer's wall clock may be wrong by any amount and be put right
 * at any moment, so the CRM's time is learnt from its answers and carried on by the monotonic clock.
 */
export interface ServiceClock {
  /** Now; null while the CRM never told. */
  now(): ServiceSpan | null;
  /** What the CRM's clock showed when the computer's showed this, if nobody touched the computer's since; null as `now`. */
  at(wall: WallTime): ServiceSpan | null;
  /** What it is at the CRM now at the least: of a clock that is not sure, less than any computer's can be wrong by. */
  surelyPast(): ServiceTime;
  /**
   * Whether `now` rests on two answers of this run that agree, and neither was the computer's clock put right since nor
   * did the computer sleep (which look the same: the monotonic clock may stand still then). Else ask the CRM anything.
   */
  isSure(): boolean;
  /** An answer came whose request left at `sentAt`. */
  observeResponse(answer: WireAnswer, sentAt: MonotonicTime): void;
  /** The CRM told its time in whole Unix seconds, in an answer whose request left at `sentAt`. */
  observeTime(seconds: number, sentAt: MonotonicTime): void;
}

export interface ServiceClockDeps {
  readonly clock: Clock;
  /** What was kept by an earlier run, null when nothing. */
  readonly kept: string | null;
  /** Keeps what is known for the next run. */
  readonly keep: (text: string) => void;
}

/** What one answer said: the CRM's time less the computer's monotonic time, ms. */
interface Sample {
  readonly low: number;
  readonly high: number;
  readonly at: MonotonicTime;
}

/** Answers that are weighed against each other: one odd `Date` never has its way. */
const SAMPLES = 8;
/** A `Date` has whole seconds. */
const SECOND_MS = 1000;
/** Two clocks may run apart by this share of the time that passed. */
const DRIFT = 0.0005;
/** A step of the wall clock against the monotonic one that is no drift. */
const STEP_MS = 2000;
/** No computer's clock was seen to be wrong by more (a wrong month, and a day). */
const MOST_WRONG_MS = 32 * 86_400_000;
/** What is kept for the next run is written anew when it is wrong by this much. */
const KEPT_SLACK_MS = 2000;

const keptSkew = z.object({ low: z.number(), high: z.number() });

/** Creates the clock of one account's CRM. */
export function createServiceClock({ clock, kept, keep }: ServiceClockDeps): ServiceClock {
  const samples: Sample[] = [];
  /** The wall clock less the monotonic one, when the last sample came. */
  let wallLead = clock.now() - clock.monotonic();
  let remembered = readKept(kept);

  const stepped = (since: MonotonicTime): number => {
    const step = clock.now() - clock.monotonic() - wallLead;
    return Math.abs(step) > STEP_MS + DRIFT * (clock.monotonic() - since) ? step : 0;
  };

  /** The CRM's time less the monotonic time. */
  const offset = (): { readonly low: number; readonly high: number } | null => {
    const now = clock.monotonic();
    const last = samples.at(-1);
    if (last === undefined) {
      if (remembered === null) return null;
      const lead = clock.now() - now;
      return { low: remembered.low + lead, high: remembered.high + lead };
    }
    const step = stepped(last.at);
    const known = agreed(samples, now);
    // Put right, or slept: the monotonic clock is right in the one case, the wall clock in the other.
    return { low: known.low + Math.min(0, step), high: known.high + Math.max(0, step) };
  };

  const span = (at: number): ServiceSpan | null => {
    const known = offset();
    return known === null
      ? null
      : { earliest: serviceTime(at + known.low), latest: serviceTime(at + known.high) };
  };

  const remember = (): void => {
    const known = offset();
    if (known === null) return;
    const lead = clock.now() - clock.monotonic();
    const skew = { low: known.low - lead, high: known.high - lead };
    const isNear =
      remembered !== null &&
      Math.abs(remembered.low - skew.low) < KEPT_SLACK_MS &&
      Math.abs(remembered.high - skew.high) < KEPT_SLACK_MS;
    if (isNear) return;
    remembered = skew;
    keep(JSON.stringify(skew));
  };

  const observeTime = (seconds: number, sentAt: MonotonicTime): void => {
    const at = clock.monotonic();
    const last = samples.at(-1);
    // What was learnt before the computer slept is an hour behind now, perhaps: it does not outvote this.
    if (last !== undefined && stepped(last.at) !== 0) samples.length = 0;
    const ms = seconds * 1000;
    samples.push({ low: ms - at, high: ms + SECOND_MS - sentAt, at });
    if (samples.length > SAMPLES) samples.shift();
    wallLead = clock.now() - at;
    remember();
  };

  const isSure = (): boolean => {
    const last = samples.at(-1);
    return last !== undefined && stepped(last.at) === 0 && agreed(samples, clock.monotonic()).votes > 1;
  };

  const now = (): ServiceSpan | null => span(clock.monotonic());

  return {
    now,
    surelyPast() {
      const earliest = now()?.earliest ?? Number.POSITIVE_INFINITY;
      return serviceTime(isSure() ? earliest : Math.min(earliest, clock.now() - MOST_WRONG_MS));
    },
    at: (wall) => span(monotonicTime(clock.monotonic() - (clock.now() - wall))),
    isSure,
    observeResponse({ status, contentType, date }, sentAt) {
      // A gateway's own page has the gateway's time.
      if (status >= 300 && !contentType.includes('json')) return;
      const ms = date === null || date === undefined ? Number.NaN : Date.parse(date);
      if (Number.isFinite(ms)) observeTime(Math.floor(ms / 1000), sentAt);
    },
    observeTime,
  };
}

interface Agreed {
  readonly low: number;
  readonly high: number;
  /** Answers that say so. */
  readonly votes: number;
}

/**
 * Where most samples agree (Marzullo's algorithm, as in NTP), older ones with the time they may have drifted. The
 * newest always belongs to it: it may be the first to tell that the CRM's clock was put right.
 */
function agreed(samples: readonly Sample[], now: number): Agreed {
  const widened = samples.map(({ low, high, at }) => {
    const drift = DRIFT * (now - at);
    return { low: low - drift, high: high + drift };
  });
  let best: Agreed = { low: 0, high: 0, votes: 0 };
  for (const { low } of widened) {
    const voters = widened.filter((one) => one.low <= low && low <= one.high);
    if (voters.length < best.votes) continue;
    best = { low, high: Math.min(...voters.map(({ high }) => high)), votes: voters.length };
  }
  const newest = widened.at(-1);
  if (newest === undefined || (newest.low <= best.high && best.low <= newest.high)) return best;
  return { low: Math.min(best.low, newest.low), high: Math.max(best.high, newest.high), votes: 1 };
}

function readKept(text: string | null): { readonly low: number; readonly high: number } | null {
  const json = parseJson(text ?? '');
  return json.ok ? (keptSkew.safeParse(json.value).data ?? null) : null;
}
