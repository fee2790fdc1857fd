import { CALLS_LEAVE_AFTER } from '../../preload/constants.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Select } from '../ui/Select.tsx';
import css from './Settings.module.css';
import type { SettingsPageProps } from './settingsPage.tsx';

/** How long calls stay on this computer once the CRM holds them. */
export function OldCalls({ settings }: Pick<SettingsPageProps, 'settings'>) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  return (
    <section className={css['source']} aria-labelledby="old-calls">
      <h3 id="old-calls">{t('oldCalls.title')}</h3>
      <p className={css['quiet']}>{t('oldCalls.what')}</p>
      <Select
        label={t('oldCalls.after')}
        value={String(settings.callsLeaveAfter)}
        options={CALLS_LEAVE_AFTER.map((months) => ({
          value: String(months),
          text: months === 0 ? t('oldCalls.never') : t('oldCalls.months', { months }),
        }))}
        onPick={(picked) => {
          const callsLeaveAfter = CALLS_LEAVE_AFTER.find((months) => String(months) === picked);
          if (callsLeaveAfter !== undefined) ask(window.api.settings.set({ callsLeaveAfter }));
        }}
      />
      <FailureLine failure={failure} />
    </section>
  );
}
