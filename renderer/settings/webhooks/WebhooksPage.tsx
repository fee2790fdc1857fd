import { useState } from 'react';
import type { WebhookState } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { createReadStore } from '../../state/readStore.ts';
import type { Store } from '../../state/store.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { RelayAdmin } from './RelayAdmin.tsx';
import { WebhookList } from './WebhookList.tsx';
import { RelayMembership } from './RelayMembership.tsx';
import css from '../Settings.module.css';
import type { SettingsPageProps } from '../settingsPage.tsx';

let store: Store<WebhookState | null> | null = null;

/** How changes made in the CRM reach this computer; read when the page first asks. */
function webhookStateStore(): Store<WebhookState | null> {
  store ??= createReadStore(
    () => window.api.webhooks.state(),
    (listener) => window.api.on('webhooks', listener),
  );
  return store;
}

/** How changes in the CRM reach this computer: the relay, what the CRM tells, and the listener of one's own. */
export function WebhooksPage({ account }: SettingsPageProps) {
  const { t } = useLanguage();
  const state = useStore(webhookStateStore());
  const [subscribed, setSubscribed] = useState(0);
  if (account === null || state === null) return null;
  return (
    <section className={css['view']} aria-labelledby="news">
      <h2 id="news">{t('webhooks.title')}</h2>
      <p className={css['quiet']}>{t('webhooks.intro')}</p>
      <RelayMembership state={state} />
      <WebhookList key={subscribed} />
      <RelayAdmin onSubscribed={() => setSubscribed((count) => count + 1)} />
      <Receiver receiver={state.receiver} />
    </section>
  );
}

function Receiver({ receiver }: { readonly receiver: WebhookState['receiver'] }) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [copied, setCopied] = useState(false);
  const { on, port, state } = receiver;
  return (
    <section className={css['source']} aria-labelledby="news-receiver">
      <h3 id="news-receiver">{t('webhooks.receiver')}</h3>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setCopied(false);
            ask(window.api.webhooks.setReceiver({ on: event.target.checked }));
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
          <Button onClick={() => ask(window.api.webhooks.copyReceiverAddress(), () => setCopied(true))}>
            {t('news.receiver.copy')}
          </Button>
        </div>
      ) : null}
      <output className={css['copied']}>{copied ? t('news.receiver.copied') : null}</output>
      <FailureLine failure={failure} />
    </section>
  );
}
