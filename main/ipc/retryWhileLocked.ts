import type { RequestError } from '../../preload/contract.ts';
import type { Patience } from '../journal/disk/lockRetry.ts';
import type { Speaker } from '../windows/windowRegistry.ts';
import type { Handled } from './answerRequest.ts';

type Handler = (input: never, speaker: Speaker) => Handled<unknown>;

/** Handlers of which each changes the journal in one transaction: what a lock keeps from it is done in its turn. */
export function patient<H extends Readonly<Record<string, Handler>>>(patience: Patience, handlers: H): H {
  const entries = Object.entries(handlers).map(([name, handler]) => {
    const inTurn: Handler = (input, speaker) =>
      patience<unknown, RequestError>(() => handler(input, speaker));
    return [name, inTurn];
  });
  return Object.fromEntries(entries) as H;
}
