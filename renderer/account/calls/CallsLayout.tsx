import { Suspense, type ReactNode, type Ref } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import css from './CallsView.module.css';

interface CallsLayoutProps {
  readonly label: string;
  /** Over the list: the search, and what is listed. */
  readonly tools: ReactNode;
  readonly list: ReactNode;
  /** The call that is open, null for none. */
  readonly call: ReactNode | null;
  /** What stands in its place when none is. */
  readonly myDay: ReactNode;
  readonly detail: Ref<HTMLElement>;
}

/** A list of calls and the one that is open beside it; where there is no room for both, the call covers the list. */
export function CallsLayout({ label, tools, list, call, myDay, detail }: CallsLayoutProps) {
  const { t } = useLanguage();
  return (
    <div className={css['calls']} data-open={call !== null}>
      <section className={css['list']} aria-label={label}>
        {tools}
        {list}
      </section>
      <section
        ref={detail}
        tabIndex={-1}
        className={css['detail']}
        data-card-keys=""
        aria-label={call === null ? t('account.myDay') : t('account.detail')}
      >
        {/* Read late: the list does not wait for it. */}
        <Suspense fallback={null}>{call ?? myDay}</Suspense>
      </section>
    </div>
  );
}
