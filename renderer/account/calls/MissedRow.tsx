import { memo } from 'react';
import { Check, PhoneMissed } from 'lucide-react';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { GridCell } from '../../ui/GridCell.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { CopyText } from '../cards/CopyText.tsx';
import { DialNumber } from '../cards/DialNumber.tsx';
import css from './CallHistory.module.css';
import type { MissedLine } from './missedFold.ts';

interface MissedRowProps {
  readonly line: MissedLine;
  /** Unix ms, to the minute. */
  readonly now: number;
}

/** One missed caller: who, how often, how long ago, and what helps calling back. */
export const MissedRow = memo(function MissedRow({ line, now }: MissedRowProps) {
  const { t, format } = useLanguage();
  const { caller, isClosed } = line;
  const number = clip(caller.display, 60);
  return (
    <>
      <GridCell className={css['caller']} data={{ 'data-closed': isClosed }}>
        <span className={css['icon']}>
          <Icon of={isClosed ? Check : PhoneMissed} />
        </span>
        <span className={css['name']} dir="auto">
          {caller.name === null ? number : clip(caller.name)}
        </span>
        <span className={css['quiet']}>{caller.name === null ? '' : <span dir="ltr">{number}</span>}</span>
        <span className={css['times']}>{t('missed.times', { times: caller.times })}</span>
        <span className={css['ago']}>{format.ago(caller.lastAt, now)}</span>
      </GridCell>
      <GridCell className={css['state']}>
        {isClosed ? (
          <Badge tone="good">{t('missed.closed')}</Badge>
        ) : (
          <>
            <DialNumber number={caller.number} what={number} />
            <CopyText text={caller.number} what={number} />
          </>
        )}
      </GridCell>
    </>
  );
});
