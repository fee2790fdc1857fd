import { Suspense } from 'react';
import type { Account, CallCounts, SyncState } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, SECOND, useNow } from '../state/now.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { Banner } from '../ui/Banner.tsx';
import { lazyView } from './lazyView.tsx';
import { hasTrouble } from './accountTroubles.ts';

/** Read, with its words, when something keeps the account from working: most windows never need it. */
const AccountTrouble = lazyView(async () => (await import('./AccountTrouble.tsx')).AccountTrouble);

/** Read when there is something to say of the copy: the first one, one that stopped, no line. */
const CopyBanner = lazyView(async () => (await import('./CopyBanner.tsx')).CopyBanner);

/** How near a token's end is counts in days. */
const HOUR = 60 * MINUTE;

interface AccountBannerProps {
  readonly account: Account;
  readonly counts: Store<CallCounts | null>;
  readonly sync: Store<SyncState | null>;
}

/** Says once what keeps the whole account from working and what helps; nothing while it works. */
export function AccountBanner({ account, counts, sync }: AccountBannerProps) {
  const known = useStore(counts);
  const copy = useStore(sync);
  const pause = known?.pause ?? null;
  const today = useNow(HOUR);
  const until = pause?.reason === 'rateLimited' && account.state === 'ready' ? pause.until : null;
  return (
    <>
      {copy === null || isQuiet(copy) || isSaidBelow(account, copy) ? null : (
        <Suspense fallback={null}>
          <CopyBanner sync={copy} waiting={known?.waiting ?? 0} />
        </Suspense>
      )}
      {until === null ? null : <SlowedDown until={until} />}
      {hasTrouble(account, today) ? (
        <Suspense fallback={null}>
          <AccountTrouble account={account} />
        </Suspense>
      ) : null}
    </>
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

/** Looking for changes, and having looked, is not worth a sentence over everything: the account's menu says it. */
const isQuiet = ({ phase }: SyncState): boolean => phase === 'catchUp' || phase === 'idle';

/** What keeps the account from working keeps its copy, too, and is said once. */
const isSaidBelow = ({ state }: Account, { phase }: SyncState): boolean =>
  state !== 'ready' && (phase === 'failed' || phase === 'waiting');
