import type { CallDay } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { dayScale } from './dayScale.ts';
import css from './DayLine.module.css';

interface DayLineProps {
  readonly day: CallDay;
  /** Unix ms, to the minute. */
  readonly now: number;
}

const WIDTH = 304;
/** Room for half the name of an hour at either end. */
const PAD = 28;
const HEIGHT = 40;
const BASE = 24;
/** A conversation of a minute is still a bar. */
const LEAST_BAR = 3;

/** The day as a line: a bar for each conversation, as long as it lasted, a tick for a try, a dot for a missed call, and now. */
export function DayLine({ day, now }: DayLineProps) {
  const { t, format } = useLanguage();
  const scale = dayScale(day, now);
  const x = (at: number): number =>
    Math.round(
      ((Math.min(Math.max(at, scale.from), scale.to) - scale.from) / (scale.to - scale.from)) *
        (WIDTH - 2 * PAD),
    ) + PAD;
  // The minute has begun before the last call ended.
  const present = x(Math.max(now, ...day.talks.map(({ to }) => to)));
  return (
    <svg
      className={css['line']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t('day.line', { talks: day.talks.length, missed: day.missedAt.length })}
    >
      <path className={css['base']} d={`M${PAD} ${BASE}H${WIDTH - PAD}`} />
      {day.triedAt.map((at, index) => (
        <rect key={index} className={css['try']} x={x(at)} y={BASE - 6} width={1.5} height={6} />
      ))}
      {day.talks.map(({ from, to }, index) => (
        <rect
          key={index}
          className={css['talk']}
          x={Math.min(x(from), present - LEAST_BAR)}
          y={BASE - 16}
          width={Math.max(LEAST_BAR, x(to) - x(from))}
          height={16}
          rx={1}
        />
      ))}
      {day.missedAt.map((at, index) => (
        <circle key={index} className={css['missed']} cx={x(at)} cy={BASE} r={3} />
      ))}
      <path className={css['now']} d={`M${present} ${BASE - 20}V${BASE + 2}`} />
      {scale.marks.map((at) => (
        <text key={at} className={css['hour']} x={x(at)} y={HEIGHT - 2} textAnchor="middle">
          {format.time(at)}
        </text>
      ))}
    </svg>
  );
}
