import { useEffect, useState } from 'react';
import type { Account, SignInState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Choice, type CrmZone } from './Choice.tsx';
import { IntegrationForm } from './IntegrationForm.tsx';
import { Progress } from './Progress.tsx';
import { SignInFailed } from './SignInFailed.tsx';
import css from './Welcome.module.css';

interface WelcomeProps {
  readonly accounts: Store<readonly Account[] | null>;
  readonly signIn: Store<SignInState | null>;
}

/** The first window: sign in, try the demo, or open an account that is signed in already. */
export function Welcome({ accounts, signIn }: WelcomeProps) {
  const { t } = useLanguage();
  const state = useStore(signIn) ?? { phase: 'idle' };
  const [zone, setZone] = useState<CrmZone | null>(null);
  const [ask, failure] = useAsk();

  useEffect(() => {
    document.title = t('app.name');
  }, [t]);

  const isBusy = state.phase === 'browser' || state.phase === 'exchanging' || state.phase === 'done';
  return (
    <main className={css['welcome']}>
      <header>
        <p className={css['brand']}>{t('app.name')}</p>
        <h1>{t('welcome.title')}</h1>
        <p className={css['quiet']}>{t('welcome.text')}</p>
      </header>
      {state.phase === 'failed' ? <SignInFailed failure={state.failure} words={state.words} /> : null}
      {isBusy ? <Progress state={state} /> : null}
      {/* Kept while the browser is asked: what was typed is still there when that fails. */}
      <div hidden={isBusy}>
        {zone === null ? (
          <Choice
            accounts={accounts}
            onZone={setZone}
            onDemo={() => ask(window.api.accounts.tryDemo(), signIn.set)}
            onOpen={(account) => ask(window.api.accounts.open({ account }))}
          />
        ) : (
          <IntegrationForm
            key={zone}
            zone={zone}
            onBack={() => setZone(null)}
            onSubmit={(integration) => ask(window.api.accounts.signIn({ zone, ...integration }), signIn.set)}
          />
        )}
      </div>
      <FailureLine failure={failure} />
    </main>
  );
}
