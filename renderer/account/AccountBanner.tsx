import { lazy, Suspense } from 'react';
import type { Account } from '../../preload/contract.ts';
import { MINUTE, useNow } from '../state/now.ts';
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

/** Says what keeps the account from working and what helps; nothing while it works. */
export function AccountBanner({ account }: { readonly account: Account }) {
  const now = useNow(60 * MINUTE);
  if (!hasTrouble(account, now)) return null;
  return (
    <Suspense fallback={null}>
      <AccountTrouble account={account} />
    </Suspense>
  );
}
