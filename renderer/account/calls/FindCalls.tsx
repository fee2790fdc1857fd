import { useEffect, useRef } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { SearchField } from '../../ui/SearchField.tsx';
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
      <SearchField
        ref={field}
        label={t('history.find')}
        placeholder={t('history.findWhat')}
        clearLabel={t('history.findClear')}
        text={text}
        onText={setText}
      />
    </search>
  );
}

const listBeside = (box: HTMLElement | null): HTMLElement | null =>
  box?.parentElement?.querySelector<HTMLElement>('[data-main-list]') ?? null;
