import type { ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import css from './Button.module.css';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** `main`: the one step expected next; `plain`: any other; `quiet`: without a frame. */
  readonly look?: 'main' | 'plain' | 'quiet';
  /** `large`: in a pane, 32 px high. */
  readonly size?: 'usual' | 'large';
  /** Before the words. */
  readonly icon?: LucideIcon;
  /** The key that does the same, shown beside the words. */
  readonly keyHint?: string;
  /** What is shown of that key, when its name is too long. */
  readonly keyCap?: string;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly title?: string;
  readonly autoFocus?: boolean;
  /** For screen readers, where the words alone do not tell which of several it is; begins with them. */
  readonly 'aria-label'?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A native button with an optional key beside its words. */
export function Button({
  children,
  look = 'plain',
  size = 'usual',
  icon,
  keyHint,
  keyCap = keyHint,
  type = 'button',
  ...native
}: ButtonProps) {
  return (
    <button
      type={type}
      className={`${css['button']} ${css[look]}`}
      data-size={size}
      aria-keyshortcuts={keyHint}
      {...native}
    >
      {icon === undefined ? null : <Icon of={icon} />}
      <span>{children}</span>
      {keyCap === undefined ? null : <Kbd>{keyCap}</Kbd>}
    </button>
  );
}
