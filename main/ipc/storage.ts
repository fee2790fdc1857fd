import type { StorageRoom } from '../compose/storageRoom.ts';
import { ok } from '../result.ts';
import type { Handlers } from './handle.ts';

/** How the disk takes what Ringside writes. */
export function storageHandlers(room: StorageRoom): Handlers<'storage'> {
  return {
    state: () => ok(room.state()),
    seen: () => {
      room.seen();
      return ok({});
    },
  };
}
