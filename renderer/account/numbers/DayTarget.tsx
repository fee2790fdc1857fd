import type { CallNumbers } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import css from './Numbers.module.css';

interface DayTargetProps {
  readonly numbers: CallNumbers;
  /** Conversations a day; 0: there is no target. */
  readonly target: number;
  /** Unix ms: days to come have no share in it. */
  readonly now: number;
}

/** How far the conversations of the days are on their way to the target, which counts the days there were calls on, and today. */
export function DayTarget({ numbers: { days }, target, now }: DayTargetProps) {
  const { t, format } = useLanguage();
  const worked = days.filter(({ from, to, calls }) => calls > 0 || (from <= now && now < to));
  if (target === 0 || worked.length === 0) return null;
  const wanted = target * worked.length;
  const had = worked.reduce((sum, { conversations }) => sum + conversations, 0);
  const words = t('numbers.ofTarget', { had: format.count(had), wanted: format.count(wanted) });
  return (
    <div className={css['target']} data-reached={had >= wanted}>
      <progress value={Math.min(had, wanted)} max={wanted} aria-label={words} />
      <span aria-hidden="true">{words}</span>
      <span>{format.share(had / wanted)}</span>
    </div>
  );
}
