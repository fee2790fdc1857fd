import { useLanguage } from '../../i18n/language.ts';
import { DataFolder } from './DataFolder.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { Licences } from './Licences.tsx';
import { SetAside } from './SetAsideJournals.tsx';
import css from '../Settings.module.css';
import type { SettingsPageProps } from '../settingsPage.tsx';
import { Updates } from './Updates.tsx';

/** What this is, whether there is a newer one, and where its data lie. */
export function AboutPage({ version }: SettingsPageProps) {
  const { t } = useLanguage();
  return (
    <section className={css['view']} aria-labelledby="about">
      <h2 id="about">{t('settings.page.about')}</h2>
      <p>{t('settings.version', { version })}</p>
      <Updates />
      <DataFolder />
      <SetAside />
      <Diagnostics />
      <Licences />
    </section>
  );
}
