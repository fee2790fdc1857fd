import { Suspense, useEffect, useState } from 'react';
import type { Account, SignInState, SignInWay } from '../../preload/contract.ts';
import { lazyView } from '../account/lazyView.tsx';
import { useLanguage } from '../i18n/language.ts';
import { assertNever } from '../state/assertNever.ts';
import { useAsk } from '../state/ask.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { StorageBanner } from '../storage/StorageBanner.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Choice } from './Choice.tsx';
import type { CrmZone } from './crm.ts';
import { Mark } from './Mark.tsx';
import { Progress } from './Progress.tsx';
import { Showcase } from './Showcase.tsx';
import { SignInFailed } from './SignInFailed.tsx';
import { WayForm, type Typed } from './WayForm.tsx';
import css from './Welcome.module.css';

/** Its list is a library's: the first paint does not wait for it. */
const LanguagePick = lazyView(async () => (await import('./LanguagePick.tsx')).LanguagePick);

interface WelcomeProps {
  readonly accounts: Store<readonly Account[] | null>;
  readonly signIn: Store<SignInState | null>;
}

/** Which form is open, and what it starts with. */
interface Form {
  readonly zone: CrmZone;
  readonly way: SignInWay;
  readonly subdomain: string;
}

/** The first window: sign in, try the demo, or open an account that is signed in already. */
export function Welcome({ accounts, signIn }: WelcomeProps) {
  const { t } = useLanguage();
  const state = useStore(signIn) ?? { phase: 'idle' };
  const [picked, setPicked] = useState<Form | null>(null);
  const [ask, failure] = useAsk();

  // An account's window asked for the form of its own way; it stays when that is tried and fails.
  const wanted = state.phase === 'form' && state.zone !== 'sandbox' ? { ...state, zone: state.zone } : null;
  if (wanted !== null && (picked?.way !== wanted.way || picked.subdomain !== wanted.subdomain)) {
    setPicked({ zone: wanted.zone, way: wanted.way, subdomain: wanted.subdomain });
  }
  const form = picked;

  const submit = (zone: CrmZone, typed: Typed): void => {
    const { accounts: api } = window.api;
    switch (typed.way) {
      case 'browser':
      case 'relay':
        return ask(api.signIn({ zone, ...typed.keys }), signIn.set);
      case 'code':
        return ask(
          api.signInWithCode({ zone, ...typed.keys, address: typed.address, code: typed.code }),
          signIn.set,
        );
      case 'token':
        return ask(api.signInWithToken({ zone, address: typed.address, token: typed.token }), signIn.set);
      default:
        return assertNever(typed);
    }
  };

  useEffect(() => {
    document.title = t('app.name');
  }, [t]);

  const isBusy = state.phase === 'browser' || state.phase === 'exchanging' || state.phase === 'done';
  const isChoice = form === null && !isBusy;
  const isForm = form !== null && !isBusy;
  // Whoever has an account knows what it is for: the room is the accounts'.
  const isKnown = (useStore(accounts)?.length ?? 0) > 0;
  return (
    <div className={css['window']}>
      <div className={css['page']} data-shows={!isForm}>
        <main className={css['welcome']} data-compact={isForm || isKnown}>
          <StorageBanner />
          <Mark name={t('app.name')} />
          <header>
            <h1>{t('welcome.title')}</h1>
            {isChoice ? <p className={css['quiet']}>{t('welcome.text')}</p> : null}
          </header>
          {state.phase === 'failed' ? <SignInFailed failure={state.failure} words={state.words} /> : null}
          {isBusy ? <Progress state={state} /> : null}
          {/* Kept while the browser is asked: what was typed is still there when that fails. */}
          <div hidden={isBusy} className={css['column']}>
            {form === null ? (
              <Choice
                accounts={accounts}
                onForm={(zone, way) => setPicked({ zone, way, subdomain: '' })}
                onDemo={() => ask(window.api.accounts.tryDemo(), signIn.set)}
                onOpen={(account) => ask(window.api.accounts.open({ account }))}
              />
            ) : (
              <WayForm
                key={`${form.zone} ${form.way} ${form.subdomain}`}
                zone={form.zone}
                firstWay={form.way}
                firstAddress={form.subdomain}
                onBack={() => {
                  setPicked(null);
                  // An account's own form was asked for, or something failed: both are over now.
                  ask(window.api.accounts.cancelSignIn());
                }}
                onSubmit={(typed) => submit(form.zone, typed)}
              />
            )}
          </div>
          <FailureLine failure={failure} />
          {isChoice ? (
            <div className={css['language']}>
              <Suspense fallback={null}>
                <LanguagePick />
              </Suspense>
            </div>
          ) : null}
        </main>
        <Showcase className={css['showcase'] ?? ''} />
      </div>
    </div>
  );
}
