import type { SyncState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { useAsk } from '../state/ask.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import css from './SyncProgress.module.css';
import { syncWords, timeLeft } from './syncWords.ts';

/** How far the copy of the contacts is; of the first one how long it still takes, with a pause. */
export function SyncProgress({ store }: { readonly store: Store<SyncState | null> }) {
  const { t, format } = useLanguage();
  const sync = useStore(store);
  const [ask] = useAsk();
  const now = useNow(MINUTE);
  if (!sync) return null;
  const isBusy = sync.phase === 'first' || sync.phase === 'catchUp';
  return (
    <section className={css['sync']} aria-label={t('sync.label')} data-phase={sync.phase}>
      {isBusy ? <Spinner /> : null}
      <p>{syncWords(t, format, sync, now)}</p>
      <FirstProgress sync={sync} />
      {sync.phase === 'first' ? (
        <Button look="quiet" onClick={() => ask(window.api.sync.pause())}>
          {t('sync.pause')}
        </Button>
      ) : null}
      {sync.phase === 'paused' || sync.phase === 'failed' ? (
        <Button look="quiet" onClick={() => ask(window.api.sync.resume())}>
          {sync.phase === 'paused' ? t('sync.resume') : t('action.tryAgain')}
        </Button>
      ) : null}
    </section>
  );
}

function FirstProgress({ sync }: { readonly sync: SyncState }) {
  const { t } = useLanguage();
  const { first, skipped } = sync;
  return (
    <>
      {first?.total ? (
        <progress
          className={css['bar']}
          aria-label={t('sync.label')}
          max={Math.max(first.total, first.walked)}
          value={first.walked}
        />
      ) : null}
      {first && first.timeLeftMs !== null && sync.phase === 'first' ? (
        <p>{timeLeft(t, first.timeLeftMs)}</p>
      ) : null}
      {skipped > 0 ? <p className={css['skipped']}>{t('sync.skipped', { count: skipped })}</p> : null}
    </>
  );
}
