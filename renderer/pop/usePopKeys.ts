import { useEffect, useLayoutEffect, useRef } from 'react';
import { isTyped } from '../ui/keyboard.ts';
import { popAction, type PopAction, type PopKeyContext } from './popKeys.ts';

/** Listens to the keys of the whole window and performs what they mean at that moment. */
export function usePopKeys(context: PopKeyContext, perform: (action: PopAction) => void): void {
  const latest = useRef({ context, perform });
  // Before the paint: a key acts on what the agent sees when they press it.
  useLayoutEffect(() => {
    latest.current = { context, perform };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = popAction(event, latest.current.context, isTyped(event));
      if (action === null) return;
      event.preventDefault();
      // A held key is one decision, not a row of them.
      if (!event.repeat) latest.current.perform(action);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}
