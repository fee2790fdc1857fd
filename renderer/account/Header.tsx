import { useEffect } from 'react';
import type { Account, SyncState } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import type { Store } from '../state/store.ts';
import { Kbd } from '../ui/Kbd.tsx';
import css from './Header.module.css';
import { SyncProgress } from './SyncProgress.tsx';

const views = ['calls', 'softphone', 'settings'] as const;
export type AccountView = (typeof views)[number];

interface HeaderProps {
  readonly account: Account;
  readonly sync: Store<SyncState | null>;
  readonly view: AccountView;
  readonly onView: (view: AccountView) => void;
}

/** The account's colour and name, the user, the state of its copy, and the views (Alt+1, 2, 3). */
export function Header({ account, sync, view, onView }: HeaderProps) {
  const { t } = useLanguage();

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const picked =
        event.altKey &&
        !event.ctrlKey &&
        !event.metaKey &&
        views[Number(/^Digit([1-3])$/.exec(event.code)?.[1]) - 1];
      if (!picked) return;
      event.preventDefault();
      onView(picked);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [onView]);

  return (
    <header className={css['header']}>
      <div className={css['stripe']} style={{ backgroundColor: account.colour }} />
      <div className={css['who']}>
        <h1 className={css['name']} dir="auto">
          {clip(account.name)}
        </h1>
        <p className={css['user']} dir="auto">
          {clip(account.userName)} · {account.host}
        </p>
      </div>
      <nav className={css['views']} aria-label={t('account.views')}>
        {views.map((each, index) => (
          <button
            key={each}
            type="button"
            className={css['view']}
            aria-current={each === view ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => {
              onView(each);
            }}
          >
            {t(`account.view.${each}`)}
            <Kbd>{`Alt+${index + 1}`}</Kbd>
          </button>
        ))}
      </nav>
      <SyncProgress store={sync} />
    </header>
  );
}
