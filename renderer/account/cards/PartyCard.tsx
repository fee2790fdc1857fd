import { useLanguage } from '../../i18n/language.ts';
import type { CardProps } from '../views.tsx';

/** To come. */
export function PartyCard({ card }: CardProps) {
  const { t } = useLanguage();
  return <output data-card={card.kind}>{t('app.loading')}</output>;
}
