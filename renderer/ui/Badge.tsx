import type { ReactNode } from 'react';
import css from './Badge.module.css';

/** The meaning of a mark; colour never carries it alone, the words do. */
export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

/** A short word about a state. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`${css['badge']} ${css[tone]}`} data-chip="">
      {children}
    </span>
  );
}
