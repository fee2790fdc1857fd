import type { KeyboardEvent } from 'react';

/** Where what opens over a control has to stand: a modal dialog covers everything beside itself, and nothing is outside of landmarks. Undefined: at the end of the page. */
export const popupHome = (control: Element | null): HTMLElement | undefined =>
  control?.closest<HTMLElement>('dialog, main') ?? undefined;

/** While something is open over a control, keys are its own: no digit is a result, and Esc closes it alone. */
export const keepKeys =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
