import { Suspense, useState } from 'react';
import type { Call, CallCounts, Settings } from '../../../preload/contract.ts';
import { startOfDay } from '../../../i18n/calendar.ts';
import { assertNever } from '../../state/assertNever.ts';
import type { CallsStore } from '../../state/callsStore.ts';
import type { Store } from '../../state/store.ts';
import { useStore } from '../../state/useStore.ts';
import { CallHistory, MissedCalls, MyDay } from '../views.tsx';
import { type ViewProps } from '../viewProps.ts';
import { CallsTools } from './CallsTools.tsx';
import css from './CallsView.module.css';
import { DayStrip } from './DayStrip.tsx';
import { TodayCalls } from './TodayCalls.tsx';
import { useUnseenCall } from './unseen/useUnseenCall.tsx';

interface CallsViewProps extends ViewProps<'calls'> {
  readonly store: CallsStore;
  readonly counts: Store<CallCounts | null>;
  readonly onSearch: () => void;
  readonly onFind: () => void;
  readonly settings: Settings | null;
}

/** The day's numbers, and under them calls: today's, which the window starts with, and those of every day by what they need. */
export function CallsView({ store, counts, onSearch, onFind, settings, ...props }: CallsViewProps) {
  const { place, navigate } = props;
  const known = useStore(counts);
  const unseen = useUnseenCall(navigate, (call) => {
    const filter = call.startedAt < startOfDay(Date.now(), null) ? 'all' : 'today';
    navigate.go({ view: 'calls', filter, card: { kind: 'call', id: call.id } });
  });
  const onLogUnseen = (like: Call | null): void =>
    unseen.open({ name: null, numbers: [], target: null, typed: like?.number.raw ?? '' });
  const [isDayOpen, setDayOpen] = useState(false);
  const tools = (
    <CallsTools
      place={place}
      navigate={navigate}
      counts={counts}
      calls={store}
      onSearch={onSearch}
      onLogUnseen={() => onLogUnseen(null)}
      onFind={onFind}
      onDay={() => setDayOpen(true)}
    />
  );
  const myDay = (
    <MyDay
      account={props.account}
      counts={known}
      navigate={navigate}
      onBack={isDayOpen ? () => setDayOpen(false) : null}
    />
  );
  const around = { ...props, tools, myDay, onLogUnseen };
  return (
    <div className={css['view']} data-day={isDayOpen}>
      <DayStrip counts={known} onPick={(filter) => navigate.go({ view: 'calls', filter, card: null })} />
      {/* A list that is read late leaves the day's numbers where they are. */}
      <Suspense fallback={null}>{list()}</Suspense>
      {unseen.shown}
    </div>
  );

  function list() {
    const { filter } = place;
    switch (filter) {
      case 'today':
        return <TodayCalls store={store} settings={settings} {...around} />;
      case 'missed':
        return <MissedCalls {...around} />;
      case 'all':
      case 'unlogged':
      case 'waiting':
      case 'failed':
        // Another filter is another list: it starts at its top.
        return <CallHistory key={filter} {...around} />;
      default:
        return assertNever(filter);
    }
  }
}
