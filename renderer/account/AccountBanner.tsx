import { useEffect, useState } from 'react';
import type { Account, CallCounts, SignInState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { SECOND, useNow } from '../state/now.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';

interface AccountBannerProps {
  readonly account: Account;
  readonly counts: Store<CallCounts | null>;
}

/** Says once what keeps the whole account from working and what helps; nothing while it works. */
export function AccountBanner({ account, counts }: AccountBannerProps) {
  const { t } = useLanguage();
  const { state } = account;
  const pause = useStore(counts)?.pause ?? null;
  if (state === 'ready') {
    return (
      <>
        {account.sessionOnly ? <Banner tone="warn">{t('state.sessionOnly')}</Banner> : null}
        {pause?.reason === 'rateLimited' && pause.until !== null ? <SlowedDown until={pause.until} /> : null}
      </>
    );
  }
  if (state === 'needsSignIn' || state === 'keychainWrong') return <SignInBanner state={state} />;
  return <Banner tone="warn">{t(`state.${state}`)}</Banner>;
}

/** Too many requests: what waits goes on by itself. Gone when its time is over. */
function SlowedDown({ until }: { readonly until: number }) {
  const { t, format } = useLanguage();
  const now = useNow(SECOND, until);
  return until <= now ? null : (
    <Banner tone="plain">{t('state.rateLimited', { time: format.time(until) })}</Banner>
  );
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
