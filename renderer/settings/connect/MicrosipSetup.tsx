import { useEffect, useState } from 'react';
import { Check } from 'lucide-react';
import type { Microsip, MicrosipFailureCode } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFocusStays } from '../../ui/useFocusStays.ts';
import css from '../Settings.module.css';

/** MicroSIP may be closed or started at any moment; the answer decides which buttons there are. */
const LOOK_EVERY_MS = 2_000;

/** Ringside writes MicroSIP's hooks itself: once MicroSIP is closed, with a way back, and never over another's unasked. */
export function MicrosipSetup() {
  const { t } = useLanguage();
  const [view, setView] = useState<Microsip | null>(null);
  const [refused, setRefused] = useState<MicrosipFailureCode | null>(null);
  const [ask, failure] = useAsk();
  const place = useFocusStays<HTMLElement>();
  useEffect(() => {
    const look = (): void => ask(window.api.softphones.microsip(), setView);
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [ask]);
  if (view === null) return null;

  const done = (answer: { microsip: Microsip; failure: MicrosipFailureCode | null }): void => {
    setView(answer.microsip);
    setRefused(answer.failure);
  };
  const setUp = (replace: boolean): void => ask(window.api.softphones.setUpMicrosip({ replace }), done);
  const isReady = view.ini !== null && view.problem === null;
  const isAll = view.state === 'all';
  return (
    <section ref={place} tabIndex={-1} className={css['source']} aria-labelledby="microsip">
      <h3 id="microsip">{t('microsip.title')}</h3>
      {view.ini === null ? <p>{t('microsip.notFound')}</p> : <code dir="ltr">{clip(view.ini, 300)}</code>}
      {view.problem === null ? null : <p role="alert">{t('microsip.failure.notItsFile')}</p>}
      {isReady ? (
        <output className={css['state']} data-good={isAll}>
          {isAll ? <Icon of={Check} /> : null}
          {t(`microsip.${view.state}`)}
        </output>
      ) : null}
      {isReady && view.isRunning ? <p>{t('microsip.running')}</p> : null}
      {isReady && view.taken.length > 0 ? (
        <>
          <p>{t('microsip.taken')}</p>
          <ul>
            {view.taken.map(({ key, value }) => (
              <li key={key}>
                <code dir="ltr">
                  {key}={clip(value, 200)}
                </code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className={css['buttons']}>
        {isReady && !isAll ? (
          <Button look="main" disabled={view.isRunning} onClick={() => setUp(false)}>
            {t(view.taken.length > 0 ? 'microsip.setUpRest' : 'microsip.setUp')}
          </Button>
        ) : null}
        {isReady && view.taken.length > 0 ? (
          <Button disabled={view.isRunning} onClick={() => setUp(true)}>
            {t('microsip.replace')}
          </Button>
        ) : null}
        {view.mayUndo ? (
          <Button disabled={view.isRunning} onClick={() => ask(window.api.softphones.undoMicrosip(), done)}>
            {t('microsip.undo')}
          </Button>
        ) : null}
        <Button look="quiet" onClick={() => ask(window.api.softphones.chooseMicrosip(), setView)}>
          {t('microsip.choose')}
        </Button>
      </div>
      {refused === null ? null : <p role="alert">{t(`microsip.failure.${refused}`)}</p>}
      <FailureLine failure={failure} />
    </section>
  );
}
