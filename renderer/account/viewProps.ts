import type { Account } from '../../preload/contract.ts';
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
