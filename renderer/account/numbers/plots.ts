import type { CallNumbers } from '../../../preload/contract.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Format } from '../../i18n/format.ts';
import type { BarSeries } from './BarPlot.tsx';

interface Plot {
  readonly places: readonly { readonly short: string; readonly name: string }[];
  readonly series: readonly BarSeries[];
}

interface Words {
  readonly t: Translate;
  readonly format: Format;
  readonly locale: string;
}

/** Working hours are plotted even when nothing happened in them. */
const FIRST_HOUR = 9;
const LAST_HOUR = 18;
/** Weekdays are names up to a week, then days are their number in the month. */
const WEEK = 7;

/** The plots of some days: by the day where they are several, and by the hour. */
export function plotsOf(
  numbers: CallNumbers,
  words: Words,
): { readonly byDay: Plot | null; readonly byHour: Plot } {
  return { byDay: numbers.days.length < 2 ? null : byDay(numbers, words), byHour: byHour(numbers, words) };
}

function byDay({ days }: CallNumbers, { t, locale }: Words): Plot {
  const short = new Intl.DateTimeFormat(
    locale,
    days.length > WEEK ? { day: 'numeric' } : { weekday: 'short' },
  );
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    places: days.map(({ from }) => ({ short: short.format(from), name: name.format(from) })),
    series: [
      { label: t('numbers.talks'), tone: 'talk', values: days.map(({ conversations }) => conversations) },
      {
        label: t('numbers.tries'),
        tone: 'try',
        // A call that is still going on is in none of them.
        values: days.map(({ calls, conversations, missed }) => Math.max(0, calls - conversations - missed)),
      },
      { label: t('numbers.missed'), tone: 'missed', values: days.map(({ missed }) => missed) },
    ],
  };
}

function byHour({ hours }: CallNumbers, { t, format }: Words): Plot {
  const busy = hours.flatMap(({ conversations, tried, missed }, hour) =>
    conversations + tried + missed > 0 ? [hour] : [],
  );
  const first = Math.min(FIRST_HOUR, ...busy);
  const last = Math.max(LAST_HOUR, ...busy);
  const shown = hours.slice(first, last + 1);
  return {
    places: shown.map((_, index) => {
      const hour = first + index;
      return { short: String(hour), name: format.time(new Date(2026, 0, 1, hour).getTime()) };
    }),
    series: [
      { label: t('numbers.talks'), tone: 'talk', values: shown.map(({ conversations }) => conversations) },
      { label: t('numbers.tries'), tone: 'try', values: shown.map(({ tried }) => tried) },
      { label: t('numbers.missed'), tone: 'missed', values: shown.map(({ missed }) => missed) },
    ],
  };
}
