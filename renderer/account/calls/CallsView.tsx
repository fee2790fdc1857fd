import type { Settings } from '../../../preload/contract.ts';
import { assertNever } from '../../state/assertNever.ts';
import type { CallsStore } from '../../state/callsStore.ts';
import { CallHistory, MissedCalls } from '../views.tsx';
import { type ViewProps } from '../viewProps.ts';
import { TodayCalls } from './TodayCalls.tsx';

interface CallsViewProps extends ViewProps<'calls'> {
  readonly store: CallsStore;
  readonly settings: Settings | null;
}

/** Calls: today's, which the window starts with, and those of every day by what they still need. */
export function CallsView({ store, settings, ...props }: CallsViewProps) {
  const { filter } = props.place;
  switch (filter) {
    case 'today':
      return <TodayCalls store={store} settings={settings} {...props} />;
    case 'missed':
      return <MissedCalls {...props} />;
    case 'all':
    case 'unlogged':
    case 'waiting':
    case 'failed':
      // Another filter is another list: it starts at its top.
      return <CallHistory key={filter} {...props} />;
    default:
      return assertNever(filter);
  }
}
