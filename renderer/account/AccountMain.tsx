import type { ReactNode } from 'react';
import type { CallCounts, Settings } from '../../preload/contract.ts';
import { assertNever } from '../state/assertNever.ts';
import type { CallsStore } from '../state/callsStore.ts';
import type { Store } from '../state/store.ts';
import { CallsView } from './calls/CallsView.tsx';
import type { CardRef, Place } from './places.ts';
import {
  ContactsView,
  LeadCard,
  LeadsView,
  NumbersView,
  ContactOrCompanyCard,
  SettingsView,
  SoftphoneView,
  TasksView,
} from './views.tsx';
import { type CardProps, type ViewProps } from './viewProps.ts';

interface AccountMainProps extends Omit<ViewProps<'calls'>, 'place'> {
  readonly place: Place;
  readonly calls: CallsStore;
  readonly counts: Store<CallCounts | null>;
  readonly onSearch: () => void;
  readonly onFind: () => void;
  readonly settings: Settings | null;
  readonly version: string;
}

/** The list of the place the window is at. */
export function AccountMain({
  place,
  calls,
  counts,
  onSearch,
  onFind,
  settings,
  version,
  ...props
}: AccountMainProps): ReactNode {
  switch (place.view) {
    case 'calls':
      return (
        <CallsView
          store={calls}
          counts={counts}
          onSearch={onSearch}
          onFind={onFind}
          place={place}
          settings={settings}
          {...props}
        />
      );
    case 'contacts':
      return <ContactsView place={place} {...props} />;
    case 'leads':
      return <LeadsView place={place} {...props} />;
    case 'tasks':
      return <TasksView place={place} {...props} />;
    case 'numbers':
      return <NumbersView {...props} place={place} counts={counts} settings={settings} />;
    case 'softphone':
      return settings && <SoftphoneView settings={settings} />;
    case 'settings':
      return settings && <SettingsView settings={settings} version={version} account={props.account} />;
    default:
      return assertNever(place);
  }
}

/** The card a place shows beside its list, null for none. A call is shown by the calls' view itself. */
export function cardBeside(place: Place): CardRef | null {
  return place.card === null || place.card.kind === 'call' ? null : place.card;
}

/** The card of an entity, whichever view it was opened from. */
export function Card(props: CardProps): ReactNode {
  const { card } = props;
  switch (card.kind) {
    case 'contact':
    case 'company':
      return <ContactOrCompanyCard key={`${card.kind} ${card.id}`} {...props} />;
    case 'lead':
      return <LeadCard key={card.id} {...props} />;
    case 'call':
      return null;
    default:
      return assertNever(card);
  }
}
