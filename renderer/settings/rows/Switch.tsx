import css from './Rows.module.css';

interface SwitchProps {
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly onTurn: (on: boolean) => void;
}

/** On or off, at once: a native checkbox that looks and is read as a switch. */
export function Switch({ isOn, isDisabled = false, labelledBy, describedBy, onTurn }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={css['switch']}
      checked={isOn}
      aria-checked={isOn}
      disabled={isDisabled}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onChange={(event) => onTurn(event.target.checked)}
    />
  );
}
