import css from './Kbd.module.css';

/** The cap of a key. Hidden from screen readers: the control it stands on names its key itself. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className={css['kbd']} aria-hidden="true">
      {children}
    </kbd>
  );
}
