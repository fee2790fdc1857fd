import { CircleCheck, CircleDashed, PhoneIncoming } from 'lucide-react';
import type { SetupCheckState } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { setupCheckStore } from '../../state/setupCheckStore.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFocusStays } from '../../ui/useFocusStays.ts';
import settingsCss from '../Settings.module.css';
import css from './SetupCheck.module.css';

const events = ['ring', 'answer', 'end'] as const;

/** The agent calls themselves: each event ticks when it really arrives, and what is missing says what to do. */
export function SetupCheckPanel() {
  const { t, format } = useLanguage();
  const setupCheck = useStore(setupCheckStore());
  const [ask, failure] = useAsk();
  const place = useFocusStays<HTMLElement>();
  const isOn = setupCheck !== null && setupCheck.startedAt !== null;
  const isOver = setupCheck !== null && setupCheck.end !== null;
  return (
    <section ref={place} tabIndex={-1} className={settingsCss['source']} aria-labelledby="prove">
      <h3 id="prove">{t('prove.title')}</h3>
      <p>{t('prove.explain')}</p>
      {setupCheck !== null && isOn ? (
        <div className={css['check']}>
          <span className={css['phone']} data-state={stateOf(setupCheck)}>
            <Icon of={PhoneIncoming} size={24} />
          </span>
          <p className={css['now']}>{t(`prove.now.${stateOf(setupCheck)}`)}</p>
          <ol className={css['ticks']} aria-live="polite">
            {events.map((event) => {
              const tick = setupCheck[event];
              return (
                <li key={event} data-ticked={tick !== null}>
                  <Icon of={tick === null ? CircleDashed : CircleCheck} size={20} />
                  <span>
                    {t(`prove.${event}`)}
                    <span className={css['how']}>
                      {' · '}
                      {tick === null
                        ? t(isOver ? 'prove.missing' : 'prove.waiting')
                        : `${t('prove.told', { source: tick.source })} · ${format.time(tick.at)}`}
                    </span>
                  </span>
                </li>
              );
            })}
          </ol>
          {setupCheck.popMs === null ? null : <p>{t('prove.pop', { ms: Math.round(setupCheck.popMs) })}</p>}
          <output>{adviceOf(setupCheck)}</output>
        </div>
      ) : null}
      <div className={settingsCss['buttons']}>
        <Button look="main" onClick={() => ask(window.api.softphones.prove({ on: true }))}>
          {t(isOn ? 'prove.again' : 'prove.start')}
        </Button>
        {isOn ? (
          <Button onClick={() => ask(window.api.softphones.prove({ on: false }))}>{t('prove.stop')}</Button>
        ) : null}
      </div>
      <FailureLine failure={failure} />
    </section>
  );

  function adviceOf({ ring, answer, end, popMs }: SetupCheckState): string {
    if (ring === null && answer === null) return t('prove.noRing');
    if (end === null) return '';
    if (answer === null) return t('prove.noAnswer');
    return t(popMs === null ? 'prove.noPop' : 'prove.works');
  }
}

/** What Ringside hears now. */
function stateOf({ ring, answer, end }: SetupCheckState): 'quiet' | 'ringing' | 'talking' | 'ended' {
  if (end !== null) return 'ended';
  if (answer !== null) return 'talking';
  return ring === null ? 'quiet' : 'ringing';
}
