import { memo } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { callIcon } from '../../call/callIcon.ts';
import { talkedMs } from '../../call/talkedMs.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { GridCell } from '../../ui/GridCell.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { CallChip } from './CallChip.tsx';
import { callerWords, directionWords } from './callWords.ts';
import css from './CallHistory.module.css';
import { RowAction } from './RowAction.tsx';
import { RowNote } from './RowNote.tsx';

interface HistoryRowProps {
  readonly call: Call;
  /** Unix ms, to the minute. */
  readonly now: number;
  readonly onCreate: (id: string) => void;
  readonly onChange: (call: Call) => void;
}

/** One call of a long list, in two lines: who, what came of it, when, and where it is on its way to the CRM. */
export const HistoryRow = memo(function HistoryRow({ call, now, onCreate, onChange }: HistoryRowProps) {
  const { t, format } = useLanguage();
  const { name, number } = callerWords(t, call);
  const talked = talkedMs(call);
  const length = talked === null ? '' : formatDuration(talked);
  return (
    <>
      <GridCell className={css['words']} data={{ 'data-missed': call.endReason === 'missed' }}>
        <span className={css['icon']}>
          <Icon of={callIcon(call)} />
          <span className="visuallyHidden">{directionWords(t, call)}</span>
        </span>
        <span className={css['name']} dir="auto">
          {name}
        </span>
        <span className={css['quiet']}>
          <span dir="ltr">{clip(number, 40)}</span>
        </span>
        <span className={css['result']}>{call.result === null ? '' : t(`result.${call.result}`)}</span>
        <RowNote call={call} />
        <span className={css['time']}>
          {format.time(call.startedAt)}
          {length === '' ? null : <small> · {length}</small>}
        </span>
        <span className={css['date']}>{format.dayName(call.startedAt, now)}</span>
      </GridCell>
      <GridCell className={css['state']}>
        <CallChip call={call} />
        <RowAction call={call} onCreate={onCreate} onChange={onChange} />
      </GridCell>
    </>
  );
});
