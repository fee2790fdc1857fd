import type { CallNumbers } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE } from '../../state/now.ts';
import { Figure } from './Figure.tsx';
import css from './Numbers.module.css';

const HOUR_MINUTES = 60;

/** How long those who were missed waited for a call back; nothing where nobody was missed. */
export function CallBackFigures({ callBacks }: Pick<CallNumbers, 'callBacks'>) {
  const { t, format } = useLanguage();
  const { callers, calledBack, inTime, medianMs, otherwise } = callBacks;
  if (callers === 0) return null;
  const waiting = callers - calledBack - otherwise;
  const minutes = medianMs === null ? null : Math.round(medianMs / MINUTE);
  return (
    <section className={css['block']} aria-label={t('numbers.callBack')}>
      <h3>{t('numbers.callBack')}</h3>
      <dl className={css['figures']}>
        <Figure label={t('numbers.missedCallers')}>{format.count(callers)}</Figure>
        <Figure label={t('numbers.calledBack')}>{format.count(calledBack)}</Figure>
        <Figure label={t('numbers.median')}>
          {minutes === null
            ? '–'
            : t('numbers.hoursMinutes', {
                hours: Math.floor(minutes / HOUR_MINUTES),
                minutes: minutes % HOUR_MINUTES,
              })}
        </Figure>
        <Figure
          label={t('numbers.inTime')}
          tone={calledBack > 0 && inTime === calledBack ? 'good' : undefined}
        >
          {calledBack === 0 ? '–' : format.share(inTime / calledBack)}
        </Figure>
        <Figure label={t('numbers.stillWaiting')} tone={waiting > 0 ? 'bad' : undefined}>
          {format.count(waiting)}
        </Figure>
      </dl>
    </section>
  );
}
