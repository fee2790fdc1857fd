import { useLanguage } from '../i18n/language.ts';
import { Diagnostics } from './Diagnostics.tsx';
import css from './Settings.module.css';
import type { SettingsPageProps } from './settingsPage.tsx';

/** What this is. */
export function AboutPage({ version }: SettingsPageProps) {
  const { t } = useLanguage();
  return (
    <section className={css['view']} aria-labelledby="about">
      <h2 id="about">{t('settings.page.about')}</h2>
      <p>{t('settings.version', { version })}</p>
      <Diagnostics />
    </section>
  );
}
