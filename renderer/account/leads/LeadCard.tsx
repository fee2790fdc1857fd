import { useLanguage } from '../../i18n/language.ts';
import type { CardProps } from '../views.tsx';

/** To come. */
export function LeadCard({ card }: CardProps) {
  const { t } = useLanguage();
  return <output data-card={card.kind}>{t('app.loading')}</output>;
}
