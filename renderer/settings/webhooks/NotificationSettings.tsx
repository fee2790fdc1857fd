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
  const [told, setTold] = useState<NoticeSettings | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => ask(window.api.webhooks.notices(), setTold), [ask]);
  if (told === null) return <FailureLine failure={failure} />;
  const change = (next: NoticeSettings): void => {
    setTold(next);
    ask(window.api.webhooks.setNotices(next), setTold);
  };
  return (
    <>
      <PartFrame id="news-notices" title={t('notices.title')}>
        <SettingRow id="notices-account" label={t('notices.account')} help={t('notices.intro')}>
          <Switch
            isOn={told.account}
            labelledBy="notices-account-label"
            describedBy="notices-account-help"
            onTurn={(on) => change({ ...told, account: on })}
          />
        </SettingRow>
        <FailureLine failure={failure} />
      </PartFrame>
      <PartFrame id="notices-kinds" title={t('notices.kinds')}>
        {NOTICE_KINDS.map((kind) => (
          <SettingRow key={kind} id={`notices-${kind}`} label={t(`notices.kind.${kind}`)}>
            <Switch
              isOn={told.on.includes(kind)}
              isDisabled={!told.account}
              labelledBy={`notices-${kind}-label`}
              onTurn={(on) =>
                change({ ...told, on: on ? [...told.on, kind] : told.on.filter((one) => one !== kind) })
              }
            />
          </SettingRow>
        ))}
      </PartFrame>
    </>
  );
}
