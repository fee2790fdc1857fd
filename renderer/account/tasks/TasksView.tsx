import { useLanguage } from '../../i18n/language.ts';
import type { ViewProps } from '../views.tsx';

/** To come. */
export function TasksView({ place }: ViewProps<'tasks'>) {
  const { t } = useLanguage();
  return <output data-filter={place.filter}>{t('app.loading')}</output>;
}
