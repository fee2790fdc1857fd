import type { BrowserWindow, Rectangle, Session } from 'electron';
import type { AccountList } from '../accounts/accountList.ts';
import { markWindow } from './accountMark.ts';
import { bringToFront, openPageWindow } from './pageWindow.ts';
import type { WindowRegistry } from './windowRegistry.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { WindowMemory } from './windowMemory.ts';

/** Ringside's framed windows: which are open, and how one gets to the front. */
export interface Shell {
  /** The window of an account, opened or brought to the front. */
  openAccount(account: string): void;
  /** Closes the window of an account that is gone; the welcome screen when it was the last. */
  closeAccount(account: string): void;
  openWelcome(): void;
  openSettings(): void;
  /** The windows that were open the last time: the accounts', or the welcome screen without any account. */
  openAll(): void;
  /** What the agent looks for when they start Ringside again, or click its icon: the windows there are, else as at the start. */
  wanted(): void;
  /** Accounts were renamed or have another colour. */
  accountsChanged(): void;
  closeWelcome(): void;
  /** Resolves when the first window is on the screen with what it shows: work that can wait for that should. */
  firstShown(): Promise<void>;
  /** A window says that it is. */
  tellShown(): void;
}

/** A window that takes longer is not waited for. */
const LONGEST_MS = 2_000;

interface ShellDeps {
  readonly registry: WindowRegistry;
  readonly list: AccountList;
  readonly preload: string;
  readonly icon: string;
  readonly session: (name: string) => Session;
  /** The size of everything in the windows, percent. */
  readonly zoom: () => number;
  readonly t: Translate;
  readonly memory: WindowMemory;
}

export function createShell(deps: ShellDeps): Shell {
  const { registry, list } = deps;
  let resolveShown = (): void => undefined;
  const shown = new Promise<void>((resolve) => {
    resolveShown = resolve;
  });

  function open(
    kind: 'welcome' | 'account' | 'settings',
    account: string | null,
    title: string,
  ): BrowserWindow {
    const known = registry.find(kind, account);
    if (known !== null) {
      bringToFront(known);
      return known;
    }
    const window = openPageWindow({
      kind,
      preload: deps.preload,
      // An account's window shares nothing with any other's, not even a cache.
      session: deps.session(account ?? kind),
      zoom: deps.zoom(),
      title,
      icon: deps.icon,
      place: account === null ? null : deps.memory.placeOf(account, othersThan(account)),
    });
    registry.add({ kind, account, window });
    if (account !== null) deps.memory.follow(account, window);
    return window;
  }

  /** Where the open windows of other accounts are. */
  const othersThan = (account: string): readonly Rectangle[] =>
    list
      .list()
      .filter(({ key }) => key !== account)
      .flatMap(({ key }) => registry.find('account', key)?.getNormalBounds() ?? []);

  const shell: Shell = {
    openAccount(account) {
      const known = list.get(account);
      if (known !== null) markWindow(open('account', account, known.name), known);
    },
    closeAccount(account) {
      if (list.list().length === 0) shell.openWelcome();
      registry.find('account', account)?.close();
    },
    openWelcome() {
      open('welcome', null, deps.t('windowTitle.welcome'));
    },
    openSettings() {
      open('settings', null, deps.t('windowTitle.settings'));
    },
    openAll() {
      const accounts = list.list();
      if (accounts.length === 0) return shell.openWelcome();
      const left = accounts.filter(({ key }) => deps.memory.wasOpen(key));
      // With all of them closed: the first, so that there is something to see.
      for (const { key } of left.length === 0 ? accounts.slice(0, 1) : left) shell.openAccount(key);
    },
    wanted() {
      const open = list.list().flatMap(({ key }) => registry.find('account', key) ?? []);
      if (open.length === 0) return shell.openAll();
      const focused = open.find((window) => window.isFocused());
      for (const window of open) bringToFront(window);
      focused?.focus();
    },
    accountsChanged() {
      for (const known of list.list()) {
        const window = registry.find('account', known.key);
        if (window !== null) markWindow(window, known);
      }
    },
    closeWelcome() {
      registry.find('welcome', null)?.close();
    },
    async firstShown() {
      const patience = setTimeout(resolveShown, LONGEST_MS);
      await shown;
      clearTimeout(patience);
    },
    tellShown: () => {
      resolveShown();
    },
  };
  return shell;
}
