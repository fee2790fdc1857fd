import type { PlainMessageKey } from '../../i18n/translate.ts';
import { useLanguage } from '../i18n/language.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { filterLabels, viewFilters, withFilter, type Place } from './places.ts';
import type { Navigate } from './useNavigation.ts';
import css from './ViewFilters.module.css';

interface ViewFiltersProps {
  readonly place: Place;
  readonly navigate: Navigate;
}

/** What of a view can be listed; nothing where that is only one thing. */
export function ViewFilters({ place, navigate }: ViewFiltersProps) {
  const { t } = useLanguage();
  const labels: Readonly<Record<string, PlainMessageKey>> = filterLabels[place.view];
  const filters = viewFilters[place.view];
  return filters.length < 2 ? null : (
    <nav className={css['filters']} aria-label={t('account.filters')}>
      <Segmented
        label={t('account.filters')}
        segments={filters.flatMap((value) => {
          const label = labels[value];
          return label === undefined ? [] : [{ value, label: t(label) }];
        })}
        value={place.filter}
        onPick={(filter) => {
          const to = withFilter(place, filter);
          if (to !== null) navigate.go({ ...to, card: null });
        }}
      />
    </nav>
  );
}
