import type { CallNumbers } from '../../../preload/contract.ts';
import { formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE } from '../../state/now.ts';
import { Figure } from './Figure.tsx';
import css from './Numbers.module.css';

const HOUR_MINUTES = 60;

/** How much it was, all days together. */
export function DaysFigures({ numbers }: { readonly numbers: CallNumbers }) {
  const { t, format } = useLanguage();
  const sum = (of: 'calls' | 'conversations' | 'talkedMs' | 'timed' | 'missed'): number =>
    numbers.days.reduce((total, day) => total + day[of], 0);
  const minutes = Math.floor(sum('talkedMs') / MINUTE);
  const [timed, missed] = [sum('timed'), sum('missed')];
  return (
    <dl className={css['figures']}>
      <Figure label={t('numbers.calls')}>{format.count(sum('calls'))}</Figure>
      <Figure label={t('numbers.talks')}>{format.count(sum('conversations'))}</Figure>
      <Figure label={t('numbers.onThePhone')}>
        {t('numbers.hoursMinutes', {
          hours: Math.floor(minutes / HOUR_MINUTES),
          minutes: minutes % HOUR_MINUTES,
        })}
      </Figure>
      <Figure label={t('numbers.average')}>
        {timed === 0 ? '–' : formatDuration(sum('talkedMs') / timed)}
      </Figure>
      <Figure label={t('numbers.missed')} tone={missed > 0 ? 'bad' : undefined}>
        {format.count(missed)}
      </Figure>
      <Figure label={t('numbers.withoutResult')} tone={numbers.withoutResult > 0 ? 'warn' : undefined}>
        {format.count(numbers.withoutResult)}
      </Figure>
    </dl>
  );
}
