import { useState, type Ref } from 'react';

interface TypedPartProps {
  readonly id: string;
  readonly className: string | undefined;
  /** For screen readers, where the label is of more than this. */
  readonly name?: string;
  readonly describedBy: string | undefined;
  readonly placeholder: string;
  /** Whole, or empty. */
  readonly value: string;
  /** False: it was chosen elsewhere, what was typed is over. */
  readonly isOurs: boolean;
  readonly isWrong?: boolean;
  readonly write: (value: string) => string;
  readonly read: (text: string) => string | null;
  readonly later: (value: string, step: 1 | -1) => string;
  readonly onValue: (value: string) => void;
  /** Alt and the down arrow. */
  readonly onOpen: () => void;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/** A line for a day or a time: read as it is typed, written out when it is left, a step later or earlier by the arrows. */
export function TypedPart({ ref, ...props }: TypedPartProps) {
  const { value, isOurs, write, read, later, onValue, onOpen } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed === null || !isOurs ? write(value) : typed;
  const isUnread = isOurs && typed !== null && typed.trim() !== '' && read(typed) === null;
  return (
    <input
      id={props.id}
      ref={ref}
      className={props.className}
      type="text"
      autoComplete="off"
      spellCheck={false}
      maxLength={30}
      {...(props.name === undefined ? {} : { 'aria-label': props.name })}
      aria-describedby={props.describedBy}
      aria-invalid={isUnread || props.isWrong === true ? true : undefined}
      placeholder={props.placeholder}
      value={text}
      onChange={({ target }) => {
        setTyped(target.value);
        onValue(read(target.value) ?? '');
      }}
      // What cannot be read stays, so that it can be put right.
      onBlur={() => setTyped((now) => (now !== null && now.trim() !== '' && read(now) === null ? now : null))}
      onFocus={({ target }) => target.select()}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
        if (step === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (event.altKey) {
          if (step === -1) onOpen();
          return;
        }
        if (value === '') return;
        setTyped(null);
        onValue(later(value, step));
      }}
    />
  );
}
