import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Icon } from './Icon.tsx';
import css from './IconButton.module.css';
import { Kbd } from './Kbd.tsx';

interface IconButtonProps {
  readonly of: LucideIcon;
  /** What it does: the name for screen readers, and the tooltip. */
  readonly label: string;
  readonly onClick: () => void;
  /** `tint`: one of a row of actions; `plain`: the drawing alone; `live`, `bad`: what it does to a call. */
  readonly look?: 'plain' | 'tint' | 'live' | 'bad';
  /** Pixels; 20 and 24 in lines of text. */
  readonly size?: 20 | 24 | 28 | 32;
  /** The key that does the same. */
  readonly keyHint?: string;
  readonly disabled?: boolean;
  /** Of one that stays pressed. */
  readonly isPressed?: boolean | undefined;
  /** What it is of the phone's keys. */
  readonly 'data-control'?: string;
  /** Words beside the drawing, which then is as wide as its place. */
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A native button that shows a drawing; what it does is its tooltip. */
export function IconButton({
  of,
  label,
  onClick,
  look = 'plain',
  size = 32,
  keyHint,
  isPressed,
  children,
  ...native
}: IconButtonProps) {
  const hasWords = children !== undefined;
  return (
    <button
      type="button"
      className={css['button']}
      data-look={look}
      data-size={size}
      data-words={hasWords || undefined}
      {...(hasWords ? {} : { 'aria-label': label, title: label })}
      aria-keyshortcuts={keyHint}
      aria-pressed={isPressed}
      onClick={onClick}
      {...native}
    >
      <Icon of={of} size={size < 28 ? 14 : 16} />
      {hasWords ? <span className={css['words']}>{children}</span> : null}
      {keyHint === undefined ? null : <Kbd>{keyHint}</Kbd>}
    </button>
  );
}
