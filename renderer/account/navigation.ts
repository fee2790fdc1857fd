import { assertNever } from '../state/assertNever.ts';
import { isSameCard, isSamePlace, startOf, type CardRef, type Place, type ViewName } from './places.ts';

/** Where the agent is, was, and came back from; and how each view was left. */
export interface Navigation {
  readonly place: Place;
  /** Oldest first. */
  readonly past: readonly Place[];
  /** Next first. */
  readonly future: readonly Place[];
  readonly left: Readonly<Partial<Record<ViewName, Place>>>;
}

export type NavigationAction =
  | { readonly do: 'go'; readonly to: Place }
  /** To a view as it was left. */
  | { readonly do: 'view'; readonly view: ViewName }
  | { readonly do: 'open'; readonly card: CardRef }
  /** Follows the selection of a list: the way back does not hold every row passed. */
  | { readonly do: 'peek'; readonly card: CardRef }
  | { readonly do: 'close' }
  | { readonly do: 'back' }
  | { readonly do: 'forward' };

/** Steps back that are remembered. */
const MOST_STEPS = 100;

export const firstNavigation: Navigation = { place: startOf('calls'), past: [], future: [], left: {} };

/** One step through the account window; pure, and the same object when nothing changes. */
export function navigated(state: Navigation, action: NavigationAction): Navigation {
  const { place, past, future } = state;
  switch (action.do) {
    case 'go':
      return pushed(state, action.to);
    case 'view':
      return action.view === place.view
        ? state
        : pushed(state, state.left[action.view] ?? startOf(action.view));
    case 'open':
      return pushed(state, { ...place, card: action.card });
    case 'peek':
      if (isSameCard(place.card, action.card)) return state;
      return place.card === null
        ? pushed(state, { ...place, card: action.card })
        : at(state, { ...place, card: action.card }, past, future);
    case 'close':
      return place.card === null ? state : pushed(state, { ...place, card: null });
    case 'back': {
      const to = past.at(-1);
      return to === undefined ? state : at(state, to, past.slice(0, -1), [place, ...future]);
    }
    case 'forward': {
      const [to, ...rest] = future;
      return to === undefined ? state : at(state, to, [...past, place], rest);
    }
    default:
      return assertNever(action);
  }
}

function pushed(state: Navigation, to: Place): Navigation {
  if (isSamePlace(state.place, to)) return state;
  return at(state, to, [...state.past, state.place].slice(-MOST_STEPS), []);
}

function at(state: Navigation, place: Place, past: readonly Place[], future: readonly Place[]): Navigation {
  return { place, past, future, left: { ...state.left, [place.view]: place } };
}
