import { useLanguage } from '../../i18n/language.ts';
import css from '../Settings.module.css';
import { PhoneSetup } from './PhoneSetup.tsx';
import { SourcesState } from './SourcesState.tsx';

/** How each phone is made to tell Ringside of its calls, and what comes of it. */
export function ConnectPage() {
  const { t } = useLanguage();
  return (
    <section className={css['view']} aria-labelledby="connect">
      <h2 id="connect">{t('connect.title')}</h2>
      <PhoneSetup />
      <SourcesState />
    </section>
  );
}
