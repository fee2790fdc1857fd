import { screen } from 'electron';
import type { BrowserWindow, Rectangle } from 'electron';
import type { Journal } from '../journal/journal.ts';
import { attempt } from '../journal/journalError.ts';
import { placeBeside, placeOn, readPlace } from './windowPlace.ts';
import { windowSizes } from './windowSizes.ts';

/** Where the windows of the accounts were, kept with each account in the journal. */
export interface WindowMemory {
  /**
   * Where the account's window goes again; the first time beside those of other accounts that are open, null for the place of
   * new windows.
   */
  placeOf(
    account: string,
    others: readonly Rectangle[],
  ): { readonly bounds: Rectangle; readonly maximized: boolean } | null;
  /** False when the agent closed it and the app went on. */
  wasOpen(account: string): boolean;
  /** Follows a window from now on. */
  follow(account: string, window: BrowserWindow): void;
}

interface WindowMemoryDeps {
  readonly journal: Pick<Journal, 'memory' | 'accounts'>;
  readonly isQuitting: () => boolean;
}

const KEY = 'window';
/** Dragging a window moves it a hundred times a second. */
const REST_MS = 500;

/** Reads and writes the places in the journal's memory. */
export function createWindowMemory({ journal, isQuitting }: WindowMemoryDeps): WindowMemory {
  const read = (account: string) => readPlace(journal.memory.get(account, KEY));
  return {
    placeOf(account, others) {
      const known = read(account);
      if (known === null) {
        const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
        const beside = placeBeside(windowSizes.account, others, areas);
        return beside === null ? null : { bounds: beside, maximized: false };
      }
      const bounds = placeOn(
        known.bounds,
        screen.getAllDisplays().map(({ workArea }) => workArea),
      );
      return bounds === null ? null : { bounds, maximized: known.maximized };
    },
    wasOpen: (account) => read(account)?.open ?? true,
    follow(account, window) {
      let rest: NodeJS.Timeout | undefined;
      const save = (open: boolean): void => {
        clearTimeout(rest);
        // A window of an account that was removed closes after its last row.
        if (journal.accounts.get(account) === null) return;
        const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized(), open };
        // A full disk loses a place, nothing else.
        attempt(() => {
          journal.memory.put(account, KEY, JSON.stringify(place));
        });
      };
      const later = (): void => {
        clearTimeout(rest);
        rest = setTimeout(() => {
          if (!window.isDestroyed()) save(true);
        }, REST_MS);
      };
      for (const moved of ['move', 'resize', 'maximize', 'unmaximize'] as const) {
        window.on(moved as 'move', later);
      }
      // Shown again after it was closed: open at the next start, too.
      window.once('show', later);
      window.on('close', () => {
        save(isQuitting());
      });
    },
  };
}
