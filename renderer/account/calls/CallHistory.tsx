import { useState, type ReactNode } from 'react';
import type { Call, CallFilter } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { dateText, dayOfDate } from '../../../i18n/calendar.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { WritesStrip } from '../../call/writes/WritesStrip.tsx';
import { filterLabels } from '../places.ts';
import type { ViewProps } from '../viewProps.ts';
import { CallRows } from './CallRows.tsx';
import { useCallSearch } from './callSearch.ts';
import { CallsLayout } from './CallsLayout.tsx';
import css from './CallsView.module.css';
import { FindCalls } from './FindCalls.tsx';
import { OpenCall, useOpenedCall } from './OpenCall.tsx';
import { useCall } from './useCall.ts';
import { useCallPages } from './useCallPages.ts';
import { useListKeys } from './useListKeys.ts';

interface CallHistoryProps extends ViewProps<'calls'> {
  readonly tools: ReactNode;
  readonly myDay: ReactNode;
  /** Logs a call that is not in the list; `like`: the one that is open. */
  readonly onLogUnseen: (like: Call | null) => void;
}

/** Calls of every day by what they still need, newest first, read as they are scrolled. */
export function CallHistory({ onLogUnseen, account, tools, myDay, place, navigate }: CallHistoryProps) {
  const { t } = useLanguage();
  const filter = callFilterOf(place.filter);
  const [before, setBefore] = useState<number | null>(null);
  const now = useNow(MINUTE);
  const search = useCallSearch();
  const { rested } = search;
  const { list, want, retry, find, show } = useCallPages(filter, rested, before);
  const selected = place.card?.kind === 'call' ? place.card.id : null;
  const call = useCall(selected, find(selected));
  const opened = useOpenedCall(call, navigate, show, onLogUnseen);
  const label = t(filterLabels.calls[place.filter]);
  useListKeys(
    // Moving is the list's own; it has the keyboard.
    {
      length: 0,
      at: call === null ? -1 : 0,
      takesResult: opened.takesResult,
      undoable: opened.undoable,
      results: opened.results,
    },
    (action) => (action.do === 'select' ? undefined : opened.perform(action)),
  );

  return (
    <CallsLayout
      label={label}
      tools={tools}
      detail={opened.detail}
      list={
        <>
          {filter === 'waiting' || filter === 'failed' ? (
            <WritesStrip of={filter} onOpen={navigate.open} />
          ) : null}
          <FindCalls search={search} />
          <FailureLine failure={list.failure} />
          {list.failure === null ? null : <Button onClick={retry}>{t('action.tryAgain')}</Button>}
          <div className={css['rows']}>
            {list.total !== null && list.count === 0 ? (
              <p className={css['none']} tabIndex={-1} data-main-list="">
                {noneWords()}
              </p>
            ) : (
              <CallRows
                key={`${before} ${rested}`}
                label={label}
                list={list}
                selected={selected}
                opened={opened}
                rememberAs={`calls ${filter} ${before ?? ''} ${rested}`}
                onRange={want}
              />
            )}
          </div>
          <footer className={css['foot']}>
            <output>{list.total === null ? '' : t('history.total', { total: list.total })}</output>
            <DayPicker before={before} now={now} onPick={setBefore} />
          </footer>
        </>
      }
      call={
        call && <OpenCall call={call} account={account} opened={opened} navigate={navigate} onChange={show} />
      }
      myDay={myDay}
    />
  );

  function noneWords(): string {
    if (rested !== '') return t(before === null ? 'history.noneFound' : 'history.noneFoundBefore');
    return before === null ? t(`history.none.${filter}`) : t('history.noneBefore');
  }
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
    <div className={css['picker']}>
      <DateTimeField
        label={t('history.before')}
        parts="day"
        value={before === null ? '' : dateText(before - 1)}
        latest={dateText(now)}
        onValue={(day) => onPick(dayOfDate(day)?.end ?? null)}
      />
      {before === null ? null : (
        <Button look="quiet" onClick={() => onPick(null)}>
          {t('history.newest')}
        </Button>
      )}
    </div>
  );
}
