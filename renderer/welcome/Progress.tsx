import type { SignInState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { Button } from '../ui/Button.tsx';
import { FailureLine } from '../ui/FailureLine.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import css from './Welcome.module.css';

interface ProgressProps {
  readonly state: Extract<SignInState, { readonly phase: 'browser' | 'exchanging' | 'done' }>;
}

/** The sign-in on its way: in the browser, then exchanging, then done. */
export function Progress({ state }: ProgressProps) {
  const { t, format } = useLanguage();
  const [ask, failure] = useAsk();
  const isDemo = state.phase === 'exchanging' && state.zone === 'sandbox';
  return (
    <section className={css['progress']}>
      <h2>
        {state.phase === 'done' ? null : <Spinner />}
        <output>
          {state.phase === 'browser' ? t('welcome.browser') : null}
          {state.phase === 'exchanging' ? t(isDemo ? 'welcome.demoStarting' : 'welcome.exchanging') : null}
          {state.phase === 'done' ? t('welcome.done') : null}
        </output>
      </h2>
      {state.phase === 'exchanging' && !isDemo ? <p>{t('welcome.exchangingText')}</p> : null}
      {state.phase === 'browser' ? (
        <>
          <p>{t('welcome.browserText')}</p>
          <p className={css['quiet']}>{t('welcome.expires', { time: format.time(state.expiresAt) })}</p>
          <div className={css['buttons']}>
            <Button onClick={() => ask(window.api.accounts.reopenBrowser())}>{t('welcome.reopen')}</Button>
            <Button onClick={() => ask(window.api.accounts.cancelSignIn())}>{t('action.cancel')}</Button>
          </div>
        </>
      ) : null}
      <FailureLine failure={failure} />
    </section>
  );
}
