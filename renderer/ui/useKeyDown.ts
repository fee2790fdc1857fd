import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Hears the keys pressed inside an element. */
export function useKeyDown(
  element: RefObject<HTMLElement | null>,
  press: (event: KeyboardEvent) => void,
): void {
  const latest = useRef(press);
  // Before the paint: a key acts on what the agent sees when they press it.
  useLayoutEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const target = element.current;
    const listener = (event: KeyboardEvent): void => {
      latest.current(event);
    };
    target?.addEventListener('keydown', listener);
    return () => {
      target?.removeEventListener('keydown', listener);
    };
  }, [element]);
}
