import type { ReactNode } from 'react';
import css from './Numbers.module.css';

interface FigureProps {
  readonly label: string;
  readonly tone?: 'bad' | 'warn' | 'good' | undefined;
  readonly children: ReactNode;
}

/** A number with what it counts under it. */
export function Figure({ label, tone, children }: FigureProps) {
  return (
    <div className={css['figure']} data-tone={tone}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
