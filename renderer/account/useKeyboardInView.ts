import { useEffect, type RefObject } from 'react';

/**
 * The keys of a view work as soon as it is there: its list gets the keyboard when the view opens, and again when nobody has it
 * because what had it is gone (rows arrived in the place of "loading"). Who is in a field, a card or a dialog stays there.
 */
export function useKeyboardInView(view: string, main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = main.current;
    if (root === null) return undefined;
    const take = (): void => {
      // Of this view: while its code is read, the one before may still stand there.
      const list = root.querySelector<HTMLElement>(`[data-view='${view}'] [data-main-list]`);
      if (list !== null && hasNobody(document)) list.focus({ preventScroll: true });
    };
    // The button of the view that was clicked, or a row of the view before: its keys are not meant any more.
    const had = document.activeElement;
    if (had instanceof HTMLElement && had.closest('[data-own-keys]') === null) had.blur();
    take();
    const observer = new MutationObserver(take);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
    };
  }, [view, main]);
}

const hasNobody = ({ activeElement, body }: Document): boolean =>
  activeElement === null || activeElement === body;
