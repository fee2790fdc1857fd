import { ok } from '../../common/result.ts';
import type { UpdateService } from '../../updates/updateService.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** Updates of Ringside itself. */
export function updateHandlers(service: UpdateService): Handlers<'updates'> {
  return {
    get: () => ok(service.state()),
    check: async () => {
      const checked = await service.check();
      return checked.ok ? checked : requestError('notNow', 'a call is on, or there are no updates');
    },
    restart: () =>
      service.restart().ok ? ok({}) : requestError('notNow', 'a call is on, or nothing is ready'),
  };
}
