import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { heedCallSearch, type useCallSearch } from './callSearch.ts';
import css from './FindCalls.module.css';

/** Narrows the list of calls to those with these words in name, note or result, or with this part of a number. */
export function FindCalls({ search }: { readonly search: ReturnType<typeof useCallSearch> }) {
  const { t } = useLanguage();
  const { text, isAsked, setText } = search;
  const box = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    field.current?.select();
    field.current?.focus();
    heedCallSearch();
  }, [isAsked]);
  useKeyDown(box, (event) => {
    if (event.isComposing) return;
    const goesOn = event.key === 'ArrowDown' || event.key === 'Enter';
    // Esc once more leaves the field, as everywhere.
    if (!goesOn && (event.key !== 'Escape' || text === '')) return;
    event.preventDefault();
    event.stopPropagation();
    if (!goesOn) return setText('');
    return listBeside(box.current)?.focus();
  });
  return (
    <search ref={box} className={css['find']}>
      <Icon of={Search} size={14} />
      <input
        ref={field}
        type="search"
        dir="auto"
        className={css['text']}
        aria-label={t('history.find')}
        aria-keyshortcuts="Control+F"
        placeholder={t('history.findWhat')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text === '' ? null : (
        <IconButton of={X} size={28} label={t('history.findClear')} onClick={() => setText('')} />
      )}
    </search>
  );
}

const listBeside = (box: HTMLElement | null): HTMLElement | null =>
  box?.parentElement?.querySelector<HTMLElement>('[data-main-list]') ?? null;
