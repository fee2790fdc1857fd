import { lazyView } from './lazyView.tsx';

/** Everything that is not on the screen when the window starts. To add one: a line here and its case in AccountMain.tsx. */
export const AccountSwitcher = lazyView(async () => (await import('./AccountSwitcher.tsx')).AccountSwitcher);
export const CallHistory = lazyView(async () => (await import('./calls/CallHistory.tsx')).CallHistory);
export const MissedCalls = lazyView(async () => (await import('./calls/MissedCalls.tsx')).MissedCalls);
export const MyDay = lazyView(async () => (await import('./calls/MyDay.tsx')).MyDay);
export const ContactsView = lazyView(async () => (await import('./contacts/ContactsView.tsx')).ContactsView);
export const LeadsView = lazyView(async () => (await import('./leads/LeadsView.tsx')).LeadsView);
export const TasksView = lazyView(async () => (await import('./tasks/TasksView.tsx')).TasksView);
export const NumbersView = lazyView(async () => (await import('./numbers/NumbersView.tsx')).NumbersView);
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
