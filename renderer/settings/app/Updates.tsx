import { useEffect, useState } from 'react';
import type { UpdateState } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** Whether there is a newer Ringside; it is told here and nowhere else. */
export function Updates() {
  const { t, format } = useLanguage();
  const [ask, failure] = useAsk();
  const [state, setState] = useState<UpdateState | null>(null);
  const [isLater, setLater] = useState(false);
  const now = useNow(MINUTE);
  useEffect(() => {
    ask(window.api.updates.get(), setState);
    return window.api.on('updates', setState);
  }, [ask]);
  if (state === null) return <FailureLine failure={failure} />;
  return (
    <section className={css['source']} aria-labelledby="updates" data-phase={state.phase}>
      <h3 id="updates">{t('updates.title')}</h3>
      <output>
        {words(t, state)}
        {state.phase === 'idle' && state.checkedAt !== null
          ? ` ${t('updates.checkedAt', { time: format.when(state.checkedAt, now) })}`
          : null}
      </output>
      {state.phase === 'off' ? null : (
        <>
          {state.isBusy ? <p className={css['quiet']}>{t('updates.busy')}</p> : null}
          <div className={css['buttons']}>
            {state.phase === 'ready' && !isLater ? (
              <>
                <Button look="main" disabled={state.isBusy} onClick={() => ask(window.api.updates.restart())}>
                  {t('updates.restart')}
                </Button>
                <Button onClick={() => setLater(true)}>{t('updates.later')}</Button>
              </>
            ) : null}
            {['idle', 'failed', 'waiting'].includes(state.phase) ? (
              <Button disabled={state.isBusy} onClick={() => ask(window.api.updates.check(), setState)}>
                {t('updates.check')}
              </Button>
            ) : null}
          </div>
        </>
      )}
      <FailureLine failure={failure} />
    </section>
  );
}

function words(t: Translate, state: UpdateState): string {
  if (state.phase === 'off') return t(`updates.off.${state.reason}`);
  const version = state.version ?? '';
  switch (state.phase) {
    case 'idle':
      return t(state.checkedAt === null ? 'updates.never' : 'updates.idle');
    case 'checking':
      return t('updates.checking');
    case 'waiting':
      return t('updates.waiting', { version });
    case 'downloading':
      return t('updates.downloading', { version, percent: state.percent ?? 0 });
    case 'ready':
      return t('updates.ready', { version });
    default:
      return state.failure === 'refused'
        ? t('updates.failed.refused', { version })
        : t(state.failure === 'badFeed' ? 'updates.failed.badFeed' : 'updates.failed.unreachable');
  }
}
