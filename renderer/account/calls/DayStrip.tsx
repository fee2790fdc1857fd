import type { CallCounts } from '../../../preload/contract.ts';
import { formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { DayLine } from './DayLine.tsx';
import { dayNow } from './dayScale.ts';
import css from './DayStrip.module.css';

interface DayStripProps {
  readonly counts: CallCounts | null;
  readonly onPick: (filter: 'missed' | 'unlogged') => void;
}

/** What the day has brought so far, in six numbers and a line. */
export function DayStrip({ counts, onPick }: DayStripProps) {
  const { t } = useLanguage();
  const now = useNow(MINUTE);
  const day = dayNow(counts?.day ?? null, now);
  const minutes = Math.floor((day?.talkedMs ?? 0) / MINUTE);
  const hours = Math.floor(minutes / 60);
  const missed = counts?.missed ?? 0;
  const toLog = counts?.unlogged ?? 0;
  const average = day?.averageMs ?? null;
  return (
    <section className={css['day']} aria-label={t('day.title')}>
      <dl className={css['figures']}>
        <Figure label={t('day.calls', { count: day?.calls ?? 0 })}>{String(day?.calls ?? 0)}</Figure>
        <Figure label={t('day.conversations', { count: day?.conversations ?? 0 })}>
          {String(day?.conversations ?? 0)}
        </Figure>
        <Figure label={t('day.onThePhone')}>
          {hours === 0 ? null : (
            <>
              {hours}
              <small>{t('day.hours')}</small>
            </>
          )}
          {minutes % 60}
          <small>{t('day.minutes')}</small>
        </Figure>
        <Figure label={t('day.average')} least>
          {average === null ? '–' : formatDuration(average)}
        </Figure>
        <Figure label={t('day.missed', { count: missed })} tone={missed > 0 ? 'bad' : undefined}>
          <Jump
            isNeeded={missed > 0}
            words={t('day.missed', { count: missed })}
            onPick={() => onPick('missed')}
          >
            {missed}
          </Jump>
        </Figure>
        <Figure label={t('day.toLog', { count: toLog })} tone={toLog > 0 ? 'warn' : undefined}>
          <Jump
            isNeeded={toLog > 0}
            words={t('day.toLog', { count: toLog })}
            onPick={() => onPick('unlogged')}
          >
            {toLog}
          </Jump>
        </Figure>
      </dl>
      {day === null ? null : <DayLine day={day} now={now} />}
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly tone?: 'bad' | 'warn' | undefined;
  /** What a narrow window does without first. */
  readonly least?: boolean;
  readonly children: React.ReactNode;
}

function Figure({ label, tone, least = false, children }: FigureProps) {
  return (
    <div className={css['figure']} data-tone={tone} data-least={least}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface JumpProps {
  readonly isNeeded: boolean;
  readonly words: string;
  readonly onPick: () => void;
  readonly children: number;
}

/** A number that leads to what it counts, while there is any. */
function Jump({ isNeeded, words, onPick, children }: JumpProps) {
  return isNeeded ? (
    <button type="button" className={css['jump']} aria-label={`${children} ${words.trim()}`} onClick={onPick}>
      {children}
    </button>
  ) : (
    children
  );
}
