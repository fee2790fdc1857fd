import type { StorageState } from '../../../preload/contract.ts';
import type { Journal } from '../../journal/journal.ts';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** How the disk fares, as windows ask for it. */
export interface StoragePort {
  state(): StorageState;
  /** The person has read that the settings were broken. */
  seen(): void;
  setAside(): ReturnType<Journal['setAside']['list']>;
  /** Takes over what is unsent in a journal that was set aside, and begins to send it. */
  recoverUnsent(name: string): ReturnType<Journal['setAside']['recoverUnsent']>;
}

/** How the disk takes what Ringside writes, and what can be had of journals that were set aside. */
export function storageHandlers(storage: StoragePort): Handlers<'storage'> {
  return {
    state: () => ok(storage.state()),
    seen: () => {
      storage.seen();
      return ok({});
    },
    setAside: () => ok({ journals: [...storage.setAside()] }),
    recoverUnsent: ({ name }) => {
      const restored = storage.recoverUnsent(name);
      if (restored.ok) return restored;
      return requestError(restored.error === 'journal' ? 'journal' : 'notNow', restored.error);
    },
  };
}
