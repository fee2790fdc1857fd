import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { EventName } from '../../preload/channels.ts';
import { eventChannel } from '../../preload/channels.ts';
import type { Events, WindowKind } from '../../preload/contract.ts';
import { APP_ORIGIN } from './origin.ts';

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
}

export interface Audience {
  readonly kinds: readonly WindowKind[];
  readonly account?: string;
}

export function createWindowRegistry(): WindowRegistry {
  const speakers = new Map<number, Speaker>();
  return {
    add(speaker) {
      const { id } = speaker.window.webContents;
      speakers.set(id, speaker);
      speaker.window.once('closed', () => {
        speakers.delete(id);
      });
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
  };
}
