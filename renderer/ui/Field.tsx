import { useId, type InputHTMLAttributes, type Ref } from 'react';
import css from './Field.module.css';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className' | 'id'> {
  readonly label: string;
  /** A sentence under the field. */
  readonly hint?: string;
  /** What is wrong with the text, and what to do; takes the hint's place. */
  readonly error?: string;
  /** Screen readers are told of the error at once: for the first of several. */
  readonly isAlert?: boolean;
  readonly onText: (text: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A labelled line of text. */
export function Field({ label, hint, error, isAlert = false, onText, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={css['input']}
        aria-describedby={hint === undefined && error === undefined ? undefined : `${id}-hint`}
        aria-invalid={error === undefined ? undefined : true}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
      {error === undefined ? null : (
        <p id={`${id}-hint`} className={css['error']} role={isAlert ? 'alert' : undefined}>
          {error}
        </p>
      )}
      {hint === undefined || error !== undefined ? null : (
        <p id={`${id}-hint`} className={css['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}
