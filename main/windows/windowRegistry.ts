import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { EventName } from '../../preload/channels.ts';
import { eventChannel } from '../../preload/channels.ts';
import type { Events, WindowKind } from '../../preload/contract.ts';
import { APP_ORIGIN } from './appOrigin.ts';

/** A window that may speak: what kind it is and which account it belongs to (null for none). */
export interface Speaker {
  readonly kind: WindowKind;
  readonly account: string | null;
  readonly window: BrowserWindow;
}

/** Which windows there are: the only answer to "who is asking?" and the only way facts reach windows. */
export interface WindowRegistry {
  add(speaker: Speaker): void;
  /** The speaker behind a request, or null when it is not the main frame of a page of ours. */
  speakerOf(event: IpcMainInvokeEvent): Speaker | null;
  /** Tells every window of these kinds a fact; with `account`, only that account's windows. */
  tell<E extends EventName>(event: E, value: Events[E], to: Audience): void;
  find(kind: WindowKind, account: string | null): BrowserWindow | null;
  /** The account's own window is on the screen, as far as the system tells. */
  isSeen(account: string): boolean;
  /** Told when `isSeen` of an account may have changed. */
  onSeen(listener: (account: string) => void): void;
}

export interface Audience {
  readonly kinds: readonly WindowKind[];
  readonly account?: string;
}

export function createWindowRegistry(): WindowRegistry {
  const speakers = new Map<number, Speaker>();
  const listeners: ((account: string) => void)[] = [];

  function watch(window: BrowserWindow, account: string): void {
    const changed = (): void => {
      for (const listener of listeners) listener(account);
    };
    // One by one: each name is an overload of its own.
    window.on('show', changed);
    window.on('hide', changed);
    window.on('minimize', changed);
    window.on('restore', changed);
    window.on('closed', changed);
  }

  const registry: WindowRegistry = {
    add(speaker) {
      const { id } = speaker.window.webContents;
      speakers.set(id, speaker);
      speaker.window.once('closed', () => {
        speakers.delete(id);
      });
      if (speaker.kind === 'account' && speaker.account !== null) watch(speaker.window, speaker.account);
    },
    speakerOf(event) {
      const speaker = speakers.get(event.sender.id);
      const frame = event.senderFrame;
      if (speaker === undefined || frame === null || frame !== event.sender.mainFrame) return null;
      return frame.url.startsWith(`${APP_ORIGIN}/${speaker.kind}/`) ? speaker : null;
    },
    tell(event, value, to) {
      for (const { kind, account, window } of speakers.values()) {
        if (!to.kinds.includes(kind)) continue;
        if (to.account !== undefined && to.account !== account) continue;
        if (!window.isDestroyed()) window.webContents.send(eventChannel(event), value);
      }
    },
    find(kind, account) {
      for (const speaker of speakers.values()) {
        if (speaker.kind === kind && speaker.account === account) return speaker.window;
      }
      return null;
    },
    isSeen(account) {
      const window = registry.find('account', account);
      return window !== null && !window.isDestroyed() && window.isVisible() && !window.isMinimized();
    },
    onSeen(listener) {
      listeners.push(listener);
    },
  };
  return registry;
}
