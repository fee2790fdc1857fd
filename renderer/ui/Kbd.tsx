import css from './Kbd.module.css';

interface KbdProps {
  readonly children: string;
  /** Where keys are what one chooses by: results, callers, the palette. Else shown on hover, focus and with Alt held. */
  readonly always?: boolean;
}

/** The name of a key. Hidden from screen readers: the control it stands on names its key itself. */
export function Kbd({ children, always = false }: KbdProps) {
  return (
    <kbd className={`${css['kbd']} ${always ? '' : css['quiet']}`} aria-hidden="true">
      {children}
    </kbd>
  );
}
