import { useEffect, useState } from 'react';
import type { Account } from '../../preload/contract.ts';
import { ACCOUNT_COLOURS } from '../../preload/constants.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Field } from '../ui/Field.tsx';
import css from './AccountCare.module.css';
import { Leaving } from './Leaving.tsx';

/** What the agent may do with the account of the window: its name here, colour and place, signing out, taking it away. */
export function AccountCare({ account }: { readonly account: Account }) {
  const { t, format } = useLanguage();
  const [ask, failure] = useAsk();
  const [name, setName] = useState(account.name === account.crmName ? '' : account.name);
  const [keys, setKeys] = useState<readonly string[]>([account.key]);
  const place = keys.indexOf(account.key);

  useEffect(() => {
    const listener = (accounts: readonly Account[]): void => setKeys(accounts.map(({ key }) => key));
    void window.api.accounts.list().then((answer) => {
      if (answer.ok) listener(answer.value);
    });
    return window.api.on('accounts', listener);
  }, []);

  const change = (changes: { name?: string; colour?: string; position?: number }): void => {
    ask(window.api.accounts.change({ account: account.key, ...changes }));
  };

  return (
    <section className={css['care']} aria-labelledby="care">
      <h2 id="care">{t('care.title')}</h2>
      <p className={css['quiet']}>
        {t('care.signedInBy')}: {t(`way.${account.way}`)} · {account.host}
        {account.tokenEndsAt === null
          ? null
          : ` · ${t('care.tokenEnds', { date: format.date(account.tokenEndsAt) })}`}
      </p>
      <form
        className={css['name']}
        onSubmit={(event) => {
          event.preventDefault();
          change({ name: name.trim() });
        }}
      >
        <Field
          label={t('care.name')}
          hint={t('care.nameHint', { name: account.crmName })}
          value={name}
          onText={setName}
          maxLength={120}
        />
        <Button type="submit">{t('action.save')}</Button>
      </form>
      <fieldset className={css['colours']}>
        <legend>{t('care.colour')}</legend>
        {ACCOUNT_COLOURS.map((colour, index) => (
          <label key={colour} className={css['colour']}>
            <input
              type="radio"
              name="colour"
              checked={account.colour === colour}
              aria-label={t('care.colourNumber', { number: index + 1 })}
              onChange={() => {
                change({ colour });
              }}
            />
            <span style={{ backgroundColor: colour }} />
          </label>
        ))}
      </fieldset>
      {keys.length < 2 ? null : (
        <p className={css['place']}>
          <span>
            {t('care.place')}: {t('care.placeOf', { place: place + 1, count: keys.length })}
          </span>
          <Button disabled={place <= 0} onClick={() => change({ position: place - 1 })}>
            {t('care.earlier')}
          </Button>
          <Button disabled={place >= keys.length - 1} onClick={() => change({ position: place + 1 })}>
            {t('care.later')}
          </Button>
        </p>
      )}
      <FailureLine failure={failure} />
      <p>
        <Button onClick={() => ask(window.api.accounts.addAnother({ same: false }))}>{t('care.add')}</Button>
      </p>
      <Leaving account={account} />
    </section>
  );
}
