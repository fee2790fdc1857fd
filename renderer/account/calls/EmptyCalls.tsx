import { Suspense } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { lazyView } from '../lazyView.tsx';
import css from './EmptyCalls.module.css';

/** Read when there are no calls: with the first one it is never needed again. */
const PhoneSetup = lazyView(async () => (await import('../../settings/connect/PhoneSetup.tsx')).PhoneSetup);

/** No calls yet: which phone the agent has, and how it is made to tell of them. */
export function EmptyCalls({ onMore }: { readonly onMore: () => void }) {
  const { t } = useLanguage();
  return (
    <section className={css['empty']}>
      <Suspense fallback={<div aria-busy="true" />}>
        <PhoneSetup />
      </Suspense>
      <div>
        <Button look="quiet" keyHint="Alt+5" onClick={onMore}>
          {t('empty.more')}
        </Button>
      </div>
    </section>
  );
}
