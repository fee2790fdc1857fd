import { useState } from 'react';
import type { CallFilter } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { isTextField } from '../../ui/keyboard.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { WritesStrip } from '../../call/writes/WritesStrip.tsx';
import { filterLabels } from '../places.ts';
import type { ViewProps } from '../viewProps.ts';
import css from './CallHistory.module.css';
import { CallsLayout } from './CallsLayout.tsx';
import { HistoryRow } from './HistoryRow.tsx';
import { listAction } from './listKeys.ts';
import { OpenCall, useOpenedCall } from './OpenCall.tsx';
import { useCall } from './useCall.ts';
import { useCallPages } from './useCallPages.ts';

/** Calls of every day by what they still need, newest first, read as they are scrolled. */
export function CallHistory({ account, place, navigate }: ViewProps<'calls'>) {
  const { t, format } = useLanguage();
  const filter = callFilterOf(place.filter);
  const [before, setBefore] = useState<number | null>(null);
  const [first, setFirst] = useState(0);
  const now = useNow(MINUTE);
  const { list, want, retry, find, show } = useCallPages(filter, before);
  const selected = place.card?.kind === 'call' ? place.card.id : null;
  const call = useCall(selected, find(selected));
  const opened = useOpenedCall(call, navigate, show);
  const firstShown = list.rowAt(first);
  const label = t(filterLabels.calls[place.filter]);

  return (
    <CallsLayout
      label={label}
      detail={opened.detail}
      list={
        <div className={css['history']}>
          <header className={css['head']}>
            <h2>{firstShown ? format.dayName(firstShown.startedAt, now) : label}</h2>
            <output>{list.total === null ? '' : t('history.total', { total: list.total })}</output>
            <DayPicker before={before} now={now} onPick={setBefore} />
          </header>
          {filter === 'waiting' || filter === 'failed' ? (
            <WritesStrip of={filter} onOpen={navigate.open} />
          ) : null}
          <FailureLine failure={list.failure} />
          {list.failure === null ? null : <Button onClick={retry}>{t('action.tryAgain')}</Button>}
          {list.total !== null && list.count === 0 ? (
            <p className={css['none']}>
              {before === null ? t(`history.none.${filter}`) : t('history.noneBefore')}
            </p>
          ) : (
            <VirtualList
              key={before}
              label={label}
              role="grid"
              {...list}
              keyOf={({ id }) => id}
              rowHeight={52}
              selected={selected}
              rememberAs={`calls ${filter} ${before ?? ''}`}
              onRange={(from, to) => {
                setFirst(from);
                want(from, to);
              }}
              onPeek={({ id }) => opened.peek(id)}
              onOpen={({ id }) => opened.enter(id)}
              onRowKey={(event) => {
                const context = {
                  length: 0,
                  at: 0,
                  takesResult: opened.takesResult,
                  undoable: opened.undoable,
                };
                const action = listAction(event, context, isTextField(event.target));
                if (action === null || action.do === 'select' || event.repeat) return;
                event.preventDefault();
                event.stopPropagation();
                opened.perform(action);
              }}
            >
              {(row) => <HistoryRow call={row} now={now} onCreate={opened.create} onChange={show} />}
            </VirtualList>
          )}
        </div>
      }
      call={
        call && <OpenCall call={call} account={account} opened={opened} navigate={navigate} onChange={show} />
      }
    />
  );
}

/** The filter of main's list that a place of the window means; the window's other filters have lists of their own. */
function callFilterOf(filter: ViewProps<'calls'>['place']['filter']): CallFilter {
  return filter === 'today' || filter === 'missed' ? 'all' : filter;
}

interface DayPickerProps {
  /** Unix ms; null: the list begins with the newest call. */
  readonly before: number | null;
  readonly now: number;
  readonly onPick: (before: number | null) => void;
}

/** Starts the list at the end of a day, so that last month is one step away. */
function DayPicker({ before, now, onPick }: DayPickerProps) {
  const { t } = useLanguage();
  return (
    <div className={css['day']}>
      <label>
        {t('history.before')}{' '}
        <input
          type="date"
          value={before === null ? '' : dateOf(before - 1)}
          max={dateOf(now)}
          onChange={(event) => onPick(endOfDay(event.target.value))}
        />
      </label>
      {before === null ? null : (
        <Button look="quiet" onClick={() => onPick(null)}>
          {t('history.newest')}
        </Button>
      )}
    </div>
  );
}

/** The day of a Unix time in ms as a date field holds it, by the computer's calendar. */
function dateOf(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Unix ms of the midnight after a day of a date field; null while it holds none. */
function endOfDay(text: string): number | null {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1970) return null;
  return new Date(year, month - 1, day + 1).getTime();
}
