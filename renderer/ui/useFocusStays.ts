import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the keyboard in a place when the button that had it goes away or is switched off by what it did: the place gets it
 * then, and Tab goes on from there. Not another button: a key held a moment too long would press that, too. The place
 * must be focusable (`tabIndex={-1}`).
 */
export function useFocusStays<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null);
  const last = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const inside = place.current;
    const came = ({ target }: FocusEvent): void => {
      last.current = target instanceof HTMLElement && target !== inside ? target : null;
    };
    // Nobody takes it: either the agent left for nowhere, or the element is about to go. Only the first forgets it.
    const left = ({ target }: FocusEvent): void => {
      queueMicrotask(() => {
        if (target === last.current && mayHaveFocus(last.current)) last.current = null;
      });
    };
    inside?.addEventListener('focusin', came);
    inside?.addEventListener('focusout', left);
    return () => {
      inside?.removeEventListener('focusin', came);
      inside?.removeEventListener('focusout', left);
    };
  });
  useLayoutEffect(() => {
    if (last.current === null || mayHaveFocus(last.current)) return;
    const now = document.activeElement;
    if (now === null || now === document.body || now === last.current)
      place.current?.focus({ preventScroll: true });
    last.current = null;
  });
  return place;
}

const mayHaveFocus = (element: HTMLElement | null): boolean =>
  element !== null && element.isConnected && !element.matches(':disabled');
