import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SyncState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { useAsk } from '../state/ask.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { isOffline } from './accountDot.ts';
import css from './CopyBanner.module.css';
import { syncWords, timeLeft } from './syncWords.ts';

interface CopyBannerProps {
  readonly sync: SyncState;
  /** Results and other writes that wait for the CRM. */
  readonly waiting: number;
}

/** The copy of the contacts, when there is something to say of it: the first one, one that stopped, no line to the CRM. */
export function CopyBanner({ sync, waiting }: CopyBannerProps) {
  const { t, format } = useLanguage();
  const [ask] = useAsk();
  const now = useNow(MINUTE);
  if (isOffline(sync)) {
    return (
      <Banner tone="plain" icon={CloudOff}>
        <strong>{t('account.offline', { count: sync.contacts })}</strong>{' '}
        {waiting > 0 ? t('account.offlineWaiting', { count: waiting }) : null}
      </Banner>
    );
  }
  return (
    <section aria-label={t('sync.label')} data-phase={sync.phase}>
      <Banner tone={sync.phase === 'failed' ? 'warn' : 'plain'} actions={action()}>
        {syncWords(t, format, sync, now)} <FirstProgress sync={sync} />
      </Banner>
    </section>
  );

  function action(): ReactNode {
    if (sync.phase === 'first')
      return <Button onClick={() => ask(window.api.sync.pause())}>{t('sync.pause')}</Button>;
    if (sync.phase === 'paused')
      return <Button onClick={() => ask(window.api.sync.resume())}>{t('sync.resume')}</Button>;
    return sync.phase === 'failed' ? (
      <Button onClick={() => ask(window.api.sync.resume())}>{t('action.tryAgain')}</Button>
    ) : undefined;
  }
}

function FirstProgress({ sync: { first, skipped, phase } }: { readonly sync: SyncState }) {
  const { t } = useLanguage();
  return (
    <>
      {first?.total ? (
        <progress
          className={css['bar']}
          aria-label={t('sync.label')}
          max={Math.max(first.total, first.walked)}
          value={first.walked}
        />
      ) : null}{' '}
      {first && first.timeLeftMs !== null && phase === 'first' ? timeLeft(t, first.timeLeftMs) : null}{' '}
      {skipped > 0 ? <span className={css['skipped']}>{t('sync.skipped', { count: skipped })}</span> : null}
    </>
  );
}
