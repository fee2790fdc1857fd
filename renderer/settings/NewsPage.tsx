import { useState } from 'react';
import type { NewsState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { createReadStore } from '../state/readStore.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';
import { NewsAdmin } from './NewsAdmin.tsx';
import { NewsNotices } from './NewsNotices.tsx';
import { NewsHooks } from './NewsHooks.tsx';
import { NewsRelay } from './NewsRelay.tsx';
import css from './Settings.module.css';
import type { SettingsPageProps } from './settingsPage.tsx';

let store: Store<NewsState | null> | null = null;

/** How news reach this computer; read when the page first asks. */
function newsStore(): Store<NewsState | null> {
  store ??= createReadStore(
    () => window.api.news.state(),
    (hear) => window.api.on('news', hear),
  );
  return store;
}

/** How changes in the CRM reach this computer: the relay, what the CRM tells, and the listener of one's own. */
export function NewsPage({ account }: SettingsPageProps) {
  const { t } = useLanguage();
  const state = useStore(newsStore());
  const [subscribed, setSubscribed] = useState(0);
  if (account === null || state === null) return null;
  return (
    <section className={css['view']} aria-labelledby="news">
      <h2 id="news">{t('news.title')}</h2>
      <p className={css['quiet']}>{t('news.intro')}</p>
      <NewsRelay state={state} />
      <NewsHooks key={subscribed} />
      <NewsNotices />
      <NewsAdmin onSubscribed={() => setSubscribed((count) => count + 1)} />
      <Receiver receiver={state.receiver} />
    </section>
  );
}

function Receiver({ receiver }: { readonly receiver: NewsState['receiver'] }) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [copied, setCopied] = useState(false);
  const { on, port, state } = receiver;
  return (
    <section className={css['source']} aria-labelledby="news-receiver">
      <h3 id="news-receiver">{t('news.receiver')}</h3>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setCopied(false);
            ask(window.api.news.setReceiver({ on: event.target.checked }));
          }}
        />
        {t('news.receiver.on')}
      </label>
      <p className={css['quiet']}>{t('news.receiver.hint')}</p>
      {state === 'off' ? null : (
        <p className={css['state']} data-good={state === 'listening'}>
          {t(`news.receiver.${state}`, { port: String(port) })}
        </p>
      )}
      {state === 'listening' ? (
        <div>
          <Button onClick={() => ask(window.api.news.copyReceiverAddress(), () => setCopied(true))}>
            {t('news.receiver.copy')}
          </Button>
        </div>
      ) : null}
      <output className={css['copied']}>{copied ? t('news.receiver.copied') : null}</output>
      <FailureLine failure={failure} />
    </section>
  );
}
