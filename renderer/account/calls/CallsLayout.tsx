import type { ReactNode, Ref } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import css from './CallsView.module.css';

interface CallsLayoutProps {
  readonly label: string;
  readonly list: ReactNode;
  /** The call that is open, null for none. */
  readonly call: ReactNode | null;
  readonly detail: Ref<HTMLElement>;
}

/** A list of calls and the one that is open beside it; where there is no room for both, the call covers the list. */
export function CallsLayout({ label, list, call, detail }: CallsLayoutProps) {
  const { t } = useLanguage();
  return (
    <div className={css['calls']} data-open={call !== null}>
      <section className={css['list']} aria-label={label}>
        {list}
      </section>
      <section ref={detail} tabIndex={-1} className={css['detail']} aria-label={t('account.detail')}>
        {call ?? (
          <div className={css['pick']}>
            <p>{t('account.pickCall')}</p>
            <p>{t('account.pickCallKeys')}</p>
          </div>
        )}
      </section>
    </div>
  );
}
