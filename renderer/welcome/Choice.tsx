import type { Account } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Button } from '../ui/Button.tsx';
import type { CrmZone } from './crm.ts';
import css from './Welcome.module.css';

interface ChoiceProps {
  readonly accounts: Store<readonly Account[] | null>;
  readonly onZone: (zone: CrmZone) => void;
  readonly onDemo: () => void;
  readonly onOpen: (account: string) => void;
}

/** Where to begin. */
export function Choice({ accounts, onZone, onDemo, onOpen }: ChoiceProps) {
  const { t } = useLanguage();
  const signedIn = useStore(accounts) ?? [];
  // With an account there, opening it is what most come for.
  const look = signedIn.length > 0 ? 'plain' : 'main';
  return (
    <>
      {signedIn.length > 0 ? (
        <section aria-labelledby="accounts">
          <h2 id="accounts">{t('welcome.accounts')}</h2>
          <ul className={css['accounts']}>
            {signedIn.map((account) => (
              <li key={account.key}>
                <button type="button" className={css['account']} onClick={() => onOpen(account.key)}>
                  <span className={css['colour']} style={{ backgroundColor: account.colour }} />
                  <span className={css['accountName']} dir="auto">
                    {clip(account.name)}
                  </span>
                  <span className={css['quiet']}>
                    {clip(account.userName, 60)} · {account.host}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className={css['choices']}>
        <Button look={look} onClick={() => onZone('amocrm.ru')}>
          {t('welcome.amocrm')}
        </Button>
        <Button look={look} onClick={() => onZone('kommo.com')}>
          {t('welcome.kommo')}
        </Button>
        <Button onClick={onDemo}>{t('welcome.demo')}</Button>
        <p className={css['quiet']}>{t('welcome.demoText')}</p>
      </div>
    </>
  );
}
