import type { Account, Caller, CallRouting, PopEntry } from '../../preload/contract.ts';
import type { CallRow } from '../journal/callRows.ts';
import type { FoundCaller } from './matching/callerLookup.ts';
import type { LiveCall } from './tracking/trackedCall.ts';

/** A call as the pop and the journal hold it, made from what the sources told and who was found. Pure. */

/** A caller as the pop first shows them: external numbers are being asked for at once. */
export function asking(caller: Caller): Caller {
  const lookedUp = !['anonymous', 'internal', 'featureCode'].includes(caller.certainty);
  return lookedUp ? { ...caller, freshness: 'asking' } : caller;
}

/** The name to put in lists: only when there is no doubt whose it is. */
export function soleName(caller: Caller): string | null {
  return caller.certainty === 'certain' ? (caller.matches[0]?.name ?? null) : null;
}

/** What sources tell of a call after its start. */
export function factsOf(
  call: LiveCall,
): Pick<
  PopEntry['call'],
  'direction' | 'state' | 'held' | 'unheard' | 'endReason' | 'answeredAt' | 'endedAt' | 'line'
> {
  const { direction, state, held, unheard, endReason, answeredAt, endedAt, line } = call;
  return { direction, state, held, unheard, endReason, answeredAt, endedAt, line };
}

export function numberOf({ number }: Pick<FoundCaller, 'number'>): PopEntry['call']['number'] {
  return { raw: number.raw, display: number.display, e164: number.e164 };
}

/** What the pop shows of an account. */
export function accountOnPop({ key, name, colour, currency }: Account): PopEntry['account'] {
  return { key, name, colour, currency };
}

/** A new call on the pop. */
export function entryFor(
  call: LiveCall,
  found: FoundCaller,
  caller: Caller,
  account: Account,
  routing: CallRouting,
): PopEntry {
  return {
    call: {
      id: call.id,
      account: account.key,
      number: numberOf(found),
      source: call.source,
      startedAt: call.startedAt,
      ...factsOf(call),
      callerName: soleName(caller),
      chosen: null,
      note: '',
      result: null,
      log: { state: 'unlogged' },
      popMs: null,
    },
    caller,
    account: accountOnPop(account),
    routing,
  };
}

/** The facts of a call for the journal. */
export function rowOf(
  call: LiveCall,
  account: string,
  callerName: string | null,
): Omit<CallRow, 'note' | 'result' | 'outcome' | 'taskId' | 'recording' | 'chosen' | 'popMs'> {
  return {
    account,
    id: call.id,
    source: call.source,
    sourceCallId: call.sourceCallId,
    direction: call.direction,
    line: call.line,
    rawNumber: call.number.raw,
    e164: call.number.e164,
    display: call.number.display,
    state: call.state,
    endReason: call.endReason,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    callerName,
  };
}
