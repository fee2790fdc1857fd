import type { ReactNode, Ref } from 'react';
import css from './PersonLayout.module.css';

interface PersonLayoutProps {
  readonly header: ReactNode;
  /** What is said once about all of it: a failure, that it is gone. */
  readonly notice?: ReactNode;
  /** What is looked at now, before all else that belongs to them: a call. */
  readonly top?: ReactNode;
  /** What was said, and what is written now. */
  readonly children: ReactNode;
  /** Deals, tasks, facts: beside where there is room, else before what was said. Null: there never are any. */
  readonly side: ReactNode | null;
  readonly ref?: Ref<HTMLElement>;
}

/** Who or what stands beside a list: the head, what was said, and at the right what belongs to it. */
export function PersonLayout({ header, notice, top, children, side, ref }: PersonLayoutProps) {
  return (
    <article ref={ref} className={css['detail']}>
      {header}
      {notice}
      <div className={css['body']}>
        {top === undefined ? null : <div className={css['top']}>{top}</div>}
        <div className={css['main']}>{children}</div>
        {side === null ? null : <div className={css['side']}>{side}</div>}
      </div>
    </article>
  );
}
