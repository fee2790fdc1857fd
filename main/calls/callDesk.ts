import type { Account, Caller, PopEntry } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { CallRow, Journal } from '../journal/journal.ts';
import type { MirrorReader } from '../mirror/mirror.ts';
import type { CallBook } from './callBook.ts';
import { findCaller } from './callerLookup.ts';
import type { FoundCaller, RememberedChoices } from './callerLookup.ts';
import { mergeFresh } from './callerRanking.ts';
import type { CallerRefresh } from './callerRefresh.ts';
import type { CallEvent } from './event.ts';
import { NO_CALLS } from './liveCall.ts';
import type { CallChange, LiveCall } from './liveCall.ts';
import { parsePhoneNumber } from './phoneNumber.ts';
import type { PopDesk } from './popDesk.ts';
import { isSameParty } from './sameCall.ts';
import { advance, expectDial, expire, nextExpiry } from './stateMachine.ts';

/**
 * The desk every report of a call crosses (design.md 4.1): state machine, one look into the mirror, the
 * pop, and only then the journal and the CRM. Nothing on the way to the pop waits for a disk or a network.
 */
export interface CallDesk {
  /**
   * Takes a report of a call source. Synchronous up to the pop. `heardAt` is when it arrived, by the
   * monotonic clock in ms; the time from ring to name counts from there.
   */
  report(event: CallEvent, heardAt: number): void;
  /** A switchboard is about to be asked to call this number: the ring of the own phone is that call. */
  expectDial(rawNumber: string): void;
  /** Writes what is not in the journal yet. */
  stop(): void;
}

interface CallDeskDeps {
  readonly journal: Journal;
  readonly mirror: MirrorReader;
  readonly choices: RememberedChoices;
  readonly book: CallBook;
  readonly refresh: CallerRefresh;
  readonly pop: PopDesk;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Accounts a call may belong to, in the agent's order; signed-out ones too: their calls wait. */
  readonly accounts: () => readonly Account[];
  /** Runs work after the current turn of the event loop. */
  readonly later: (work: () => void) => void;
  /** A call began; after the pop, once a call. Not told of calls that no account takes. */
  readonly began: (account: string, call: LiveCall) => void;
  readonly logError: (message: string, error: unknown) => void;
}

export function createCallDesk(deps: CallDeskDeps): CallDesk {
  const { journal, book, clock, pop } = deps;
  let calls = NO_CALLS;
  let cancelExpiry: (() => void) | null = null;
  /** Calls that no account could take: there was none when they rang. */
  const accountOf = new Map<string, Account>();

  /** Work for the journal and the CRM, kept off the way to the pop; done in order, and at the latest at the end. */
  const waiting: (() => void)[] = [];
  let stopped = false;

  function afterThePop(work: () => void): void {
    waiting.push(work);
    if (waiting.length === 1) deps.later(catchUp);
  }
  function catchUp(): void {
    for (const work of waiting.splice(0)) {
      try {
        work();
      } catch (error) {
        // The disk refused: the next news of the call writes all of it again.
        deps.logError('writing down a call failed', error);
      }
    }
  }

  const parse = (raw: string) => parsePhoneNumber(raw, { region: deps.accounts()[0]?.region ?? 'RU' });

  function report(event: CallEvent, heardAt: number): void {
    const next = advance(calls, event, { now: clock.now(), newId: deps.newId, parse });
    calls = next.state;
    for (const change of next.changes) take(change, heardAt);
    forgetAccounts();
    planExpiry();
  }

  /** The account of a call is known as long as the call may still be corrected. */
  function forgetAccounts(): void {
    for (const id of accountOf.keys()) {
      if (!calls.tracked.some(({ call }) => call.id === id)) accountOf.delete(id);
    }
  }

  function planExpiry(): void {
    cancelExpiry?.();
    const at = nextExpiry(calls);
    cancelExpiry =
      at === null
        ? null
        : clock.schedule(at - clock.now(), () => {
            const next = expire(calls, clock.now());
            calls = next.state;
            // Closing by rule starts no call: there is nothing to time.
            for (const change of next.changes) take(change, 0);
            planExpiry();
          });
  }

  function take({ kind, call }: CallChange, heardAt: number): void {
    if (kind === 'started') return begin(call, heardAt);
    const account = accountOf.get(call.id);
    if (account === undefined) return;
    if (kind === 'renumbered') return renumber(call, account);
    pop.callChanged(call.id, (entry) => ({ ...entry, call: { ...entry.call, ...factsOf(call) } }));
    afterThePop(() => {
      write(call, account.key, journal.calls.get(account.key, call.id)?.callerName ?? null);
    });
  }

  /** The other party is somebody else now. The call stays in the account it rang in. */
  function renumber(call: LiveCall, account: Account): void {
    const found = findCaller(call.number.raw, [account], deps.mirror, deps.choices);
    if (found === null) return;
    const caller = asking(found.caller);
    const callerName = soleName(caller);
    pop.callChanged(call.id, (entry) => ({
      ...entry,
      caller,
      call: { ...entry.call, ...factsOf(call), number: numberOf(found), callerName },
    }));
    afterThePop(() => {
      write({ ...call, number: found.number }, account.key, callerName);
      ask(call.id, found);
    });
  }

  function ask(callId: string, found: FoundCaller): void {
    void askCrm(callId, found).catch((error: unknown) => {
      deps.logError('asking the CRM about a caller failed', error);
    });
  }

  function begin(call: LiveCall, heardAt: number): void {
    const accounts = deps.accounts();
    const found = findCaller(call.number.raw, accounts, deps.mirror, deps.choices);
    const account = accounts.find((one) => one.key === found?.account.key);
    if (found === null || account === undefined) return;
    accountOf.set(call.id, account);
    const caller = asking(found.caller);
    const callerName = soleName(caller);
    pop.callStarted(entryFor(call, found, caller, account, callerName), heardAt);
    afterThePop(() => {
      write({ ...call, number: found.number }, account.key, callerName);
      ask(call.id, found);
      deps.began(account.key, { ...call, number: found.number });
    });
  }

  /** One question to the CRM after the pop is up; what it says is merged without moving anything. */
  async function askCrm(callId: string, { account, number, caller }: FoundCaller): Promise<void> {
    if (number.kind !== 'external') return;
    const fresh = await deps.refresh.refresh(account.key, number, caller);
    // Transferred meanwhile: what is known of the party before is not of the one now.
    const now = calls.tracked.find(({ call }) => call.id === callId)?.call.number;
    if (stopped || (now !== undefined && !isSameParty(now, number))) return;
    pop.callChanged(callId, (entry) => ({
      ...entry,
      caller: fresh.ok ? mergeFresh(entry.caller, fresh.value) : { ...entry.caller, freshness: 'offline' },
    }));
    const name = soleName(pop.callerOf(callId) ?? caller);
    if (fresh.ok && name !== null && name !== soleName(caller)) {
      journal.calls.setCallerName(account.key, callId, name);
      book.tell(callId);
    }
  }

  function write(call: LiveCall, account: string, callerName: string | null): void {
    journal.calls.putFacts(rowOf(call, account, callerName));
    book.tell(call.id);
    pop.journalChanged(call.id);
  }

  return {
    report,
    expectDial(rawNumber) {
      calls = expectDial(calls, parse(rawNumber), clock.now());
    },
    stop() {
      cancelExpiry?.();
      catchUp();
      stopped = true;
    },
  };
}

/** A caller as the pop first shows him: external numbers are being asked for at once. */
function asking(caller: Caller): Caller {
  const lookedUp = !['anonymous', 'internal', 'featureCode'].includes(caller.certainty);
  return lookedUp ? { ...caller, freshness: 'asking' } : caller;
}

/** The name to put in lists: only when there is no doubt whose it is. */
function soleName(caller: Caller): string | null {
  return caller.certainty === 'certain' ? (caller.matches[0]?.name ?? null) : null;
}

function factsOf(
  call: LiveCall,
): Pick<PopEntry['call'], 'state' | 'endReason' | 'answeredAt' | 'endedAt' | 'line'> {
  const { state, endReason, answeredAt, endedAt, line } = call;
  return { state, endReason, answeredAt, endedAt, line };
}

function numberOf({ number }: FoundCaller): PopEntry['call']['number'] {
  return { raw: number.raw, display: number.display, e164: number.e164 };
}

function entryFor(
  call: LiveCall,
  found: FoundCaller,
  caller: Caller,
  account: Account,
  callerName: string | null,
): PopEntry {
  return {
    call: {
      id: call.id,
      account: account.key,
      direction: call.direction,
      number: numberOf(found),
      source: call.source,
      startedAt: call.startedAt,
      ...factsOf(call),
      callerName,
      chosen: null,
      note: '',
      result: null,
      log: { state: 'unlogged' },
      popMs: null,
    },
    caller,
    account: { key: account.key, name: account.name, colour: account.colour, currency: account.currency },
  };
}

function rowOf(
  call: LiveCall,
  account: string,
  callerName: string | null,
): Omit<CallRow, 'note' | 'result' | 'chosen' | 'popMs'> {
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
