import { Suspense, useEffect, useRef, useState } from 'react';
import type { Account, CallCounts, CallsSnapshot, SyncState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { AccountFace } from '../ui/Face.tsx';
import { accountDot } from './accountDot.ts';
import css from './AccountMark.module.css';
import type { Navigate } from './useNavigation.ts';
import { AccountSwitcher } from './views.tsx';

interface AccountMarkProps {
  readonly account: Account;
  readonly counts: Store<CallCounts | null>;
  readonly calls: Store<CallsSnapshot | null>;
  readonly sync: Store<SyncState | null>;
  readonly navigate: Navigate;
  readonly onKeys: () => void;
}

/** Whose window this is, with a dot that says how it stands; opens the menu of the accounts. */
export function AccountMark({ account, counts, calls, sync, navigate, onKeys }: AccountMarkProps) {
  const { t } = useLanguage();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const known = useStore(counts);
  // As the list's own line says it: the two never say different things.
  const dot = accountDot(account, useStore(calls)?.summary ?? known, useStore(sync));
  const words = t(`account.dot.${dot}`);
  // The menu belongs to this window: what is chosen elsewhere closes it.
  useEffect(() => {
    const close = (): void => setOpen(false);
    window.addEventListener('blur', close);
    return () => window.removeEventListener('blur', close);
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={css['mark']}
        aria-label={`${clip(account.name)}: ${words}`}
        title={`${clip(account.name)}: ${words}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen((open) => !open)}
      >
        <AccountFace name={account.name} colour={account.colour} size={36} />
        <span className={css['dot']} data-dot={dot} />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <AccountSwitcher
            account={account}
            words={words}
            sync={sync}
            anchor={button}
            onSettings={() => navigate.view('settings')}
            onKeys={onKeys}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
