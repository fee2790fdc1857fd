import { useEffect, useState } from 'react';
import type { NoticeSettings } from '../../../preload/contract.ts';
import { NOTICE_KINDS } from '../../../preload/constants.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from '../Settings.module.css';

/** What the system tells the agent of: each kind switched for all accounts, and this account as a whole. */
export function NotificationSettings() {
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
    <section className={css['source']} aria-labelledby="news-notices">
      <h3 id="news-notices">{t('notices.title')}</h3>
      <p className={css['quiet']}>{t('notices.intro')}</p>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={told.account}
          onChange={(event) => change({ ...told, account: event.target.checked })}
        />
        {t('notices.account')}
      </label>
      <fieldset className={css['hook']} disabled={!told.account}>
        <legend>{t('notices.kinds')}</legend>
        <div className={css['kinds']}>
          {NOTICE_KINDS.map((kind) => (
            <label key={kind} className={css['switch']}>
              <input
                type="checkbox"
                checked={told.on.includes(kind)}
                onChange={(event) =>
                  change({
                    ...told,
                    on: event.target.checked ? [...told.on, kind] : told.on.filter((one) => one !== kind),
                  })
                }
              />
              {t(`notices.kind.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <FailureLine failure={failure} />
    </section>
  );
}
