import { SelectBox } from '../../ui/Select.tsx';
import css from './Rows.module.css';
import type { PickProps } from './Segments.tsx';

/** One of several, in a list that opens. */
export function Pick({ value, options, labelledBy, describedBy, onPick }: PickProps) {
  return (
    <span className={css['pick']}>
      <SelectBox
        value={typeof value === 'number' ? value : String(value)}
        options={options}
        labelledBy={labelledBy}
        describedBy={describedBy}
        onPick={onPick}
      />
    </span>
  );
}
