import type { CallActions } from '../../calls/disposition/callCommands.ts';
import type { CallViews } from '../../calls/history/callViews.ts';
import type { createUnseenCalls } from '../../calls/history/unseenCall.ts';
import { ok } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { CallHistoryHandlers } from './callHistoryHandlers.ts';
import type { Handled, Handlers } from '../answerRequest.ts';

interface CallDeps {
  readonly callViews: CallViews;
  readonly actions: CallActions;
  readonly logUnseen: ReturnType<typeof createUnseenCalls>;
}

/** Today's calls of the window's account; answered before anything but the journal is there. */
export const todayHandler =
  (callViews: CallViews): Handlers<'calls'>['today'] =>
  (_input, speaker) =>
    speaker.account === null
      ? requestError('unknownAccount', 'this window has no account')
      : ok(callViews.today(speaker.account));

/** Calls: the list of today, and what an agent does with one. */
export function callHandlers({
  callViews,
  actions,
  logUnseen,
}: CallDeps): Omit<
  Handlers<'calls'>,
  | 'finish'
  | 'amend'
  | 'dial'
  | 'dialTyped'
  | 'move'
  | 'over'
  | 'phone'
  | 'control'
  | 'colleagues'
  | keyof CallHistoryHandlers
> {
  /** An account's window reaches that account's calls alone; to others they do not exist. */
  const own = <T>(speaker: Speaker, callId: string, work: () => Handled<T>): Handled<T> => {
    const call = callViews.get(callId);
    const reaches = call !== null && (speaker.account === null || speaker.account === call.account);
    return reaches ? work() : requestError('unknownCall', 'there is no such call here');
  };
  return {
    today: todayHandler(callViews),
    log: ({ callId, result }, speaker) => own(speaker, callId, () => actions.log(callId, result)),
    undo: ({ callId }, speaker) => own(speaker, callId, () => actions.undo(callId)),
    setNote: ({ callId, note }, speaker) => own(speaker, callId, () => actions.setNote(callId, note)),
    choose: ({ callId, target }, speaker) => own(speaker, callId, () => actions.choose(callId, target)),
    retry: ({ callId }, speaker) => own(speaker, callId, () => actions.retry(callId)),
    logUnseen: (unseen, { account }) =>
      account === null
        ? requestError('unknownAccount', 'this window has no account')
        : logUnseen(account, unseen),
    createContact: ({ callId, ...contact }, speaker) =>
      own(speaker, callId, () => actions.createContact(callId, contact)),
  };
}
