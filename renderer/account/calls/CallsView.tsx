import type { CallCounts, Settings } from '../../../preload/contract.ts';
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

interface CallsViewProps extends ViewProps<'calls'> {
  readonly store: CallsStore;
  readonly counts: Store<CallCounts | null>;
  readonly onSearch: () => void;
  readonly settings: Settings | null;
}

/** The day's numbers, and under them calls: today's, which the window starts with, and those of every day by what they need. */
export function CallsView({ store, counts, onSearch, settings, ...props }: CallsViewProps) {
  const { place, navigate } = props;
  const known = useStore(counts);
  const tools = (
    <CallsTools place={place} navigate={navigate} counts={counts} calls={store} onSearch={onSearch} />
  );
  const myDay = <MyDay account={props.account} counts={known} navigate={navigate} />;
  return (
    <div className={css['view']}>
      <DayStrip counts={known} onPick={(filter) => navigate.go({ view: 'calls', filter, card: null })} />
      {list()}
    </div>
  );

  function list() {
    const { filter } = place;
    switch (filter) {
      case 'today':
        return <TodayCalls store={store} myDay={myDay} tools={tools} settings={settings} {...props} />;
      case 'missed':
        return <MissedCalls tools={tools} myDay={myDay} {...props} />;
      case 'all':
      case 'unlogged':
      case 'waiting':
      case 'failed':
        // Another filter is another list: it starts at its top.
        return <CallHistory key={filter} tools={tools} myDay={myDay} {...props} />;
      default:
        return assertNever(filter);
    }
  }
}
