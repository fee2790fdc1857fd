import { ChevronLeft, ChevronRight } from 'lucide-react';
import { DayPicker } from 'react-day-picker';
import { dateText } from '../../i18n/calendar.ts';
import { useLanguage } from '../i18n/language.ts';
import { firstWeekday } from '../i18n/week.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { Icon } from './Icon.tsx';
import css from './Calendar.module.css';

interface CalendarProps {
  /** `2026-11-30`; empty: none is chosen. */
  readonly day: string;
  /** The last that can be chosen. */
  readonly latest?: string | undefined;
  readonly onDay: (day: string) => void;
}

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
/** No zone leaves out noon. */
const noonOf = (day: string): Date => new Date(`${day}T12:00`);

/**
 * A month to choose a day from: arrows go by day and week, PgUp and PgDn by month, with Shift by year. The library knows the grid; words,
 * and the day a week begins with, are those of the window's language.
 */
export function Calendar({ day, latest, onDay }: CalendarProps) {
  const { t, locale } = useLanguage();
  const now = useNow(MINUTE);
  const say = (options: Intl.DateTimeFormatOptions, at: Date): string =>
    new Intl.DateTimeFormat(locale, options).format(at);
  const month = (at: Date): string => say({ month: 'long', year: 'numeric' }, at);
  const chosen = day === '' ? undefined : noonOf(day);
  return (
    <DayPicker
      // Opened by the agent's own hand: the arrows go on in it.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      mode="single"
      required
      selected={chosen}
      defaultMonth={chosen ?? new Date(now)}
      onSelect={(picked) => onDay(dateText(picked.getTime()))}
      showOutsideDays
      fixedWeeks
      weekStartsOn={WEEKDAYS[firstWeekday(locale) % WEEKDAYS.length]}
      {...(latest === undefined ? {} : { disabled: { after: noonOf(latest) }, endMonth: noonOf(latest) })}
      formatters={{
        formatCaption: month,
        formatDay: (at) => say({ day: 'numeric' }, at).replace(/\D/gu, ''),
        formatWeekdayName: (at) => say({ weekday: 'short' }, at),
      }}
      labels={{
        labelGrid: month,
        labelWeekday: (at) => say({ weekday: 'long' }, at),
        labelDayButton: (at) => say({ dateStyle: 'full' }, at),
        labelNav: () => t('ui.months'),
        labelPrevious: () => t('ui.previousMonth'),
        labelNext: () => t('ui.nextMonth'),
      }}
      components={{ Chevron: Arrow }}
      classNames={{
        root: css['calendar'] ?? '',
        months: css['months'] ?? '',
        month_caption: css['caption'] ?? '',
        nav: css['nav'] ?? '',
        button_previous: css['step'] ?? '',
        button_next: css['step'] ?? '',
        month_grid: css['grid'] ?? '',
        weekday: css['weekday'] ?? '',
        day: css['cell'] ?? '',
        day_button: css['day'] ?? '',
        outside: css['outside'] ?? '',
        today: css['today'] ?? '',
        selected: css['selected'] ?? '',
        disabled: css['disabled'] ?? '',
      }}
    />
  );
}

const Arrow = ({ orientation }: { readonly orientation?: 'left' | 'right' | 'up' | 'down' }) => (
  <Icon of={orientation === 'left' ? ChevronLeft : ChevronRight} />
);
