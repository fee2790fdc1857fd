import { useEffect, useRef, type RefObject } from 'react';

/** Gives the keyboard to an element when it appears because the agent asked for it. */
export function useFocusOnOpen<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    element.current?.focus();
  }, []);
  return element;
}
