import { useId } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import css from './ListFilter.module.css';

interface ListFilterProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onlyMine: boolean;
  readonly onOnlyMine: (only: boolean) => void;
  /** Rows that fit, null while nobody knows. */
  readonly total: number | null;
}

/** Narrows a list by the beginning of names and by whose they are; says how many fit. */
export function ListFilter({ text, onText, onlyMine, onOnlyMine, total }: ListFilterProps) {
  const { t } = useLanguage();
  const mineId = useId();
  return (
    <search className={css['filter']}>
      <input
        type="search"
        dir="auto"
        className={css['text']}
        aria-label={t('contacts.filter')}
        placeholder={t('contacts.filter')}
        value={text}
        maxLength={200}
        onChange={(event) => onText(event.target.value)}
      />
      <span className={css['mine']}>
        <input
          id={mineId}
          type="checkbox"
          checked={onlyMine}
          onChange={(event) => onOnlyMine(event.target.checked)}
        />
        <label htmlFor={mineId}>{t('contacts.mine')}</label>
      </span>
      <output className={css['total']}>{total === null ? '' : t('contacts.total', { count: total })}</output>
    </search>
  );
}
