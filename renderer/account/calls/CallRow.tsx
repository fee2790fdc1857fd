import { memo } from 'react';
import type { Call } from '../../../preload/contract.ts';
import { callIcon } from '../../call/callIcon.ts';
import { talkedMs } from '../../call/talkedMs.ts';
import { formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CallChip } from './CallChip.tsx';
import css from './CallList.module.css';
import { callerWords, directionWords } from './callWords.ts';
import { RowAction } from './RowAction.tsx';
import { RowNote } from './RowNote.tsx';

interface CallRowProps {
  readonly call: Call;
  readonly isSelected: boolean;
  /** Unix ms, to the minute. */
  readonly now: number;
  readonly onSelect: (id: string) => void;
  readonly onEnter: (id: string) => void;
  /** The agent wants to create the contact a call lacks. */
  readonly onCreate: (id: string) => void;
  readonly onChange: (call: Call) => void;
}

/** One call of the list: who, when, how long, the result, and where it is on its way to the CRM. */
export const CallRow = memo(function CallRow({
  call,
  isSelected,
  now,
  onSelect,
  onEnter,
  onCreate,
  onChange,
}: CallRowProps) {
  const { t, format } = useLanguage();
  const { name, number } = callerWords(t, call);
  const talked = talkedMs(call);
  return (
    <li className={css['row']} data-missed={call.endReason === 'missed'}>
      <button
        type="button"
        className={css['open']}
        aria-current={isSelected}
        onClick={(event) => {
          // A click without a pointer is Enter or Space.
          if (event.detail === 0) onEnter(call.id);
          else onSelect(call.id);
        }}
      >
        <span className={css['icon']}>
          <Icon of={callIcon(call)} />
          <span className="visuallyHidden">{directionWords(t, call)}</span>
        </span>
        <span className={css['name']} dir="auto">
          {name}
        </span>
        <span className={css['number']} dir="ltr">
          {number}
        </span>
        <span className={css['result']}>{call.result === null ? '' : t(`result.${call.result}`)}</span>
        <RowNote call={call} />
        <span className={css['time']}>{format.when(call.startedAt, now)}</span>
        <span className={css['duration']}>{talked === null ? '' : formatDuration(talked)}</span>
      </button>
      <span className={css['state']}>
        <CallChip call={call} />
        <RowAction call={call} onCreate={onCreate} onChange={onChange} />
      </span>
    </li>
  );
});
