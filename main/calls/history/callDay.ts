import type { CallDay } from '../../../preload/contract.ts';
import { talkedMs } from '../../../preload/constants.ts';
import { dayAt } from '../../../i18n/calendar.ts';
import type { CallNumbersRows } from '../../journal/tables/callNumbersTable.ts';

/** What the day around `now` (Unix ms) has brought so far, by the same midnight as the list of today's calls. */
export function callDay(numbers: Pick<CallNumbersRows, 'numbered'>, account: string, now: number): CallDay {
  const { start: from, end: to } = dayAt(now, null);
  const calls = numbers
    .numbered(account, from, to)
    .filter(({ endReason }) => endReason !== 'answeredElsewhere');
  const over = calls.filter(({ state }) => state === 'ended');
  const answered = over.filter(({ answeredAt }) => answeredAt !== null);
  const talks = answered.flatMap((call) => {
    const length = talkedMs(call);
    return length === null || call.answeredAt === null
      ? []
      : [{ from: call.answeredAt, to: call.answeredAt + Math.max(0, length) }];
  });
  const talked = talks.reduce((sum, talk) => sum + talk.to - talk.from, 0);
  const unanswered = over.filter(({ answeredAt }) => answeredAt === null);
  const startsOf = (some: typeof calls): number[] => some.map(({ startedAt }) => startedAt);
  return {
    from,
    to,
    calls: calls.length,
    conversations: answered.length,
    talkedMs: talked,
    averageMs: talks.length === 0 ? null : Math.round(talked / talks.length),
    talks,
    triedAt: startsOf(unanswered.filter(({ direction }) => direction === 'outbound')),
    missedAt: startsOf(
      unanswered.filter(({ direction, endReason }) => direction === 'inbound' && endReason === 'missed'),
    ),
  };
}
