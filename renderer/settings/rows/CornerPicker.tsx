import css from './Rows.module.css';
import type { PickProps } from './Segments.tsx';

/** A corner of the screen, as a small screen each: native radios with the corner's name. */
export function CornerPicker({ value, options, labelledBy, describedBy, onPick }: PickProps) {
  return (
    <div
      className={css['corners']}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {options.map((option) => (
        <label key={option.value} className={css['corner']} data-corner={option.value} title={option.text}>
          <input
            type="radio"
            className="visuallyHidden"
            name={labelledBy}
            aria-label={option.text}
            checked={option.value === value}
            onChange={() => onPick(option.value)}
          />
          <span />
        </label>
      ))}
    </div>
  );
}
