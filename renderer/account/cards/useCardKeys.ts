import { useRef, type RefCallback } from 'react';
import { isTextField, letterOf } from '../../ui/keyboard.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';

/**
 * The steps of a card by their letters (`e`), while the keyboard is in the card and in no field; a step may not be there now.
 *
 * @returns the ref of the card's own element, and what puts the keyboard on the card, for its letters to work after a step
 */
export function useCardKeys(
  steps: Readonly<Record<string, (() => void) | null>>,
): readonly [card: RefCallback<HTMLElement>, focus: () => void] {
  /** The frame's own element around the card, or the list's around its call: the keyboard is on it when the card was just opened. */
  const frame = useRef<HTMLElement>(null);
  useKeyDown(frame, (event) => {
    if (isTextField(event.target) || event.repeat) return;
    const step = steps[letterOf(event) ?? ''] ?? null;
    if (step === null) return;
    event.preventDefault();
    step();
  });
  return [
    (card) => {
      frame.current = card?.closest<HTMLElement>("[data-own-keys='card'], [data-card-keys]") ?? null;
    },
    () => frame.current?.focus(),
  ];
}
