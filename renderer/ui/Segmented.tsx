import css from './Segmented.module.css';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** How much is there; nothing is shown for 0. */
  readonly count?: number;
}

interface SegmentedProps<Value extends string> {
  /** What is chosen among, for screen readers. */
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: string;
  readonly onPick: (value: Value) => void;
}

/** One of a few, all of them seen; each may say how much is there. */
export function Segmented<Value extends string>({
  label,
  segments,
  value: chosen,
  onPick,
}: SegmentedProps<Value>) {
  return (
    <ul className={css['well']} aria-label={label}>
      {segments.map(({ value, label: words, count = 0 }) => (
        <li key={value}>
          <button
            type="button"
            className={css['choice']}
            aria-current={value === chosen ? 'true' : undefined}
            onClick={() => onPick(value)}
          >
            <span>{words}</span>
            {count > 0 ? <span className={css['count']}>{count}</span> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
