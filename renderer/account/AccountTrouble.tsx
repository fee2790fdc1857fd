import { CircleAlert, LogIn } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Account, AccountState, SignInState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { assertNever } from '../state/assertNever.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { useAsk, type Ask } from '../state/ask.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';
import { daysOfToken } from './accountTroubles.ts';

/** What keeps the account from working, in its own words, and the buttons that help. */
export function AccountTrouble({ account }: { readonly account: Account }) {
  const { t } = useLanguage();
  const [signIn, setSignIn] = useState<SignInState>({ phase: 'idle' });
  const [ask, failure] = useAsk();
  const [isSure, setIsSure] = useState(false);
  const now = useNow(60 * MINUTE);
  useEffect(() => window.api.on('signIn', setSignIn), []);
  const { state } = account;

  const needsSignIn = NEEDS_SIGN_IN.has(state);
  if (needsSignIn && signIn.phase === 'browser') return <InBrowser ask={ask} />;
  if (needsSignIn && signIn.phase === 'exchanging')
    return <Banner tone="plain">{t('welcome.exchanging')}</Banner>;
  const days = daysOfToken(account, now);
  if (state === 'ready') {
    if (days === null)
      return account.sessionOnly ? <Banner tone="warn">{t('state.sessionOnly')}</Banner> : null;
    return (
      <Banner tone="warn" actions={<OtherWay ask={ask} words={t('state.newToken')} />}>
        {t('state.tokenEnds', { days })}
      </Banner>
    );
  }
  const isOver = state === 'needsSignIn' && account.way === 'token';
  const isAsked = isSure && state === 'keychainWrong';
  const words = isAsked
    ? t('state.startAnewSure')
    : isOver
      ? t('state.tokenOver')
      : state === 'needsSignIn'
        ? t('state.needsSignIn', { account: clip(account.name, 60) })
        : t(`state.${state}`);
  return (
    <Banner
      tone="warn"
      icon={needsSignIn ? LogIn : CircleAlert}
      actions={
        <>
          <Actions account={account} ask={ask} setSignIn={setSignIn} isSure={isSure} setIsSure={setIsSure} />
          <FailureLine failure={failure} />
        </>
      }
    >
      {needsSignIn && signIn.phase === 'failed' ? t(`signIn.${signIn.failure}`) : words}
    </Banner>
  );
}

const NEEDS_SIGN_IN: ReadonlySet<AccountState> = new Set([
  'needsSignIn',
  'signInLost',
  'signedOut',
  'integrationDisabled',
  'accountClosed',
]);

interface ActionsProps {
  readonly account: Account;
  readonly ask: Ask;
  readonly setSignIn: (state: SignInState) => void;
  /** The agent wants to start anew and was told what that means. */
  readonly isSure: boolean;
  readonly setIsSure: (isSure: boolean) => void;
}

function Actions({ account, ask, setSignIn, isSure, setIsSure }: ActionsProps): ReactNode {
  const { t } = useLanguage();
  const again = (
    <Button look="main" onClick={() => ask(window.api.accounts.signInAgain(), setSignIn)}>
      {t('state.signInAgain')}
    </Button>
  );
  const retry = <Button onClick={() => ask(window.api.accounts.tryAgain())}>{t('state.tryAgain')}</Button>;
  switch (account.state) {
    case 'signInLost':
      return account.way === 'token' ? <OtherWay ask={ask} words={t('state.newToken')} /> : again;
    case 'needsSignIn':
      return account.way === 'token' ? (
        <>
          <OtherWay ask={ask} words={t('state.newToken')} />
          {retry}
        </>
      ) : (
        again
      );
    case 'signedOut':
      return again;
    case 'integrationDisabled':
      return (
        <>
          {retry}
          <OtherWay ask={ask} words={t('state.otherWay')} />
        </>
      );
    case 'keychainWrong':
      return isSure ? (
        <>
          <Button look="main" onClick={() => ask(window.api.accounts.startAnew())}>
            {t('state.startAnew')}
          </Button>
          <Button onClick={() => setIsSure(false)}>{t('action.cancel')}</Button>
        </>
      ) : (
        <>
          {retry}
          <Button onClick={() => setIsSure(true)}>{t('state.startAnew')}</Button>
        </>
      );
    case 'accountClosed':
    case 'blocked':
    case 'proxyRefused':
    case 'certificateUnknown':
    case 'turnedAway':
    case 'socksOnly':
    case 'paymentRequired':
    case 'forbidden':
    case 'keychainLocked':
    case 'keychainMissing':
    case 'keychainDenied':
    case 'keychainSlow':
      return retry;
    case 'ready':
      return null;
    default:
      return assertNever(account.state);
  }
}

/** The welcome window with the form of this account's own way. */
const OtherWay = ({ ask, words }: { readonly ask: Ask; readonly words: string }) => (
  <Button onClick={() => ask(window.api.accounts.addAnother({ same: true }))}>{words}</Button>
);

function InBrowser({ ask }: { readonly ask: Ask }) {
  const { t } = useLanguage();
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
