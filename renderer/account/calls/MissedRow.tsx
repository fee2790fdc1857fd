import { Check, PhoneMissed } from 'lucide-react';
import { memo } from 'react';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { GridCell } from '../../ui/GridCell.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { DialNumber } from '../cards/DialNumber.tsx';
import css from './CallItem.module.css';
import type { MissedLine } from './missedFold.ts';

interface MissedRowProps {
  readonly line: MissedLine;
  /** Unix ms, to the minute. */
  readonly now: number;
}

/** One missed caller: who, how often, how long ago, and the way to call back. */
export const MissedRow = memo(function MissedRow({ line, now }: MissedRowProps) {
  const { t, format } = useLanguage();
  const { caller } = line;
  const isWithheld = caller.number === null;
  // After a day nobody is told of who cannot be called back.
  const isClosed = line.isClosed && !isWithheld;
  const number = isWithheld ? t('call.withheld') : clip(caller.display, 60);
  const face =
    caller.who === null
      ? ({ kind: isWithheld ? 'withheld' : 'unknown' } as const)
      : faceOf({ ...caller.who, name: caller.name ?? number });
  return (
    <>
      <GridCell className={css['item']} data={{ 'data-missed': !isClosed, 'data-beside': true }}>
        <Face of={face} />
        <span className={css['words']}>
          <span className={css['line']}>
            <span className={css['name']} dir="auto">
              {caller.name === null ? number : clip(caller.name)}
            </span>
            <span className={css['company']} dir="ltr">
              {caller.name === null ? '' : number}
            </span>
          </span>
          <span className={css['line']}>
            <span className={css['icon']}>
              <Icon of={isClosed ? Check : PhoneMissed} size={12} />
            </span>
            <span className={css['result']}>{t('missed.times', { times: caller.times })}</span>
            <span className={css['note']}>· {format.ago(caller.lastAt, now)}</span>
          </span>
        </span>
      </GridCell>
      <GridCell className={css['beside']}>
        {caller.number === null ? null : isClosed ? (
          <Badge tone="good">{t('missed.closed')}</Badge>
        ) : (
          <DialNumber number={caller.number} what={number} />
        )}
      </GridCell>
    </>
  );
});
