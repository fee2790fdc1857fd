import { useEffect, useState } from 'react';
import type { Account, SignInState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';

/** Says what keeps the account from working and what helps; nothing while it works. */
export function AccountBanner({ account }: { readonly account: Account }) {
  const { t } = useLanguage();
  const { state } = account;
  if (state === 'ready') {
    return account.sessionOnly ? <Banner tone="warn">{t('state.sessionOnly')}</Banner> : null;
  }
  if (state === 'needsSignIn' || state === 'keychainWrong') return <SignInBanner state={state} />;
  return <Banner tone="warn">{t(`state.${state}`)}</Banner>;
}

function SignInBanner({ state }: { readonly state: 'needsSignIn' | 'keychainWrong' }) {
  const { t } = useLanguage();
  const [signIn, setSignIn] = useState<SignInState>({ phase: 'idle' });
  const [ask, failure] = useAsk();
  useEffect(() => window.api.on('signIn', setSignIn), []);

  if (signIn.phase === 'browser') {
    return (
      <Banner
        tone="plain"
        actions={
          <>
            <Button onClick={() => ask(window.api.accounts.reopenBrowser())}>{t('welcome.reopen')}</Button>
            <Button onClick={() => ask(window.api.accounts.cancelSignIn())}>{t('action.cancel')}</Button>
          </>
        }
      >
        {t('welcome.browser')} {t('welcome.browserText')}
      </Banner>
    );
  }
  if (signIn.phase === 'exchanging') return <Banner tone="plain">{t('welcome.exchanging')}</Banner>;
  return (
    <Banner
      tone="bad"
      actions={
        <>
          <Button look="main" onClick={() => ask(window.api.accounts.signInAgain(), setSignIn)}>
            {t('state.signInAgain')}
          </Button>
          <FailureLine failure={failure} />
        </>
      }
    >
      {signIn.phase === 'failed' ? t(`signIn.${signIn.failure}`) : t(`state.${state}`)}
    </Banner>
  );
}
