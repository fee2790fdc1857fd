import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/language.ts';
import css from './DateTimeField.module.css';
import { nextIndex } from './moveFocus.ts';
import { writeTime } from './typedTime.ts';

interface TimeListProps {
  /** `14:05`; empty: none is chosen. */
  readonly time: string;
  readonly onTime: (time: string) => void;
}

/** Every half hour, from midnight. */
const TIMES: readonly string[] = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
);
const MORNING = '10:00';

/** The times of a day to choose from: one tab stop, arrows move. It opens where the chosen one is. */
export function TimeList({ time, onTime }: TimeListProps) {
  const { t, locale } = useLanguage();
  const list = useRef<HTMLFieldSetElement>(null);
  const start = TIMES.findLast((one) => one <= (time === '' ? MORNING : time)) ?? MORNING;
  useEffect(() => {
    const shown = list.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (list.current && shown) list.current.scrollTop = shown.offsetTop - list.current.clientHeight / 3;
  }, []);
  return (
    // Its buttons have the focus; the list only hears the arrows.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/interactive-supports-focus
    <fieldset
      ref={list}
      className={css['times']}
      aria-label={t('ui.time')}
      onKeyDown={(event) => {
        const buttons = [...event.currentTarget.querySelectorAll('button')];
        const at = buttons.findIndex((button) => button === event.target);
        const next = nextIndex(event.key, at, buttons.length);
        if (next === null) return;
        event.preventDefault();
        buttons[next]?.focus();
      }}
    >
      {TIMES.map((one) => (
        <button
          key={one}
          type="button"
          className={css['half']}
          tabIndex={one === start ? 0 : -1}
          aria-pressed={one === time}
          onClick={() => onTime(one)}
        >
          {writeTime(locale, one)}
        </button>
      ))}
    </fieldset>
  );
}
