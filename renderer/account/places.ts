import type { PlainMessageKey } from '../../i18n/translate.ts';

/**
 * The views of the account window in the order of their keys (Alt+1 ...), each with its filters; the first
 * filter is where a view starts. A view with one filter shows none.
 */
export const viewFilters = {
  calls: ['today', 'missed', 'unlogged', 'failed', 'all', 'waiting'],
  contacts: ['people', 'companies'],
  leads: ['mine', 'all'],
  tasks: ['all', 'today', 'overdue', 'later'],
  softphone: ['all'],
  settings: ['all'],
  numbers: ['day', 'week', 'month'],
} as const;

export type ViewName = keyof typeof viewFilters;
export type FilterOf<View extends ViewName> = (typeof viewFilters)[View][number];

/** From top to bottom, where the computer's own views stand last. */
export const railOrder = [
  'calls',
  'contacts',
  'leads',
  'tasks',
  'numbers',
  'softphone',
  'settings',
] as const satisfies readonly ViewName[];

export const viewNames = Object.keys(viewFilters) as readonly ViewName[];

/** What the card at the right shows. */
export type CardRef =
  | { readonly kind: 'contact' | 'company' | 'lead'; readonly id: number }
  | { readonly kind: 'call'; readonly id: string };

/** Where the agent is in one view. */
export interface PlaceOf<View extends ViewName> {
  readonly view: View;
  readonly filter: FilterOf<View>;
  readonly card: CardRef | null;
}

/** Where the agent is: a view, what of it is listed, and the card that is open. */
export type Place = { readonly [View in ViewName]: PlaceOf<View> }[ViewName];

/** Where a view starts. */
export function startOf(view: ViewName): Place {
  // The compiler cannot see that a view's first filter is one of its own.
  return { view, filter: viewFilters[view][0], card: null } as Place;
}

/** The same view with another filter; null when the view has no such filter. */
export function withFilter(place: Place, filter: string): Place | null {
  const known: readonly string[] = viewFilters[place.view];
  return known.includes(filter) ? ({ ...place, filter } as Place) : null;
}

export function isSameCard(one: CardRef | null, other: CardRef | null): boolean {
  return one === other || (one !== null && one.kind === other?.kind && one.id === other.id);
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.view === other.view && one.filter === other.filter && isSameCard(one.card, other.card);
}

export const viewLabels: Readonly<Record<ViewName, PlainMessageKey>> = {
  calls: 'account.view.calls',
  contacts: 'account.view.contacts',
  leads: 'account.view.leads',
  tasks: 'account.view.tasks',
  softphone: 'account.view.softphone',
  settings: 'account.view.settings',
  numbers: 'account.view.numbers',
};

export const filterLabels: {
  readonly [View in ViewName]: Readonly<Record<FilterOf<View>, PlainMessageKey>>;
} = {
  calls: {
    today: 'account.calls.today',
    all: 'account.calls.all',
    unlogged: 'account.calls.unlogged',
    missed: 'account.calls.missed',
    waiting: 'account.calls.waiting',
    failed: 'account.calls.failed',
  },
  contacts: { people: 'account.contacts.people', companies: 'account.contacts.companies' },
  leads: { mine: 'account.leads.mine', all: 'account.leads.all' },
  tasks: {
    today: 'account.tasks.today',
    overdue: 'account.tasks.overdue',
    later: 'account.tasks.later',
    all: 'account.tasks.all',
  },
  softphone: { all: 'account.view.softphone' },
  settings: { all: 'account.view.settings' },
  numbers: { day: 'numbers.day', week: 'numbers.week', month: 'numbers.month' },
};
