import { Popover } from '@base-ui/react/popover';
import { CalendarDays, Clock } from 'lucide-react';
import { useId, useState, type Ref } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { Calendar } from './Calendar.tsx';
import css from './DateTimeField.module.css';
import field from './Field.module.css';
import { halvesOf, NO_TIME, valueOf, withDay, type Halves, type TimeParts } from './fieldTime.ts';
import { Icon } from './Icon.tsx';
import { keepKeys, popupHome } from './popup.ts';
import { TimeList } from './TimeList.tsx';
import { TypedPart } from './TypedPart.tsx';
import { dateShape, dayLater, quarterLater, readDay, readTime, writeDay, writeTime } from './typedTime.ts';

interface DateTimeFieldProps {
  readonly label: string;
  /** The label stands elsewhere already. */
  readonly isLabelHidden?: boolean;
  readonly describedBy?: string;
  readonly parts: TimeParts;
  /** As `parts` says; empty: nothing is chosen. */
  readonly value: string;
  /** The last day that can be chosen. */
  readonly latest?: string;
  readonly hint?: string;
  /** What is wrong, and what to do; takes the hint's place. */
  readonly error?: string;
  /** Screen readers are told of the error at once. */
  readonly isAlert?: boolean;
  /** Told as it is typed or chosen; empty while it is not whole. */
  readonly onValue: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/**
 * A day, a time, or both: typed as the locale writes them (and shorter: `30.11`, `930`), moved with the arrows, or chosen from a month and
 * a list. Its parts are libraries': what a window starts with must not import this file.
 */
export function DateTimeField(props: DateTimeFieldProps) {
  const {
    label,
    isLabelHidden = false,
    describedBy,
    parts,
    value,
    latest,
    hint,
    error,
    onValue,
    ref,
  } = props;
  const { t, locale } = useLanguage();
  const id = useId();
  const [reported, setReported] = useState<{ readonly halves: Halves; readonly value: string }>({
    halves: halvesOf(value, parts),
    value,
  });
  const [isOpen, setOpen] = useState(false);
  const [well, setWell] = useState<HTMLDivElement | null>(null);
  // What was chosen elsewhere (a preset, a reset) is newer than what was typed here.
  const isOurs = reported.value === value;
  const halves = isOurs ? reported.halves : value === '' ? NO_TIME : halvesOf(value, parts);

  const tell = (next: Halves): void => {
    const whole = valueOf(next, parts);
    setReported({ halves: next, value: whole });
    onValue(whole);
  };
  const isBoth = parts === 'both';
  const note = error ?? hint;
  const described =
    [describedBy, note === undefined ? undefined : `${id}-note`].filter(Boolean).join(' ') || undefined;
  const wrong = error === undefined ? {} : { isWrong: true };
  const open = (): void => setOpen(true);
  return (
    <div className={field['field']}>
      <label id={`${id}-label`} htmlFor={id} className={isLabelHidden ? 'visuallyHidden' : undefined}>
        {label}
      </label>
      <div
        ref={setWell}
        className={`${field['input']} ${css['well']}`}
        data-wrong={error === undefined ? undefined : true}
        {...(isBoth ? { role: 'group', 'aria-labelledby': `${id}-label` } : {})}
      >
        {parts === 'time' ? null : (
          <TypedPart
            id={id}
            ref={ref}
            className={css['day']}
            {...(isBoth ? { name: `${label}: ${t('ui.day')}` } : {})}
            describedBy={described}
            placeholder={dateShape(locale)
              .map(({ type, value: text }) =>
                type === 'day' || type === 'month' || type === 'year' ? t(`ui.typed.${type}`) : text,
              )
              .join('')}
            value={halves.day}
            isOurs={isOurs}
            write={(day) => writeDay(locale, day)}
            read={(text) => readDay(locale, text, Date.now())}
            later={(day, step) => dayLater(day, step)}
            onValue={(day) => tell(withDay(halves, day, parts))}
            onOpen={open}
            {...wrong}
          />
        )}
        {parts === 'day' ? null : (
          <TypedPart
            id={isBoth ? `${id}-time` : id}
            className={css['time']}
            {...(isBoth ? { name: `${label}: ${t('ui.time')}` } : {})}
            ref={isBoth ? undefined : ref}
            describedBy={described}
            placeholder="––:––"
            value={halves.time}
            isOurs={isOurs}
            write={(time) => writeTime(locale, time)}
            read={readTime}
            later={quarterLater}
            onValue={(time) => tell({ ...halves, time })}
            onOpen={open}
            {...wrong}
          />
        )}
        <Popover.Root open={isOpen} onOpenChange={setOpen} modal={false}>
          <Popover.Trigger
            className={css['open']}
            aria-label={t(parts === 'time' ? 'ui.chooseTime' : 'ui.chooseDay', { field: label })}
            title={t(parts === 'time' ? 'ui.chooseTime' : 'ui.chooseDay', { field: label })}
          >
            <Icon of={parts === 'time' ? Clock : CalendarDays} />
          </Popover.Trigger>
          <Popover.Portal container={popupHome(well)}>
            <Popover.Positioner
              className={css['place']}
              positionMethod="fixed"
              anchor={well}
              align="start"
              sideOffset={4}
              collisionPadding={4}
            >
              <Popover.Popup
                className={css['popup']}
                aria-label={label}
                onKeyDown={keepKeys(() => setOpen(false))}
              >
                {parts === 'time' ? null : (
                  <Calendar
                    day={halves.day}
                    latest={latest}
                    onDay={(day) => {
                      tell(withDay(halves, day, parts));
                      if (!isBoth) setOpen(false);
                    }}
                  />
                )}
                {parts === 'day' ? null : (
                  <TimeList
                    time={halves.time}
                    onTime={(time) => {
                      tell({ ...halves, time });
                      setOpen(false);
                    }}
                  />
                )}
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </div>
      {note === undefined ? null : (
        <p
          id={`${id}-note`}
          className={error === undefined ? field['hint'] : field['error']}
          role={error !== undefined && props.isAlert === true ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}
