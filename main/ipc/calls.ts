import type { CallActions } from '../calls/callActions.ts';
import type { CallBook } from '../calls/callBook.ts';
import { ok } from '../result.ts';
import type { Speaker } from '../windows/registry.ts';
import { requestError } from './handle.ts';
import type { CallHistoryHandlers } from './callHistory.ts';
import type { Handled, Handlers } from './handle.ts';

interface CallDeps {
  readonly book: CallBook;
  readonly actions: CallActions;
}

/** Today's calls of the window's account; answered before anything but the journal is there. */
export const todayHandler =
  (book: CallBook): Handlers<'calls'>['today'] =>
  (_input, speaker) =>
    speaker.account === null
      ? requestError('unknownAccount', 'this window has no account')
      : ok(book.today(speaker.account));

/** Calls: the list of today, and what an agent does with one. */
export function callHandlers({
  book,
  actions,
}: CallDeps): Omit<
  Handlers<'calls'>,
  'finish' | 'dial' | 'dialTyped' | 'move' | 'over' | keyof CallHistoryHandlers
> {
  /** An account's window reaches that account's calls alone; to others they do not exist. */
  const own = <T>(speaker: Speaker, callId: string, work: () => Handled<T>): Handled<T> => {
    const call = book.get(callId);
    const reaches = call !== null && (speaker.account === null || speaker.account === call.account);
    return reaches ? work() : requestError('unknownCall', 'there is no such call here');
  };
  return {
    today: todayHandler(book),
    log: ({ callId, result }, speaker) => own(speaker, callId, () => actions.log(callId, result)),
    undo: ({ callId }, speaker) => own(speaker, callId, () => actions.undo(callId)),
    setNote: ({ callId, note }, speaker) => own(speaker, callId, () => actions.setNote(callId, note)),
    choose: ({ callId, target }, speaker) => own(speaker, callId, () => actions.choose(callId, target)),
    retry: ({ callId }, speaker) => own(speaker, callId, () => actions.retry(callId)),
    createContact: ({ callId, name, evenIfDuplicates }, speaker) =>
      own(speaker, callId, () => actions.createContact(callId, name, evenIfDuplicates)),
  };
}
