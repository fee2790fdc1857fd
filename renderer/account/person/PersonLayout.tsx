import type { ReactNode, Ref } from 'react';
import css from './PersonLayout.module.css';

interface PersonLayoutProps {
  readonly header: ReactNode;
  /** What is said once about all of it: a failure, that it is gone. */
  readonly notice?: ReactNode;
  /** What was said, and what is written now. */
  readonly children: ReactNode;
  /** Deals, tasks, facts: beside where there is room, else before what was said. */
  readonly side: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

/** Who or what stands beside a list: the head, what was said, and at the right what belongs to it. */
export function PersonLayout({ header, notice, children, side, ref }: PersonLayoutProps) {
  return (
    <article ref={ref} className={css['detail']}>
      {header}
      {notice}
      <div className={css['body']}>
        <div className={css['main']}>{children}</div>
        <div className={css['side']}>{side}</div>
      </div>
    </article>
  );
}
