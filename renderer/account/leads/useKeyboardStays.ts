import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the keyboard on the current card of a board while cards are drawn elsewhere: a card that moves to
 * another stage is a new element, and the one that had the keyboard is gone.
 */
export function useKeyboardStays(board: RefObject<HTMLElement | null>): void {
  const isHere = useRef(false);
  useEffect(() => {
    const place = board.current;
    const came = (event: FocusEvent): void => {
      isHere.current = event.target instanceof HTMLElement && event.target.dataset['lead'] !== undefined;
    };
    const left = (event: FocusEvent): void => {
      // Taken by something else; when nothing takes it, its element was removed.
      if (event.relatedTarget !== null) isHere.current = false;
    };
    place?.addEventListener('focusin', came);
    place?.addEventListener('focusout', left);
    return () => {
      place?.removeEventListener('focusin', came);
      place?.removeEventListener('focusout', left);
    };
  });
  useEffect(() => {
    if (!isHere.current) return;
    const card = board.current?.querySelector<HTMLElement>('[data-current="true"]');
    if (card && card !== document.activeElement) card.focus();
  });
}
