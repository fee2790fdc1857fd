import css from './Rows.module.css';

export interface PickProps {
  readonly value: unknown;
  readonly options: readonly { readonly value: string | number; readonly text: string }[];
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly onPick: (value: string | number) => void;
}

/** One of a few, all in sight: native radios, so that the arrows go through them. */
export function Segments({ value, options, labelledBy, describedBy, onPick }: PickProps) {
  return (
    <div
      className={css['segments']}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {options.map((option) => (
        <label key={option.value} className={css['segment']}>
          <input
            type="radio"
            className="visuallyHidden"
            name={labelledBy}
            checked={option.value === value}
            onChange={() => onPick(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </div>
  );
}
