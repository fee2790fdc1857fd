import type { Clock } from '../../common/clock.ts';
import type { AmiMessage } from './amiReader.ts';

/**
 * Whether a connection can tell anything. Asterisk lets a user in who may see no calls and does not say so; and it says nothing of an
 * extension that does not exist. Both look like a quiet day.
 */
export interface AsteriskWatch {
  /** An event of a call came: this user sees calls. */
  messageReceived(): void;
  stop(): void;
}

interface WatchDeps {
  readonly clock: Clock;
  /** All channels; null where the user may not list them. */
  readonly list: () => Promise<readonly AmiMessage[] | null>;
  /** A channel has come and gone, and nothing was told of it. */
  readonly isBlind: () => void;
}

const EVERY_MS = 20_000;

/** Looks at the channels now and then until an event was heard. */
export function watchAsterisk({ clock, list, isBlind }: WatchDeps): AsteriskWatch {
  let isOver = false;
  let before: ReadonlySet<string> = new Set();
  let wasMissing = false;
  let cancel: () => void = () => undefined;

  async function look(): Promise<void> {
    const channels = await list();
    if (isOver || channels === null) return;
    // The end of a channel is told to whoever sees calls, though perhaps a moment after the list: the next look is sure.
    if (wasMissing) {
      isOver = true;
      isBlind();
      return;
    }
    const now = new Set(channels.map((channel) => channel['Uniqueid'] ?? ''));
    wasMissing = [...before].some((id) => !now.has(id));
    before = now;
    next();
  }
  function next(): void {
    cancel = clock.schedule(EVERY_MS, () => void look());
  }
  const stop = (): void => {
    isOver = true;
    cancel();
  };
  next();
  return { messageReceived: stop, stop };
}
