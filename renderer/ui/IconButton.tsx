import type { LucideIcon } from 'lucide-react';
import type { Ref } from 'react';
import { Icon } from './Icon.tsx';
import css from './IconButton.module.css';
import { Kbd } from './Kbd.tsx';

interface IconButtonProps {
  readonly of: LucideIcon;
  /** What it does: the name for screen readers, and the tooltip. */
  readonly label: string;
  readonly onClick: () => void;
  /** `tint`: one of a row of actions; `plain`: the drawing alone. */
  readonly look?: 'plain' | 'tint';
  readonly size?: 28 | 32;
  /** The key that does the same. */
  readonly keyHint?: string;
  readonly disabled?: boolean;
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
  ...native
}: IconButtonProps) {
  return (
    <button
      type="button"
      className={css['button']}
      data-look={look}
      data-size={size}
      aria-label={label}
      aria-keyshortcuts={keyHint}
      title={label}
      onClick={onClick}
      {...native}
    >
      <Icon of={of} />
      {keyHint === undefined ? null : <Kbd>{keyHint}</Kbd>}
    </button>
  );
}
