import type { Account, SyncState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { Button } from '../ui/Button.tsx';
import { AccountFace } from '../ui/Face.tsx';
import { accountColour } from '../ui/givenColours.ts';
import css from './Header.module.css';
import { SyncProgress } from './SyncProgress.tsx';

interface HeaderProps {
  readonly account: Account;
  readonly sync: Store<SyncState | null>;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** The account's colour and name, the user, the state of its copy; search and the keys. */
export function Header({ account, sync, onSearch, onHelp }: HeaderProps) {
  const { t } = useLanguage();
  return (
    <header className={css['header']} {...accountColour(account.colour)}>
      <AccountFace name={account.name} colour={account.colour} size={36} />
      <div className={css['who']}>
        <h1 className={css['name']} dir="auto">
          {clip(account.name)}
        </h1>
        <p className={css['user']} dir="auto">
          {clip(account.userName)} · {account.host}
        </p>
      </div>
      <SyncProgress store={sync} />
      <div className={css['tools']}>
        <Button keyHint="/" onClick={onSearch}>
          {t('action.search')}
        </Button>
        <Button look="quiet" keyHint="?" onClick={onHelp}>
          {t('action.keys')}
        </Button>
      </div>
    </header>
  );
}
