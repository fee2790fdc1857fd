import type { Account } from '../../preload/contract.ts';
import { lazyView } from './lazyView.tsx';
import type { CardRef, PlaceOf, ViewName } from './places.ts';
import type { Navigate } from './useNavigation.ts';

/** What a view of the window is given. It shows a list; the frame shows the card beside it. */
export interface ViewProps<View extends ViewName> {
  readonly account: Account;
  readonly place: PlaceOf<View>;
  readonly navigate: Navigate;
}

/** What a card is given; it is mounted anew for each entity. */
export interface CardProps {
  readonly account: Account;
  readonly card: CardRef;
  readonly navigate: Navigate;
}

/** Everything that is not on the screen when the window starts. To add one: a line here and its case in AccountMain.tsx. */
export const CallHistory = lazyView(async () => (await import('./calls/CallHistory.tsx')).CallHistory);
export const MissedCalls = lazyView(async () => (await import('./calls/MissedCalls.tsx')).MissedCalls);
export const CallDetail = lazyView(async () => (await import('./calls/CallDetail.tsx')).CallDetail);
export const ContactsView = lazyView(async () => (await import('./contacts/ContactsView.tsx')).ContactsView);
export const LeadsView = lazyView(async () => (await import('./leads/LeadsView.tsx')).LeadsView);
export const TasksView = lazyView(async () => (await import('./tasks/TasksView.tsx')).TasksView);
export const SoftphoneView = lazyView(
  async () => (await import('../settings/softphone/SoftphoneView.tsx')).SoftphoneView,
);
export const SettingsView = lazyView(async () => (await import('../settings/SettingsView.tsx')).SettingsView);
export const ContactOrCompanyCard = lazyView(
  async () => (await import('./cards/ContactOrCompanyCard.tsx')).ContactOrCompanyCard,
);
export const LeadCard = lazyView(async () => (await import('./leads/LeadCard.tsx')).LeadCard);
export const SearchPalette = lazyView(async () => (await import('./search/SearchPalette.tsx')).SearchPalette);
export const HelpOverlay = lazyView(async () => (await import('./HelpOverlay.tsx')).HelpOverlay);
