import { ChevronRight } from 'lucide-react';
import type { Account, SignInWay } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { crmNames, zonesFor, type CrmZone } from './crm.ts';
import css from './Welcome.module.css';

interface ChoiceProps {
  readonly accounts: Store<readonly Account[] | null>;
  readonly onForm: (zone: CrmZone, way: SignInWay) => void;
  readonly onDemo: () => void;
  readonly onOpen: (account: string) => void;
}

const otherWays = ['relay', 'code', 'token'] as const satisfies readonly SignInWay[];

/** Where to begin: one thing to press, the rest quieter, and what few need folded. */
export function Choice({ accounts, onForm, onDemo, onOpen }: ChoiceProps) {
  const { t, locale } = useLanguage();
  const signedIn = useStore(accounts) ?? [];
  const zones = zonesFor(locale);
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
        {zones.map((zone, place) => (
          <Button
            key={zone}
            // With an account there, opening it is what most come for.
            look={place === 0 && signedIn.length === 0 ? 'main' : 'plain'}
            onClick={() => onForm(zone, 'browser')}
          >
            {t(zone === 'amocrm.ru' ? 'welcome.amocrm' : 'welcome.kommo')}
          </Button>
        ))}
        <Button look="quiet" title={t('welcome.demoText')} onClick={onDemo}>
          {t('welcome.demo')}
        </Button>
      </div>
      <details className={css['more']}>
        <summary>
          <Icon of={ChevronRight} size={14} />
          {t('way.others')}
        </summary>
        {zones.map((zone) => (
          <div key={zone} className={css['ways']}>
            <span className={css['quiet']}>{crmNames[zone]}</span>
            {otherWays.map((way) => (
              <Button
                key={way}
                aria-label={`${t(`way.short.${way}`)}, ${crmNames[zone]}`}
                onClick={() => onForm(zone, way)}
              >
                {t(`way.short.${way}`)}
              </Button>
            ))}
          </div>
        ))}
      </details>
    </>
  );
}
