import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  Answer,
  WebhookSubscription,
  WebhookList as Subscribed,
  WebhookKind,
} from '../../../preload/contract.ts';
import { WEBHOOK_KINDS } from '../../../preload/constants.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import css from '../Settings.module.css';

/** What the CRM tells, and to whom: the account's webhooks that lead to a relay, for its admin to switch. */
export function WebhookList() {
  const { t } = useLanguage();
  const [list, setList] = useState<Subscribed | null>(null);
  const [ask, failure] = useAsk();
  const newest = useRef(0);
  const tell = useCallback(
    (question: Promise<Answer<Subscribed>>): void => {
      const mine = ++newest.current;
      // Of two switches in a row only the second answer says how things are.
      ask(question, (answer) => newest.current === mine && setList(answer));
    },
    [ask],
  );
  const change = (id: number, on: WebhookKind[]): void => {
    // At once, as it will be; the CRM's answer follows.
    setList((before) =>
      before?.outcome === 'hooks'
        ? { ...before, hooks: before.hooks.map((hook) => (hook.id === id ? { ...hook, on } : hook)) }
        : before,
    );
    tell(window.api.webhooks.setHook({ id, kinds: on }));
  };
  useEffect(() => tell(window.api.webhooks.hooks()), [tell]);
  return (
    <section className={css['source']} aria-labelledby="news-hooks">
      <h3 id="news-hooks">{t('webhooks.hooks')}</h3>
      {list === null && failure === null ? <p className={css['quiet']}>{t('news.hooks.asking')}</p> : null}
      {list?.outcome === 'notAdmin' ? <p>{t('news.hooks.notAdmin')}</p> : null}
      {list?.outcome === 'hooks' && list.hooks.length === 0 ? (
        <>
          <p className={css['quiet']}>{t('news.hooks.none')}</p>
          <AddHook tell={tell} />
        </>
      ) : null}
      {list?.outcome === 'hooks'
        ? list.hooks.map((hook) => <Hook key={hook.id} hook={hook} change={change} />)
        : null}
      <FailureLine failure={list?.outcome === 'failed' ? list.failure : failure} />
      {list?.outcome === 'notAdmin' ? null : (
        <div>
          <Button look="quiet" onClick={() => tell(window.api.webhooks.hooks())}>
            {t('news.hooks.refresh')}
          </Button>
        </div>
      )}
    </section>
  );
}

type Tell = (question: Promise<Answer<Subscribed>>) => void;

type Test = Extract<Awaited<ReturnType<typeof window.api.webhooks.test>>, { readonly ok: true }>['value'];

interface HookProps {
  readonly hook: WebhookSubscription;
  readonly change: (id: number, on: WebhookKind[]) => void;
}

function Hook({ hook, change }: HookProps) {
  const { t } = useLanguage();
  const { id, on } = hook;
  const [test, setTest] = useState<Test | 'waiting' | null>(null);
  const [ask, failure] = useAsk();
  return (
    <fieldset className={css['hook']}>
      <legend>{t('news.hooks.to', { address: hook.address })}</legend>
      {hook.disabled ? (
        <div className={css['state']} role="alert">
          <span>{t('news.hooks.disabled')}</span>
          <Button look="main" onClick={() => change(id, on)}>
            {t('news.hooks.enable')}
          </Button>
        </div>
      ) : null}
      <div className={css['kinds']}>
        {WEBHOOK_KINDS.map((kind) => (
          <label key={kind} className={css['switch']}>
            <input
              type="checkbox"
              checked={on.includes(kind)}
              onChange={(event) => {
                change(id, event.target.checked ? [...on, kind] : on.filter((one) => one !== kind));
              }}
            />
            {t(`news.kind.${kind}`)}
          </label>
        ))}
      </div>
      <div className={css['switch']}>
        <Button
          disabled={test === 'waiting'}
          onClick={() => {
            setTest('waiting');
            const question = window.api.webhooks.test({ id });
            void question.then((answer) => answer.ok || setTest(null));
            ask(question, setTest);
          }}
        >
          {t('news.hooks.test')}
        </Button>
        <output>{test === null ? null : testWords(test, t)}</output>
      </div>
      <FailureLine failure={failure} />
    </fieldset>
  );
}

function testWords(test: Test | 'waiting', t: Translate): string {
  if (test === 'waiting') return t('news.hooks.testing');
  return test.outcome === 'arrived' ? t('news.test.arrived', { ms: test.ms }) : t(`news.test.${test.reason}`);
}

function AddHook({ tell }: { readonly tell: Tell }) {
  const { t } = useLanguage();
  const [address, setAddress] = useState('');
  return (
    <form
      className={css['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        tell(window.api.webhooks.addHook({ address, kinds: [...WEBHOOK_KINDS] }));
      }}
    >
      <Field
        label={t('news.hooks.address')}
        hint={t('news.hooks.addressHint')}
        type="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        required
        value={address}
        onText={setAddress}
      />
      <div className={css['save']}>
        <Button type="submit" disabled={address === ''}>
          {t('news.hooks.add')}
        </Button>
      </div>
    </form>
  );
}
