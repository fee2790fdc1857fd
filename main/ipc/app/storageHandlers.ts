import type { ComposedStorage } from '../../compose/composeStorage.ts';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** How the disk takes what Ringside writes, and what can be had of journals that were set aside. */
export function storageHandlers(room: ComposedStorage): Handlers<'storage'> {
  return {
    state: () => ok(room.state()),
    seen: () => {
      room.seen();
      return ok({});
    },
    setAside: () => ok({ journals: [...room.setAside()] }),
    recoverUnsent: ({ name }) => {
      const restored = room.recoverUnsent(name);
      if (restored.ok) return restored;
      return requestError(restored.error === 'journal' ? 'journal' : 'notNow', restored.error);
    },
  };
}
