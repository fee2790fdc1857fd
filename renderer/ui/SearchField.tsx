import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';
import css from './SearchField.module.css';

interface SearchFieldProps {
  /** What is searched in, for screen readers; also shown where the field is empty, unless `placeholder` is. */
  readonly label: string;
  readonly placeholder?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What the cross that empties it does. */
  readonly clearLabel: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Narrows the list under it as it is typed into; Ctrl+F leads here. */
export function SearchField({ label, placeholder = label, text, onText, clearLabel, ref }: SearchFieldProps) {
  return (
    <div className={css['field']}>
      <Icon of={Search} size={14} />
      <input
        ref={ref}
        type="search"
        dir="auto"
        className={css['text']}
        aria-label={label}
        aria-keyshortcuts="Control+F"
        placeholder={placeholder}
        maxLength={200}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {text === '' ? null : <IconButton of={X} size={28} label={clearLabel} onClick={() => onText('')} />}
    </div>
  );
}
