import { LANGUAGES } from '../../../i18n/languages.ts';
import { ZOOMS } from '../../../preload/constants.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import css from '../Settings.module.css';
import type { SettingsPageProps } from '../settingsPage.tsx';
import { Startup } from './Startup.tsx';

const themes = ['system', 'light', 'dark'] as const;

/** Language and appearance; a change holds at once. */
export function GeneralPage({ settings }: SettingsPageProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  // One that stands in the file and is none of ours is shown too.
  const sizes = [...new Set([...ZOOMS, settings.zoom])].toSorted((one, other) => one - other);
  return (
    <section className={css['view']} aria-labelledby="appearance">
      <h2 id="appearance">{t('settings.appearance')}</h2>
      <div className={css['fields']}>
        <Select
          label={t('settings.language')}
          value={settings.language}
          options={[
            { value: 'system', text: t('settings.language.system') },
            ...LANGUAGES.map(({ tag, name }) => ({ value: tag, text: name })),
          ]}
          onPick={(language) => ask(window.api.settings.set({ language }))}
        />
        <Select
          label={t('settings.theme')}
          value={settings.theme}
          options={themes.map((value) => ({ value, text: t(`settings.theme.${value}`) }))}
          onPick={(theme) => ask(window.api.settings.set({ theme }))}
        />
        <Select
          label={t('settings.zoom')}
          value={String(settings.zoom)}
          options={sizes.map((zoom) => ({ value: String(zoom), text: t('settings.zoom.percent', { zoom }) }))}
          onPick={(picked) => {
            const zoom = ZOOMS.find((size) => String(size) === picked);
            if (zoom !== undefined) ask(window.api.settings.set({ zoom }));
          }}
        />
      </div>
      <FailureLine failure={failure} />
      <Startup />
    </section>
  );
}
