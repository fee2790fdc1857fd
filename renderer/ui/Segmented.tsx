import { Check } from 'lucide-react';
import { Icon } from './Icon.tsx';
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
  /** Narrows whatever is chosen; beside the choices. */
  readonly toggle?: { readonly label: string; readonly isOn: boolean; readonly onToggle: () => void };
}

/** One of a few, all of them seen; each may say how much is there. */
export function Segmented<Value extends string>({
  label,
  segments,
  value: chosen,
  onPick,
  toggle,
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
      {toggle === undefined ? null : (
        <li className={css['beside']}>
          <button
            type="button"
            className={css['choice']}
            aria-pressed={toggle.isOn}
            onClick={() => toggle.onToggle()}
          >
            {toggle.isOn ? <Icon of={Check} size={12} /> : null}
            <span>{toggle.label}</span>
          </button>
        </li>
      )}
    </ul>
  );
}
