import type { CallControl } from '../../callControl/callControl.ts';
import { colleaguesFor } from '../../callControl/colleagues.ts';
import type { CallViews } from '../../calls/history/callViews.ts';
import { ok } from '../../common/result.ts';
import type { MirrorLists } from '../../mirror/readTypes.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface CallControlDeps {
  readonly callViews: Pick<CallViews, 'get'>;
  readonly callControl: CallControl;
  readonly mirror: Pick<MirrorLists, 'colleagues' | 'lead' | 'contactOrCompany'>;
  readonly userIdOf: (account: string) => number | null;
}

/** What is done with a call through the phone. */
export function callControlHandlers({
  callViews,
  callControl,
  mirror,
  userIdOf,
}: CallControlDeps): Pick<Handlers<'calls'>, 'phone' | 'control' | 'colleagues'> {
  const reached = (callId: string, speaker: Speaker): string | null => {
    const account = callViews.get(callId)?.account ?? null;
    return speaker.account === null || speaker.account === account ? account : null;
  };
  const unknown = () => requestError('unknownCall', 'there is no such call here');
  return {
    phone({ callId }, speaker) {
      const call = callViews.get(callId);
      return call === null || reached(callId, speaker) === null
        ? unknown()
        : ok({ phone: callControl.of(call) });
    },
    async control({ callId, action }, speaker) {
      if (reached(callId, speaker) === null) return unknown();
      const done = await callControl.perform(callId, action);
      return ok(done.ok ? { outcome: 'done' } : { outcome: 'failed', reason: done.error });
    },
    colleagues({ callId, ...caller }, speaker) {
      const key = reached(callId, speaker);
      const userId = key === null ? null : userIdOf(key);
      if (key === null || userId === null) return unknown();
      return ok(colleaguesFor(mirror, { key, userId }, caller));
    },
  };
}
