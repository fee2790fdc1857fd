import type { Call } from '../../../preload/contract.ts';
import { useAsk, type AskFailure } from '../../state/ask.ts';

/** True while a call may be given to another account: nothing of it is on its way to the CRM. */
export function mayMove(call: Call): boolean {
  return call.log.state === 'unlogged' && call.result === null;
}

/** Moves a call to another account, and why that did not work. */
export function useMove(callId: string): readonly [move: (account: string) => void, failure: AskFailure] {
  const [ask, failure] = useAsk();
  return [(account) => ask(window.api.calls.move({ callId, account })), failure];
}
