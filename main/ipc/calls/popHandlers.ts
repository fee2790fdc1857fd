import type { PopController } from '../../pop/popController.ts';
import { ok } from '../../common/result.ts';
import type { PopWindow } from '../../windows/pop/popWindow.ts';
import type { Handlers } from '../answerRequest.ts';

/** The pop's own requests, and the account window's wish to see a call on it again. */
export function popHandlers(controller: PopController, pop: PopWindow): Handlers<'pop'> {
  return {
    snapshot: () => ok(controller.snapshot()),
    focusCall: ({ callId }) => {
      controller.focusCall(callId);
      return ok({});
    },
    show: ({ callId }, speaker) => {
      controller.showCall(callId, speaker.account);
      return ok({});
    },
    hide: () => {
      controller.putAway();
      return ok({});
    },
    fit: ({ height }) => {
      pop.fit(height);
      return ok({});
    },
    painted: ({ callId }) => {
      controller.painted(callId);
      return ok({});
    },
  };
}
