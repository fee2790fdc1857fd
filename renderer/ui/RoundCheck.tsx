import { Check } from 'lucide-react';
import css from './RoundCheck.module.css';
import { Icon } from './Icon.tsx';

interface RoundCheckProps {
  /** What is done with it, for screen readers: it has no words of its own. */
  readonly label: string;
  readonly onDone: () => void;
}

/** Round: it is a task. One press, and it is done. */
export function RoundCheck({ label, onDone }: RoundCheckProps) {
  return (
    <button
      type="button"
      className={css['check']}
      aria-label={label}
      title={label}
      onClick={(event) => {
        // In a row that opens something of its own.
        event.stopPropagation();
        onDone();
      }}
    >
      <span>
        <Icon of={Check} size={12} />
      </span>
    </button>
  );
}
