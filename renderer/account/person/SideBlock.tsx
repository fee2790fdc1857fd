import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './SideBlock.module.css';

interface SideBlockProps {
  readonly title: string;
  /** What tells it from another part of the window, where its title alone does not. */
  readonly label?: string;
  /** What makes one more of it; null where nothing can be made. */
  readonly add?: { readonly label: string; readonly keyHint: string; readonly onPick: () => void } | null;
  readonly children: ReactNode;
}

/** A part of what belongs to a person, under a quiet heading. */
export function SideBlock({ title, label = title, add = null, children }: SideBlockProps) {
  return (
    <section className={css['block']} aria-label={label}>
      <header className={css['head']}>
        <h3>{title}</h3>
        {add === null ? null : (
          <IconButton of={Plus} size={28} label={add.label} keyHint={add.keyHint} onClick={add.onPick} />
        )}
      </header>
      {children}
    </section>
  );
}
