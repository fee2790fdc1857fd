import { useEffect, useState } from 'react';
import type { NoticeSettings } from '../../../preload/contract.ts';
import { NOTICE_KINDS } from '../../../preload/constants.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { SettingRow } from '../rows/SettingRow.tsx';
import { PartFrame } from '../rows/SettingsPart.tsx';
import { Switch } from '../rows/Switch.tsx';
import type { SettingsPageProps } from '../settingsPage.tsx';

/** What the system tells the agent of: this account as a whole, and each kind for all accounts. */
export function NotificationSettings({ account }: SettingsPageProps) {
  return account === null ? null : <OfAccount />;
}

function OfAccount() {
  const { t } = useLanguage();
  const [notices, setNotices] = useState<NoticeSettings | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => ask(window.api.webhooks.notices(), setNotices), [ask]);
  if (notices === null) return <FailureLine failure={failure} />;
  const change = (next: NoticeSettings): void => {
    setNotices(next);
    ask(window.api.webhooks.setNotices(next), setNotices);
  };
  return (
    <>
      <PartFrame id="news-notices" title={t('notices.title')}>
        <SettingRow id="notices-account" label={t('notices.account')} help={t('notices.intro')}>
          <Switch
            isOn={notices.account}
            labelledBy="notices-account-label"
            describedBy="notices-account-help"
            onTurn={(on) => change({ ...notices, account: on })}
          />
        </SettingRow>
        <FailureLine failure={failure} />
      </PartFrame>
      <PartFrame id="notices-kinds" title={t('notices.kinds')}>
        {NOTICE_KINDS.map((kind) => (
          <SettingRow key={kind} id={`notices-${kind}`} label={t(`notices.kind.${kind}`)}>
            <Switch
              isOn={notices.on.includes(kind)}
              isDisabled={!notices.account}
              labelledBy={`notices-${kind}-label`}
              onTurn={(on) =>
                change({
                  ...notices,
                  on: on ? [...notices.on, kind] : notices.on.filter((one) => one !== kind),
                })
              }
            />
          </SettingRow>
        ))}
      </PartFrame>
    </>
  );
}
