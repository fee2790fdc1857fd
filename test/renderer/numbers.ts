import type { CallNumbers } from '../../preload/contract.ts';
import { dayAt, dayOfDate } from '../../i18n/calendar.ts';
import { MINUTE, NOW } from './people.ts';

/** The numbers of any days of somebody who works on weekdays, the same whenever they are asked for. */
export function numbersOf({ from, to }: { readonly from: string; readonly to: string }): CallNumbers {
  const [end, days] = [dayOfDate(to)?.end ?? 0, [] as CallNumbers['days']];
  for (let day = dayOfDate(from); day !== null && day.start < end; day = dayAt(day.end, null)) {
    const date = new Date(day.start);
    const isWorked = date.getDay() % 6 !== 0 && day.start <= NOW;
    const conversations = isWorked ? 22 + ((date.getDate() * 7) % 15) : 0;
    const missed = isWorked ? (date.getDate() * 5) % 6 : 0;
    days.push({
      from: day.start,
      to: day.end,
      calls: conversations + missed + (isWorked ? 9 : 0),
      conversations,
      talkedMs: conversations * 4.2 * MINUTE,
      timed: conversations,
      missed,
    });
  }
  const share = Math.max(1, days.length / 2);
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const isOpen = hour >= 8 && hour < 19;
    return {
      conversations: isOpen ? Math.round(share * (2 + ((hour * 5) % 4))) : 0,
      tried: isOpen ? Math.round(share * (hour % 3)) : 0,
      missed: isOpen && hour % 4 === 0 ? Math.ceil(share / 2) : 0,
    };
  });
  return {
    days,
    hours,
    results: [
      { result: 4, outcome: null, calls: Math.round(14 * share) },
      { result: 2, outcome: null, calls: Math.round(7 * share) },
      { result: 6, outcome: null, calls: Math.round(5 * share) },
      { result: 1, outcome: null, calls: Math.round(2 * share) },
    ],
    withoutResult: 3,
    callBacks: { callers: 9, calledBack: 7, inTime: 5, medianMs: 11 * MINUTE, otherwise: 1 },
  };
}
