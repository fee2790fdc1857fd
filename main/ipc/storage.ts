import type { StorageRoom } from '../compose/storageRoom.ts';
import { ok } from '../result.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

/** How the disk takes what Ringside writes, and what can be had of journals that were set aside. */
export function storageHandlers(room: StorageRoom): Handlers<'storage'> {
  return {
    state: () => ok(room.state()),
    seen: () => {
      room.seen();
      return ok({});
    },
    setAside: () => ok({ journals: [...room.setAside()] }),
    bringBack: ({ name }) => {
      const brought = room.bringBack(name);
      if (brought.ok) return brought;
      return requestError(brought.error === 'journal' ? 'journal' : 'notNow', brought.error);
    },
  };
}
