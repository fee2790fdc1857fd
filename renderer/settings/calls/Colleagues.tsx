import type { Account, Settings, SettingsChange } from '../../../preload/contract.ts';
import { useDictionary } from '../../account/dictionaryStore.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { SettingRow } from '../rows/SettingRow.tsx';
import { PartFrame } from '../rows/SettingsPart.tsx';
import { Switch } from '../rows/Switch.tsx';
import type { SettingsPageProps } from '../settingsPage.tsx';
import css from '../Settings.module.css';

/** Whose browser shows the agent's incoming calls; a user who has left the account goes with the next change. */
export function ColleaguesPanel({ account, settings }: SettingsPageProps) {
  return account && <Colleagues account={account} settings={settings} />;
}

interface ColleaguesProps {
  readonly account: Account;
  readonly settings: Settings;
}

function Colleagues({ account, settings }: ColleaguesProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const users = useDictionary()?.users.filter(({ id }) => id !== account.userId) ?? [];
  const { 'colleagues.on': isOn, 'colleagues.users': saved } = settings.values;
  const chosen = users.map(({ id }) => id).filter((id) => saved.includes(id));
  const change = (changes: SettingsChange): void => ask(window.api.settings.change(changes));
  return (
    <PartFrame id="colleagues" title={t('telephony.colleagues')}>
      <SettingRow
        id="colleagues-on"
        label={t('telephony.colleagues.on')}
        help={t('telephony.colleagues.about')}
      >
        <Switch
          isOn={isOn}
          labelledBy="colleagues-on-label"
          describedBy="colleagues-on-help"
          onTurn={(on) => change({ 'colleagues.on': on })}
        />
      </SettingRow>
      {isOn ? (
        <SettingRow id="colleagues-users" label={t('telephony.colleagues.who')} isWide>
          <fieldset className={css['people']} aria-labelledby="colleagues-users-label">
            {users.map(({ id, name }) => (
              <label key={id} className={css['switch']}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={(event) =>
                    change({
                      'colleagues.users': event.target.checked
                        ? [...chosen, id]
                        : chosen.filter((one) => one !== id),
                    })
                  }
                />
                {/* A user whose name is not known yet is told by the id. */}
                <span dir="auto">{name === '' ? `#${String(id)}` : name}</span>
              </label>
            ))}
          </fieldset>
          {chosen.length === 0 ? (
            <output className={css['quiet']}>
              {t(users.length === 0 ? 'telephony.colleagues.none' : 'telephony.colleagues.nobody')}
            </output>
          ) : null}
        </SettingRow>
      ) : null}
      <FailureLine failure={failure} />
    </PartFrame>
  );
}
