import { useId, type Ref, type TextareaHTMLAttributes } from 'react';
import css from './Field.module.css';

interface TextAreaProps extends Omit<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'onChange' | 'className' | 'id'
> {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** A labelled text of several lines. */
export function TextArea({ label, onText, ...area }: TextAreaProps) {
  const id = useId();
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea
        rows={2}
        dir="auto"
        {...area}
        id={id}
        className={css['input']}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
    </div>
  );
}
