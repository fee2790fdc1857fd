import { ok } from '../result.ts';
import type { UpdateDesk } from '../updates/updateDesk.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

/** Updates of Ringside itself. */
export function updateHandlers(desk: UpdateDesk): Handlers<'updates'> {
  return {
    get: () => ok(desk.state()),
    check: async () => {
      const checked = await desk.check();
      return checked.ok ? checked : requestError('notNow', 'a call is on, or there are no updates');
    },
    restart: () => (desk.restart().ok ? ok({}) : requestError('notNow', 'a call is on, or nothing is ready')),
  };
}
