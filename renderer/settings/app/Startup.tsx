import { useEffect, useState } from 'react';
import type { AutostartState } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** Whether Ringside starts with the system, as the system says it. */
export function Startup() {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [state, setState] = useState<AutostartState | null>(null);
  useEffect(() => {
    const look = (): void =>
      ask(window.api.system.autostart(), (said) => {
        setState(said.state);
      });
    look();
    // The agent comes back from the system's own settings.
    window.addEventListener('focus', look);
    return () => {
      window.removeEventListener('focus', look);
    };
  }, [ask]);
  if (state === null) return <FailureLine failure={failure} />;
  return (
    <section className={css['source']} aria-labelledby="startup">
      <h3 id="startup">{t('startup.title')}</h3>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={state === 'on'}
          disabled={state === 'unavailable'}
          onChange={(event) =>
            ask(window.api.system.setAutostart({ on: event.target.checked }), (said) => {
              setState(said.state);
            })
          }
        />
        {t('startup.on')}
      </label>
      {state === 'blocked' || state === 'unavailable' ? (
        <output className={css['quiet']}>{t(`startup.${state}`)}</output>
      ) : null}
      <FailureLine failure={failure} />
    </section>
  );
}
