import field from '../../ui/Field.module.css';
import css from './Rows.module.css';
import type { PickProps } from './Segments.tsx';

/** One of several, in a list that opens. */
export function Pick({ value, options, labelledBy, describedBy, onPick }: PickProps) {
  return (
    <span className={css['pick']}>
      <select
        className={field['input']}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        value={String(value)}
        onChange={({ target }) => {
          const picked = options.find((option) => String(option.value) === target.value);
          if (picked) onPick(picked.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </span>
  );
}
