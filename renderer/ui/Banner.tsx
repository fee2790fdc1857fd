import type { ReactNode } from 'react';
import css from './Banner.module.css';

interface BannerProps {
  readonly tone: 'plain' | 'warn' | 'bad';
  /** The sentence. */
  readonly children: ReactNode;
  /** Buttons beside it. */
  readonly actions?: ReactNode;
}

/** A sentence about the whole window, with what can be done about it; screen readers hear it appear. */
export function Banner({ tone, children, actions }: BannerProps) {
  return (
    <div className={`${css['banner']} ${css[tone]}`}>
      <output>{children}</output>
      {actions === undefined ? null : <div className={css['actions']}>{actions}</div>}
    </div>
  );
}
