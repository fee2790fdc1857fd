import { lazy, Suspense } from 'react';
import type { Account, CallCounts } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, SECOND, useNow } from '../state/now.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Banner } from '../ui/Banner.tsx';
import { hasTrouble } from './accountTroubles.ts';

/** Read, with its words, when something keeps the account from working: most windows never need it. */
const AccountTrouble = lazy(async () => {
  const [{ AccountTrouble: component }, { addAccountMessages }] = await Promise.all([
    import('./AccountTrouble.tsx'),
    import('../i18n/accountMessages.ts'),
  ]);
  addAccountMessages();
  return { default: component };
});

interface AccountBannerProps {
  readonly account: Account;
  readonly counts: Store<CallCounts | null>;
}

/** Says once what keeps the whole account from working and what helps; nothing while it works. */
export function AccountBanner({ account, counts }: AccountBannerProps) {
  const pause = useStore(counts)?.pause ?? null;
  const now = useNow(60 * MINUTE);
  if (!hasTrouble(account, now)) {
    return pause?.reason === 'rateLimited' && pause.until !== null ? (
      <SlowedDown until={pause.until} />
    ) : null;
  }
  return (
    <Suspense fallback={null}>
      <AccountTrouble account={account} />
    </Suspense>
  );
}

/** Too many requests: what waits goes on by itself. Gone when its time is over. */
function SlowedDown({ until }: { readonly until: number }) {
  const { t, format } = useLanguage();
  const now = useNow(SECOND, until);
  return until <= now ? null : (
    <Banner tone="plain">{t('state.rateLimited', { time: format.time(until) })}</Banner>
  );
}
