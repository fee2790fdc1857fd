import { useState } from 'react';
import { dateText, startOfMonth } from '../../../i18n/calendar.ts';
import { useLanguage } from '../../i18n/language.ts';
import { accountsStore } from '../../state/accountsStore.ts';
import { useAsk } from '../../state/ask.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import css from '../Settings.module.css';
import type { SettingsPageProps } from '../settingsPage.tsx';

/** The answer to the last press. */
type Outcome =
  | { readonly outcome: 'saved'; readonly path: string; readonly calls: number }
  | { readonly outcome: 'cancelled' | 'noCalls' };

/** This month so far. */
const usualDays = (): { readonly from: string; readonly to: string } => ({
  from: dateText(startOfMonth(Date.now())),
  to: dateText(Date.now()),
});

/** Calls of some days as a table for spreadsheets, saved where the agent says. */
export function ExportPage({ account }: SettingsPageProps) {
  const { t } = useLanguage();
  const accounts = useStore(accountsStore()) ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  const [days, setDays] = useState(usualDays);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [ask, failure] = useAsk();
  const key = account?.key ?? picked ?? accounts[0]?.key;
  const isComplete = days.from !== '' && days.to !== '';
  const isWrong = isComplete && days.from > days.to;
  return (
    <section className={css['view']} aria-labelledby="export">
      <h2 id="export">{t('export.title')}</h2>
      <p className={css['quiet']}>{t('export.explain')}</p>
      <form
        className={css['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          setOutcome(null);
          if (key !== undefined) ask(window.api.exports.calls({ account: key, ...days }), setOutcome);
        }}
      >
        {account === null && key !== undefined ? (
          <Select
            label={t('export.account')}
            value={key}
            options={accounts.map(({ key: value, name }) => ({ value, text: name }))}
            onPick={setPicked}
          />
        ) : null}
        <DateTimeField
          label={t('export.from')}
          parts="day"
          value={days.from}
          onValue={(from) => setDays({ ...days, from })}
        />
        <DateTimeField
          label={t('export.to')}
          parts="day"
          value={days.to}
          {...(isWrong ? { error: t('export.wrongDays') } : {})}
          onValue={(to) => setDays({ ...days, to })}
        />
        <div className={css['save']}>
          <Button type="submit" look="main" disabled={key === undefined || !isComplete || isWrong}>
            {t('export.save')}
          </Button>
        </div>
      </form>
      <output className={css['quiet']} data-outcome={outcome?.outcome}>
        {outcome?.outcome === 'saved' ? (
          <>
            {t('export.saved', { calls: outcome.calls })} <code dir="ltr">{outcome.path}</code>
          </>
        ) : outcome?.outcome === 'noCalls' ? (
          t('export.noCalls')
        ) : null}
      </output>
      <FailureLine failure={failure} />
    </section>
  );
}
