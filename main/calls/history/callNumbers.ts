import type { CallNumbers, CallStatus } from '../../../preload/contract.ts';
import { needsResult, talkedMs } from '../../../preload/constants.ts';
import { dayAt, dayOfDate, type Day } from '../../../i18n/calendar.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { CalledBack, CallNumbersRows, NumberedCall } from '../../journal/tables/callNumbersTable.ts';

/** A call back within this time is in time: what callers who leave no message are found to wait for. */
const IN_TIME_MS = 15 * 60_000;

/** Days that are counted at once at most: two months and the week around them. */
const MOST_DAYS = 70;
/** Who was missed on the last of the days may be called back so much later. */
const LATER_MS = 14 * 24 * 3_600_000;

/**
 * The numbers of an account's calls from one of this computer's days (`YYYY-MM-DD`) to another, both included; `badDays` where
 * these are no days, none between them, or too many.
 */
export function numbersOfDays(
  rows: CallNumbersRows,
  account: string,
  span: { readonly from: string; readonly to: string },
): Result<CallNumbers, 'badDays'> {
  const [first, last] = [dayOfDate(span.from), dayOfDate(span.to)];
  if (first === null || last === null || last.start < first.start) return fail('badDays');
  const days: Day[] = [first];
  for (let day = first; day.start < last.start; days.push(day)) {
    if (days.length === MOST_DAYS) return fail('badDays');
    day = dayAt(day.end, null);
  }
  return ok(
    callNumbers(days, rows.numbered(account, first.start, last.end + LATER_MS), rows.calledBack(account)),
  );
}

/**
 * The numbers of some days.
 *
 * @param days in order, without gaps
 * @param calls those that began in them and those that began later, which may have called somebody back; in the order they began
 * @param byOthers whom a colleague called back, by what the CRM says
 */
export function callNumbers(
  days: readonly Day[],
  calls: readonly NumberedCall[],
  byOthers: readonly CalledBack[],
): CallNumbers {
  const [from, to] = [days[0]?.start ?? 0, days.at(-1)?.end ?? 0];
  const mine = calls.filter(({ endReason }) => endReason !== 'answeredElsewhere');
  const counted = mine.filter(({ startedAt }) => startedAt >= from && startedAt < to);
  const over = counted.filter(({ state }) => state === 'ended');
  const hours = Array.from({ length: 24 }, () => ({ conversations: 0, tried: 0, missed: 0 }));
  const results = new Map<string, { result: CallStatus; outcome: string | null; calls: number }>();
  for (const call of over) {
    const hour = hours[new Date(call.startedAt).getHours()];
    if (hour !== undefined) hour[kindOf(call)] += 1;
    if (call.result === null) continue;
    const { result, outcome } = call;
    const key = `${result} ${outcome ?? ''}`;
    results.set(key, { result, outcome, calls: (results.get(key)?.calls ?? 0) + 1 });
  }
  return {
    days: days.map((day) => dayNumbers(day, counted)),
    hours,
    results: [...results.values()].toSorted(
      (a, b) => b.calls - a.calls || a.result - b.result || (a.outcome ?? '').localeCompare(b.outcome ?? ''),
    ),
    withoutResult: over.filter(needsResult).length,
    callBacks: callBacks(calls, byOthers, (call) => call.startedAt >= from && call.startedAt < to),
  };
}

/** What an ended call was: talked on, missed, or tried in vain. */
function kindOf(call: NumberedCall): 'conversations' | 'missed' | 'tried' {
  if (call.answeredAt !== null) return 'conversations';
  return isMissed(call) ? 'missed' : 'tried';
}

const isMissed = ({ direction, answeredAt, endReason }: NumberedCall): boolean =>
  direction === 'inbound' && answeredAt === null && endReason === 'missed';

function dayNumbers({ start, end }: Day, calls: readonly NumberedCall[]): CallNumbers['days'][number] {
  const own = calls.filter(({ startedAt }) => startedAt >= start && startedAt < end);
  const over = own.filter(({ state }) => state === 'ended');
  const talks = over.flatMap((call) => {
    const length = talkedMs(call);
    return length === null ? [] : [Math.max(0, length)];
  });
  return {
    from: start,
    to: end,
    calls: own.length,
    conversations: over.filter(({ answeredAt }) => answeredAt !== null).length,
    talkedMs: talks.reduce((sum, length) => sum + length, 0),
    timed: talks.length,
    missed: over.filter(isMissed).length,
  };
}

/**
 * What was after what is told by `seq`, how long it took by the CRM's clock where both calls know it: this computer's may have
 * been put right in between.
 */
function callBacks(
  calls: readonly NumberedCall[],
  byOthers: readonly CalledBack[],
  isCounted: (call: NumberedCall) => boolean,
): CallNumbers['callBacks'] {
  const otherSeq = new Map(byOthers.map(({ number, seq }) => [number, seq]));
  const waiting = new Map<string, NumberedCall>();
  const waits: number[] = [];
  let callers = 0;
  let otherwise = 0;
  for (const call of calls) {
    // A number that is withheld cannot be called back.
    if (call.number === '') continue;
    const first = waiting.get(call.number);
    if (isMissed(call)) {
      if (first !== undefined || !isCounted(call)) continue;
      callers += 1;
      waiting.set(call.number, call);
      continue;
    }
    if (first === undefined) continue;
    const isOut = call.direction === 'outbound';
    if (!isOut && call.answeredAt === null && call.endReason !== 'answeredElsewhere') continue;
    waiting.delete(call.number);
    if (isOut) waits.push(timeBetween(first, call));
    else otherwise += 1;
  }
  for (const [number, { seq }] of waiting) if ((otherSeq.get(number) ?? -1) >= seq) otherwise += 1;
  return {
    callers,
    calledBack: waits.length,
    inTime: waits.filter((ms) => ms <= IN_TIME_MS).length,
    medianMs: median(waits),
    otherwise,
  };
}

const timeBetween = (one: NumberedCall, later: NumberedCall): number =>
  Math.max(
    0,
    one.serviceAt !== null && later.serviceAt !== null
      ? later.serviceAt - one.serviceAt
      : later.startedAt - one.startedAt,
  );

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : Math.round((lower + upper) / 2);
}
