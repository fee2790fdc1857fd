import { useEffect, useState } from 'react';
import type { TelephonyView } from '../../../preload/contract.ts';
import { useDictionary } from '../../account/dictionaryStore.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Select } from '../../ui/Select.tsx';
import { Colleagues } from './Colleagues.tsx';
import css from '../Settings.module.css';
import type { SettingsPageProps } from '../settingsPage.tsx';

const ways = ['first', 'pbx', 'ringside'] as const;

/** Who logs the account's calls, and which colleagues see them ring; a change holds at once. */
export function TelephonyPage({ account }: SettingsPageProps) {
  const { t } = useLanguage();
  const [now, setNow] = useState<TelephonyView | null>(null);
  const [ask, failure] = useAsk();
  const users = useDictionary()?.users ?? [];
  useEffect(() => {
    ask(window.api.telephony.get(), setNow);
  }, [ask]);

  if (account === null) return null;
  const change = (changes: Partial<TelephonyView>): void => {
    if (now !== null) ask(window.api.telephony.set({ ...now, ...changes }), setNow);
  };
  return (
    <section className={css['view']} aria-labelledby="telephony">
      <h2 id="telephony">{t('telephony.title')}</h2>
      {now === null ? null : (
        <>
          <div className={css['fields']}>
            <Select
              label={t('telephony.whoLogs')}
              value={now.whoLogs}
              options={ways.map((value) => ({ value, text: t(`telephony.whoLogs.${value}`) }))}
              onPick={(whoLogs) => {
                change({ whoLogs });
              }}
            />
          </div>
          <p className={css['quiet']}>{t(`telephony.about.${now.whoLogs}`)}</p>
          {now.whoLogs === 'ringside' ? null : <p className={css['quiet']}>{t('telephony.asNote')}</p>}
          <Colleagues
            colleagues={now.colleagues}
            users={users.filter(({ id }) => id !== account.userId)}
            onChange={(colleagues) => {
              change({ colleagues });
            }}
          />
        </>
      )}
      <FailureLine failure={failure} />
    </section>
  );
}
