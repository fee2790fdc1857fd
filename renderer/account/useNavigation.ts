import { useMemo, useReducer, useRef, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { firstNavigation, navigated, type Navigation, type NavigationAction } from './navigation.ts';
import type { CardRef, Place, ViewName } from './places.ts';

/** The ways through the account window, handed to every view and card. */
export interface Navigate {
  readonly go: (to: Place) => void;
  /** To a view as it was left. */
  readonly view: (view: ViewName) => void;
  /** Opens a card, and the keyboard goes on in it. */
  readonly open: (card: CardRef) => void;
  /** Shows a card while the keyboard stays in the list. */
  readonly peek: (card: CardRef) => void;
  /** Closes the card, and the keyboard goes back to the list. */
  readonly close: () => void;
  readonly back: () => void;
  readonly forward: () => void;
}

interface Window {
  readonly state: Navigation;
  readonly navigate: Navigate;
  readonly main: RefObject<HTMLDivElement | null>;
  readonly card: RefObject<HTMLElement | null>;
}

/** Where the window is and how it moves; also moves the keyboard between the list and the card. */
export function useNavigation(): Window {
  const [state, dispatch] = useReducer(navigated, firstNavigation);
  const main = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLElement>(null);
  const navigate = useMemo<Navigate>(() => {
    const now = (action: NavigationAction): void => {
      flushSync(() => dispatch(action));
    };
    return {
      go: (to) => dispatch({ do: 'go', to }),
      view: (view) => dispatch({ do: 'view', view }),
      open: (ref) => {
        now({ do: 'open', card: ref });
        card.current?.focus();
      },
      peek: (ref) => {
        now({ do: 'peek', card: ref });
        // In a narrow window the card covers the list, and a list that is not seen cannot keep the keyboard.
        if (main.current?.checkVisibility() === false) card.current?.focus();
      },
      close: () => {
        now({ do: 'close' });
        main.current?.querySelector<HTMLElement>('[data-main-list]')?.focus();
      },
      back: () => dispatch({ do: 'back' }),
      forward: () => dispatch({ do: 'forward' }),
    };
  }, []);
  return { state, navigate, main, card };
}
