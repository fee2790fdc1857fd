import { useLanguage } from '../../i18n/language.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { filterLabels, viewFilters, type FilterOf } from '../places.ts';
import css from './ListFilter.module.css';

type Listed = FilterOf<'contacts'>;

interface ListFilterProps {
  readonly listed: Listed;
  readonly onListed: (listed: Listed) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onlyMine: boolean;
  readonly onOnlyMine: (only: boolean) => void;
  /** Rows that fit, null while nobody knows. */
  readonly total: number | null;
}

/** Narrows the list by the beginning of names, people or companies, and whose they are; says how many fit. */
export function ListFilter({ listed, onListed, text, onText, onlyMine, onOnlyMine, total }: ListFilterProps) {
  const { t } = useLanguage();
  return (
    <search className={css['filter']}>
      <SearchField
        label={t('contacts.filter')}
        clearLabel={t('contacts.filterClear')}
        text={text}
        onText={onText}
      />
      <nav aria-label={t('account.filters')}>
        <Segmented
          label={t('account.filters')}
          segments={viewFilters.contacts.map((value) => ({
            value,
            label: t(filterLabels.contacts[value]),
            count: value === listed ? (total ?? 0) : 0,
          }))}
          value={listed}
          onPick={onListed}
          toggle={{ label: t('contacts.mine'), isOn: onlyMine, onToggle: () => onOnlyMine(!onlyMine) }}
        />
      </nav>
      <output className="visuallyHidden">
        {total === null ? '' : t('contacts.total', { count: total })}
      </output>
    </search>
  );
}
