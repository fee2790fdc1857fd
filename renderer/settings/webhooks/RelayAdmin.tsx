import { useEffect, useState } from 'react';
import type { RelayDesktop, RelayDesktops, RelayFailure } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import own from './RelayAdmin.module.css';
import css from '../Settings.module.css';

/** Whose relay it is: the computers that joined it, invites for more, and the CRM's subscription to it. */
export function RelayAdmin({ onSubscribed }: { readonly onSubscribed: () => void }) {
  const { t } = useLanguage();
  const [answer, setAnswer] = useState<RelayDesktops | null>(null);
  const [ask, failure] = useAsk();
  useEffect(() => ask(window.api.relay.desktops(), setAnswer), [ask]);
  return (
    <section className={css['source']} aria-labelledby="news-admin">
      <h3 id="news-admin">{t('webhooks.admin')}</h3>
      {answer?.outcome === 'desktops' ? (
        <Desktops answer={answer} setAnswer={setAnswer} onSubscribed={onSubscribed} />
      ) : null}
      {answer?.outcome === 'failed' && answer.address !== null ? (
        <>
          <p className={css['state']} role="alert">
            {t(`news.admin.failed.${answer.reason}`)}
          </p>
          <div className={own['buttons']}>
            <Button onClick={() => ask(window.api.relay.desktops(), setAnswer)}>
              {t('news.admin.again')}
            </Button>
            <Button look="quiet" onClick={() => ask(window.api.relay.forget(), setAnswer)}>
              {t('news.admin.forget')}
            </Button>
          </div>
        </>
      ) : null}
      {answer?.outcome === 'none' || (answer?.outcome === 'failed' && answer.address === null) ? (
        <ManageForm refusal={answer.outcome === 'failed' ? answer.reason : null} setAnswer={setAnswer} />
      ) : null}
      <FailureLine failure={failure} />
    </section>
  );
}

interface DesktopsProps {
  readonly answer: Extract<RelayDesktops, { readonly outcome: 'desktops' }>;
  readonly setAnswer: (answer: RelayDesktops) => void;
  readonly onSubscribed: () => void;
}

function Desktops({ answer: { address, desktops }, setAnswer, onSubscribed }: DesktopsProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [said, setSaid] = useState<string | null>(null);
  return (
    <>
      <p>{address}</p>
      {desktops.length === 0 ? (
        <p className={css['quiet']}>{t('news.admin.noDesktops')}</p>
      ) : (
        <ul className={own['desktops']}>
          {desktops.map((one) => (
            <Desktop key={one.id} desktop={one} setAnswer={setAnswer} />
          ))}
        </ul>
      )}
      <div className={own['buttons']}>
        <Button
          onClick={() => {
            setSaid(null);
            ask(window.api.relay.invite(), (made) => {
              setSaid(
                made.outcome === 'copied' ? t('news.admin.copied') : t(`news.admin.failed.${made.reason}`),
              );
            });
          }}
        >
          {t('news.admin.invite')}
        </Button>
        <Button onClick={() => ask(window.api.relay.subscribe(), onSubscribed)}>
          {t('news.admin.subscribe')}
        </Button>
        <Button look="quiet" onClick={() => ask(window.api.relay.forget(), setAnswer)}>
          {t('news.admin.forget')}
        </Button>
      </div>
      <output className={css['copied']}>{said}</output>
      <FailureLine failure={failure} />
    </>
  );
}

interface DesktopProps {
  readonly desktop: RelayDesktop;
  readonly setAnswer: (answer: RelayDesktops) => void;
}

/** A computer; it is revoked by two presses, for it cannot be taken back. */
function Desktop({ desktop: { id, name, joinedAt, state }, setAnswer }: DesktopProps) {
  const { t, locale } = useLanguage();
  const [ask, failure] = useAsk();
  const [isSure, setSure] = useState(false);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  return (
    <li className={own['desktop']}>
      <span className={own['name']} dir="auto">
        {clip(name, 80)}
      </span>
      <span className={own['state']}>
        {t(`news.admin.${state}`)} · {t('news.admin.joined', { date: date.format(joinedAt) })}
      </span>
      {state === 'revoked' || isSure ? null : (
        <Button look="quiet" aria-label={t('news.admin.revokeWhat', { name })} onClick={() => setSure(true)}>
          {t('news.admin.revoke')}
        </Button>
      )}
      {state === 'revoked' || !isSure ? null : (
        <>
          <Button
            aria-label={t('news.admin.revokeSureWhat', { name })}
            onClick={() => ask(window.api.relay.revoke({ id }), setAnswer)}
          >
            {t('news.admin.revokeSure')}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {t('news.admin.keep')}
          </Button>
        </>
      )}
      <FailureLine failure={failure} />
    </li>
  );
}

interface ManageFormProps {
  readonly refusal: RelayFailure | null;
  readonly setAnswer: (answer: RelayDesktops) => void;
}

function ManageForm({ refusal, setAnswer }: ManageFormProps) {
  const { t } = useLanguage();
  const [address, setAddress] = useState('');
  const [token, setToken] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [ask, failure] = useAsk();
  return (
    <>
      <p className={css['quiet']}>{t('news.admin.intro')}</p>
      <form
        className={css['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
          const question = window.api.relay.manage({ address, token });
          void question.finally(() => setAsking(false));
          ask(question, setAnswer);
        }}
      >
        <Field
          label={t('news.admin.address')}
          {...(refusal === null ? {} : { error: t(`news.admin.failed.${refusal}`), isAlert: true })}
          type="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          required
          value={address}
          onText={setAddress}
        />
        <Field
          label={t('news.admin.token')}
          hint={t('news.admin.tokenHint')}
          type="password"
          autoComplete="off"
          maxLength={200}
          required
          value={token}
          onText={setToken}
        />
        <div className={css['save']}>
          <Button type="submit" disabled={isAsking || address === '' || token === ''}>
            {t('news.admin.manage')}
          </Button>
        </div>
        <FailureLine failure={failure} />
      </form>
    </>
  );
}
