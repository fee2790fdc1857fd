import { useState } from 'react';
import type { WebhookState } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import css from '../Settings.module.css';

/** The relay this computer has joined, how its line fares, and joining one by an invite. */
export function RelayMembership({ state: { relay, lastAt } }: { readonly state: WebhookState }) {
  const { t, locale } = useLanguage();
  const [ask, failure] = useAsk();
  const [isJoining, setJoining] = useState(false);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  return (
    <section className={css['source']} aria-labelledby="news-relay">
      <h3 id="news-relay">{t('webhooks.relay')}</h3>
      {relay === null ? (
        <>
          <p className={css['quiet']}>{t('news.relay.none')}</p>
          <JoinForm onJoined={() => setJoining(false)} />
        </>
      ) : (
        <>
          <p>{relay.address}</p>
          <output className={css['state']} data-good={relay.line === 'live'}>
            {t(`news.relay.line.${relay.line}`)}
          </output>
          <p className={css['quiet']}>
            {lastAt === null ? t('news.relay.noneYet') : t('news.relay.last', { time: time.format(lastAt) })}
          </p>
          {isJoining ? <JoinForm onJoined={() => setJoining(false)} /> : null}
          <div className={css['switch']}>
            {relay.line === 'replaced' ? (
              <Button onClick={() => ask(window.api.webhooks.takeBack())}>{t('news.relay.takeBack')}</Button>
            ) : null}
            {isJoining ? null : <Button onClick={() => setJoining(true)}>{t('news.relay.again')}</Button>}
            <Button look="quiet" onClick={() => ask(window.api.webhooks.leave())}>
              {t('news.relay.leave')}
            </Button>
          </div>
          <FailureLine failure={failure} />
        </>
      )}
    </section>
  );
}

type JoinFailure = Extract<
  Extract<Awaited<ReturnType<typeof window.api.webhooks.join>>, { ok: true }>['value'],
  { outcome: 'failed' }
>['reason'];

function JoinForm({ onJoined }: { readonly onJoined: () => void }) {
  const { t } = useLanguage();
  const [link, setLink] = useState('');
  const [refusal, setRefusal] = useState<JoinFailure | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [ask, failure] = useAsk();
  return (
    <form
      className={css['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
        const question = window.api.webhooks.join({ link });
        void question.finally(() => setAsking(false));
        ask(question, (joined) => {
          setRefusal(joined.outcome === 'failed' ? joined.reason : null);
          if (joined.outcome === 'joined') onJoined();
        });
      }}
    >
      <Field
        label={t('news.relay.invite')}
        {...(refusal === null
          ? { hint: t('news.relay.inviteHint') }
          : { error: t(`news.join.${refusal}`), isAlert: true })}
        type="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        required
        value={link}
        onText={setLink}
      />
      <div className={css['save']}>
        <Button type="submit" look="main" disabled={isAsking || link === ''}>
          {t('news.relay.join')}
        </Button>
      </div>
      <FailureLine failure={failure} />
    </form>
  );
}
