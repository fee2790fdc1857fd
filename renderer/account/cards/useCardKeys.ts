import { useRef, type RefCallback } from 'react';
import { isTextField, letterOf } from '../../ui/keyboard.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';

/** What a card needs for its letters. */
interface CardKeys {
  /** Of the card's own element. */
  readonly ref: RefCallback<HTMLElement>;
  /** Puts the keyboard on the card: its letters work again after a step. */
  readonly focus: () => void;
}

/** The steps of a card by their letters (`e`), while the keyboard is in the card and in no field; a step may not be there now. */
export function useCardKeys(steps: Readonly<Record<string, (() => void) | null>>): CardKeys {
  /** The frame's own element around the card: the keyboard is on it when the card was just opened. */
  const frame = useRef<HTMLElement>(null);
  useKeyDown(frame, (event) => {
    if (isTextField(event.target) || event.repeat) return;
    const step = steps[letterOf(event) ?? ''] ?? null;
    if (step === null) return;
    event.preventDefault();
    step();
  });
  return {
    ref: (card) => {
      frame.current = card?.closest<HTMLElement>("[data-own-keys='card']") ?? null;
    },
    focus: () => frame.current?.focus(),
  };
}
