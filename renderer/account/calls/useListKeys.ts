import { useEffect, useLayoutEffect, useRef } from 'react';
import { hasOwnKeys, isTyped } from '../../ui/keyboard.ts';
import { listAction, type ListAction, type ListKeyContext } from './listKeys.ts';

/** Listens to the keys of the whole window and performs what they mean for the list at that moment. */
export function useListKeys(
  context: Omit<ListKeyContext, 'results'> & {
    /** Asked at the key: only the open call knows its results. */
    readonly results: () => ListKeyContext['results'];
  },
  perform: (action: ListAction) => void,
): void {
  const latest = useRef({ context, perform });
  // Before the paint: a key acts on what the agent sees when they press it.
  useLayoutEffect(() => {
    latest.current = { context, perform };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || hasOwnKeys(event.target)) return;
      const { results, ...shown } = latest.current.context;
      const action = listAction(event, { ...shown, results: results() }, isTyped(event));
      if (action === null || (event.repeat && action.do !== 'select')) return;
      event.preventDefault();
      latest.current.perform(action);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}
