import { Check, Keyboard, Plus, SlidersHorizontal } from 'lucide-react';
import type { RefObject } from 'react';
import type { Account, SyncState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { accountsStore } from '../state/accountsStore.ts';
import { MINUTE, useNow } from '../state/now.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/useStore.ts';
import { AccountFace } from '../ui/Face.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import css from './AccountSwitcher.module.css';
import { syncWords } from './syncWords.ts';

interface AccountSwitcherProps {
  readonly account: Account;
  /** How this account stands. */
  readonly words: string;
  readonly sync: Store<SyncState | null>;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onSettings: () => void;
  readonly onKeys: () => void;
  readonly onClose: () => void;
}

/** All accounts with how each stands, by their keys; what else is about the account. */
export function AccountSwitcher({
  account,
  words,
  sync,
  anchor,
  onSettings,
  onKeys,
  onClose,
}: AccountSwitcherProps) {
  const { t, format } = useLanguage();
  const all = useStore(accountsStore()) ?? [account];
  const copy = useStore(sync);
  const now = useNow(MINUTE);
  return (
    <Menu label={t('account.accounts')} anchor={anchor} onClose={onClose}>
      {all.map((each, index) => {
        const isMine = each.key === account.key;
        const isWell = each.state === 'ready';
        const standing = isWell ? `${clip(each.userName, 40)} · ${each.host}` : t('account.dot.needsYou');
        return (
          <MenuItem
            key={each.key}
            onPick={() => (isMine ? undefined : void window.api.accounts.open({ account: each.key }))}
            {...(isMine || index > 8 ? {} : { keyHint: `Ctrl+Shift+${index + 1}` })}
          >
            <AccountFace name={each.name} colour={each.colour} size={28} />
            <span className={css['who']}>
              <span className={css['name']} dir="auto">
                {clip(each.name)}
              </span>
              <span className={css['standing']} data-well={isWell} dir="auto">
                {standing}
              </span>
              {isMine && copy !== null ? (
                <span className={css['standing']}>{`${words} · ${syncWords(t, format, copy, now)}`}</span>
              ) : null}
            </span>
            {isMine ? (
              <>
                <span className="visuallyHidden">{t('account.thisWindow')}</span>
                <span className={css['here']}>
                  <Icon of={Check} />
                </span>
              </>
            ) : null}
          </MenuItem>
        );
      })}
      <MenuLine />
      <MenuItem icon={Plus} onPick={() => void window.api.accounts.addAnother({ same: false })}>
        {t('account.addAnother')}
      </MenuItem>
      <MenuItem icon={SlidersHorizontal} keyHint="Alt+6" onPick={onSettings}>
        {t('account.settingsOf', { name: clip(account.name, 40) })}
      </MenuItem>
      <MenuItem icon={Keyboard} keyHint="?" onPick={onKeys}>
        {t('action.keys')}
      </MenuItem>
    </Menu>
  );
}
