import type { PopDesk } from '../calls/popDesk.ts';
import { ok } from '../result.ts';
import type { PopWindow } from '../windows/popWindow.ts';
import type { Handlers } from './handle.ts';

/** The pop's own requests, and the account window's wish to see a call on it again. */
export function popHandlers(desk: PopDesk, pop: PopWindow): Handlers<'pop'> {
  return {
    snapshot: () => ok(desk.snapshot()),
    focusCall: ({ callId }) => {
      desk.focusCall(callId);
      return ok({});
    },
    show: ({ callId }, speaker) => {
      desk.showCall(callId, speaker.account);
      return ok({});
    },
    hide: () => {
      desk.putAway();
      return ok({});
    },
    fit: ({ height }) => {
      pop.fit(height);
      return ok({});
    },
    painted: ({ callId }) => {
      desk.painted(callId);
      return ok({});
    },
  };
}
