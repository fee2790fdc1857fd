import { ArrowDownLeft, ArrowUpRight, PhoneMissed, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { talkedMs } from '../../../preload/constants.ts';
import { isAccountWide } from '../../call/failureAdvice.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Face } from '../../ui/Face.tsx';
import { GridCell } from '../../ui/GridCell.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { CallChip, hasChip } from './CallChip.tsx';
import css from './CallItem.module.css';
import { callerFace, callerWords, directionWords, resultWords } from './callWords.ts';
import type { KnownCaller } from './useCallers.ts';

interface CallItemProps {
  readonly call: Call;
  /** Whose number it certainly is, null for nobody's and while that is not known. */
  readonly who: KnownCaller | null;
  /** Unix ms, to the minute. */
  readonly now: number;
}

/** One call of a list, in two lines: who, when; what came of it, how long. A chip only where something is to be done. */
export const CallItem = memo(function CallItem({ call, who, now }: CallItemProps) {
  const { t, format } = useLanguage();
  const { name } = callerWords(t, call);
  const talked = talkedMs(call);
  const isLive = call.state !== 'ended';
  const isMissed = call.endReason === 'missed' && call.result === null;
  return (
    <GridCell className={css['item']} data={{ 'data-live': isLive, 'data-missed': isMissed }}>
      <Face of={callerFace(call, who)} />
      <span className={css['words']}>
        <span className={css['line']}>
          <span className={css['name']} dir="auto">
            {name}
          </span>
          <span className={css['company']} dir="auto">
            {who?.company ?? ''}
          </span>
        </span>
        <span className={css['line']}>
          <span className={css['icon']}>
            <Icon of={directionIcon(call)} size={12} />
            <span className="visuallyHidden">{directionWords(t, call)}</span>
          </span>
          <span className={css['result']}>{resultWords(t, call)}</span>
          <Why call={call} />
        </span>
      </span>
      <span className={css['side']}>
        <time className={css['time']}>
          <span className="visuallyHidden">{format.dayName(call.startedAt, now)} </span>
          {isLive ? format.ago(now, now) : format.time(call.startedAt)}
        </time>
        {hasChip(call) ? (
          <CallChip call={call} />
        ) : (
          <span className={css['length']}>{talked === null ? '' : formatDuration(talked)}</span>
        )}
      </span>
    </GridCell>
  );
});

function directionIcon({ direction, endReason }: Call): LucideIcon {
  if (direction === 'outbound') return ArrowUpRight;
  return endReason === 'missed' ? PhoneMissed : ArrowDownLeft;
}

/** Why the call is not in the CRM yet, or else the first words of its note. What holds the whole account back is said once, over everything. */
function Why({ call: { log, note } }: { readonly call: Call }) {
  const { t } = useLanguage();
  const failure = log.state === 'waiting' || log.state === 'failed' ? log.failure : null;
  if (failure !== null && !(log.state === 'waiting' && isAccountWide(failure))) {
    return (
      <span className={css['note']} data-trouble={log.state} title={t(`failure.${failure}`)}>
        · {t(`failure.${failure}`)}
      </span>
    );
  }
  return note === '' ? null : (
    <span className={css['note']} dir="auto">
      · {clip(note)}
    </span>
  );
}
