/** Marks the page while Alt is held: every control shows its key then (Kbd.module.css). */
export function showKeysWithAlt(): void {
  const mark = (held: boolean): void => {
    if (held) document.documentElement.dataset['keys'] = 'shown';
    else delete document.documentElement.dataset['keys'];
  };
  window.addEventListener('keydown', ({ key }) => {
    if (key === 'Alt') mark(true);
  });
  window.addEventListener('keyup', ({ key }) => {
    if (key === 'Alt') mark(false);
  });
  // Alt+Tab: its end is heard by another window.
  window.addEventListener('blur', () => mark(false));
}
