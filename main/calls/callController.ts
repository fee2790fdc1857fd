import type { Account } from '../../preload/contract.ts';
import type { ServiceClock } from '../crm/transport/serviceClock.ts';
import type { Clock } from '../common/clock.ts';
import type { Journal } from '../journal/journal.ts';
import { endedCall } from './history/endedCall.ts';
import type { CallRow } from '../journal/callRows.ts';
import { attempt, JournalWriteError } from '../journal/journalError.ts';
import type { MirrorReader } from '../mirror/mirror.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { beganAtService } from './history/beganAtService.ts';
import type { CallViews } from './history/callViews.ts';
import type { Advance } from './tracking/callTransitions.ts';
import { accountOnPop, asking, entryFor, factsOf, numberOf, rowOf, soleName } from './callEntry.ts';
import { findCaller, type FoundCaller, type RememberedChoices } from './matching/callerLookup.ts';
import { mergeFresh } from './matching/callerRanking.ts';
import type { CallerRefresh } from './matching/callerRefresh.ts';
import { routeCall, routeTo } from './matching/callRouting.ts';
import { trackReachability } from './tracking/lostSources.ts';
import { expectDial, withoutDial } from './tracking/ownPhoneRing.ts';
import type { CallEvent, Hearing } from './tracking/callEvent.ts';
import type { LineName } from '../journal/tables/phoneLineTable.ts';
import type { PhoneLines } from './matching/phoneLines.ts';
import type { LiveCalls } from './tracking/liveCalls.ts';
import type { CallChange, LiveCall } from './tracking/trackedCall.ts';
import type { PopPort } from './popPort.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { parsePhoneNumber, type PhoneNumber } from '../phone/phoneNumber.ts';
import { isSameRemote } from '../phone/phoneComparison.ts';
import { advance, expire, nextExpiry, overByAgent } from './tracking/callStateMachine.ts';

/**
 * Takes every report of a call (docs/architecture.md, "1. From the ring to the pop"): state machine, one look into the
 * mirror, the pop, and only then the journal and the CRM. Nothing on the way to the pop waits for a disk or a network.
 */
export interface CallController {
  /**
   * Takes a report of a call source. Synchronous up to the pop. `reportedAt` is when it arrived, by the
   * monotonic clock in ms; the time from ring to name counts from there.
   */
  report(event: CallEvent, reportedAt: number): void;
  /**
   * A switchboard is about to be asked to call this number: the ring of the own phone is that call. Returns how to take it
   * back when it refuses.
   */
  expectDial(rawNumber: string): () => void;
  /**
   * Moves a call that is not logged to another account, and learns whose its line is. `tooLate`: it has a result, or
   * something of it is on its way to the CRM.
   */
  move(callId: string, account: string): Result<null, MoveFailure>;
  /** A source is not heard any more, or again. */
  sourceReachable(source: string, reported: Hearing): void;
  /** The agent says that a call is over; does nothing where that is known. */
  over(callId: string): void;
  /** Writes what is not in the journal yet. */
  stop(): void;
}

export type MoveFailure = 'unknownCall' | 'unknownAccount' | 'tooLate' | 'journal';

interface CallControllerDeps {
  readonly liveCalls: LiveCalls;
  readonly journal: Journal;
  readonly mirror: MirrorReader;
  readonly choices: RememberedChoices;
  readonly lines: PhoneLines;
  readonly callViews: CallViews;
  readonly refresh: CallerRefresh;
  readonly pop: PopPort;
  /** Calls with such a number are not even listed (pop/popRules.ts). @param region of the account's numbers */
  readonly ignores: (number: PhoneNumber, region: string) => boolean;
  readonly clock: Clock;
  /** The clock of an account's CRM: when a call began by it is kept, because the computer's may be put right later. */
  readonly serviceClockOf?: (account: string) => Pick<ServiceClock, 'now' | 'isSure'> | null;
  readonly newId: () => string;
  /** Accounts a call may belong to, in the agent's order; signed-out ones too: their calls wait. */
  readonly accounts: () => readonly Account[];
  /** Where the recording of a call is, on its way to the CRM. */
  readonly recordingKnown: Outbox['recordingKnown'];
  /** Runs work after the current turn of the event loop. */
  readonly later: (work: () => void) => void;
  /** A call began; after the pop, once a call. Not told of calls that no account takes. */
  readonly began: (account: string, call: LiveCall) => void;
  readonly logError: (message: string, error: unknown) => void;
}

/** How soon a journal that could not be read is read again, and how much waits for that at most. */
const AGAIN_MS = 1_000;
const MOST_UNREAD = 1_000;

export function createCallController(deps: CallControllerDeps): CallController {
  const { journal, callViews, clock, pop, lines, liveCalls } = deps;
  let cancelExpiry: (() => void) | null = null;
  /** The account of each call; of those that rang when there was no account, none. */
  const accountOf = new Map<string, Account>();
  /** Calls whose line was named, at the ring or later, and those the agent moved: they stay where they are. */
  const lineReported = new Set<string>();

  /** Work for the journal and the CRM, kept off the way to the pop; done in order, and at the latest at the end. */
  const waiting: (() => void)[] = [];
  /** Work in which the journal could not be read. Each is done whole or not at all, so that it can be done again. */
  const unread: (() => void)[] = [];
  let cancelAgain: (() => void) | null = null;
  let stopped = false;

  function afterThePop(work: () => void): void {
    waiting.push(work);
    if (waiting.length === 1) deps.later(catchUp);
  }
  function catchUp(): void {
    cancelAgain?.();
    cancelAgain = null;
    for (const work of [...unread.splice(0), ...waiting.splice(0)]) {
      try {
        work();
      } catch (error) {
        if (error instanceof JournalWriteError && unread.length < MOST_UNREAD) unread.push(work);
        else deps.logError('writing down a call failed', error);
      }
    }
    if (unread.length > 0 && !stopped) cancelAgain = clock.schedule(AGAIN_MS, catchUp);
  }

  const parse = (raw: string) => parsePhoneNumber(raw, { region: deps.accounts()[0]?.region ?? 'RU' });

  function isSettled(callId: string): boolean {
    // Asked on the way to the pop, which a journal that cannot be read must not hold up.
    const read = attempt(() => callViews.get(callId));
    const written = read.ok ? read.value : null;
    return written !== null && (written.result !== null || written.log.state !== 'unlogged');
  }

  function report(event: CallEvent, reportedAt: number): void {
    const past = pastCallOf(event);
    if (past !== null) return afterThePop(() => record(past.account, past.id, event.recording ?? ''));
    step(
      advance(liveCalls.now(), event, { now: clock.monotonic(), newId: deps.newId, parse, isSettled }),
      reportedAt,
    );
    if (event.recording !== undefined) keepRecording(event, event.recording);
  }

  /** The link and its way to the CRM are written together; where the journal refuses them, both wait to be done again. */
  function record(account: string, callId: string, link: string): void {
    const kept = deps.recordingKnown(account, callId, link);
    if (!kept.ok && kept.error === 'journal')
      throw new JournalWriteError('journal', 'a recording waits for the journal');
  }

  /** The recording of the call an event was about: the one with its id, else the latest with its number. */
  function keepRecording({ source, sourceCallId, rawNumber }: CallEvent, recording: string): void {
    const number = parse(rawNumber);
    const found = liveCalls
      .now()
      .tracked.findLast(({ ids, call }) =>
        sourceCallId === null
          ? isSameRemote(call.number, number)
          : ids.some((one) => one.source === source && one.id === sourceCallId),
      );
    const account = found && accountOf.get(found.call.id);
    if (account === undefined) return;
    const callId = found?.call.id ?? '';
    afterThePop(() => record(accountOf.get(callId)?.key ?? account.key, callId, recording));
  }

  /** The call that is over and whose recording is told only now: no call of its own. */
  function pastCallOf(event: CallEvent): Pick<CallRow, 'account' | 'id'> | null {
    const read = attempt(() =>
      endedCall(event, {
        journal,
        tracked: liveCalls.now().tracked,
        accountOf: (id) => accountOf.get(id)?.key ?? null,
        accounts: deps.accounts().map(({ key }) => key),
        now: clock.now(),
        parse,
      }),
    );
    return read.ok ? read.value : null;
  }

  function step(next: Advance, reportedAt: number): void {
    liveCalls.become(next.state);
    for (const change of next.changes) take(change, reportedAt);
    forgetAccounts();
    planExpiry();
  }

  /** The account of a call is known as long as the call may still be corrected. */
  function forgetAccounts(): void {
    for (const id of accountOf.keys()) {
      if (liveCalls.now().tracked.some(({ call }) => call.id === id)) continue;
      accountOf.delete(id);
      lineReported.delete(id);
    }
  }

  function planExpiry(): void {
    cancelExpiry?.();
    const at = nextExpiry(liveCalls.now());
    cancelExpiry =
      at === null
        ? null
        : clock.schedule(at - clock.monotonic(), () => {
            // Closing by rule starts no call: there is nothing to time.
            step(expire(liveCalls.now(), clock.monotonic()), 0);
          });
  }

  function take({ kind, call }: CallChange, reportedAt: number): void {
    if (kind === 'started') return begin(call, reportedAt);
    const account = accountOf.get(call.id);
    // What was ignored may have become a call: a colleague put a customer through.
    if (account === undefined) return kind === 'renumbered' ? begin(call, reportedAt) : undefined;
    if (kind === 'rangAgain' || kind === 'reopened') return ringAgain(call, account, reportedAt);
    callViews.setMarks(call.id, call);
    if (kind === 'renumbered') return renumber(call, account);
    if (kind === 'updated') routeAnew(call, account);
    const { key } = accountOf.get(call.id) ?? account;
    pop.callChanged(call.id, (entry) => ({ ...entry, call: { ...entry.call, ...factsOf(call) } }));
    afterThePop(() => {
      const row = journal.calls.get(key, call.id);
      // The number stays as its own account understands it: another country's may read it otherwise.
      const { e164, display } = row ?? call.number;
      write({ ...call, number: { ...call.number, e164, display } }, key, row?.callerName ?? null);
    });
  }

  /** A caller who waits in a queue rings once more, or a call goes on after all: the pop comes back with what is known of it. */
  function ringAgain(call: LiveCall, account: Account, reportedAt: number): void {
    const { found, routing } = routeTo(account, call.number.raw, deps.accounts(), 'line', deps);
    const written = attempt(() => callViews.get(call.id));
    const entry = entryFor(call, found, asking(found.caller), account, routing);
    const { note, chosen } = (written.ok ? written.value : null) ?? entry.call;
    pop.callStarted({ ...entry, call: { ...entry.call, note, chosen } }, reportedAt);
    afterThePop(() => write({ ...call, number: found.number }, account.key, entry.call.callerName));
    afterThePop(() => ask(call.id, found));
  }

  /** The other party is somebody else now. The call stays in the account it rang in. */
  function renumber(call: LiveCall, account: Account): void {
    const found = findCaller(call.number.raw, account, deps.mirror, deps.choices);
    const caller = asking(found.caller);
    const callerName = soleName(caller);
    pop.callChanged(call.id, (entry) => ({
      ...entry,
      caller,
      call: { ...entry.call, ...factsOf(call), number: numberOf(found), callerName },
    }));
    afterThePop(() => write({ ...call, number: found.number }, account.key, callerName));
    afterThePop(() => ask(call.id, found));
  }

  function ask(callId: string, found: FoundCaller): void {
    void askCrm(callId, found).catch((error: unknown) => {
      deps.logError('asking the CRM about a caller failed', error);
    });
  }

  const lineOf = ({ lineSource, line }: Pick<LiveCall, 'lineSource' | 'line'>): LineName => ({
    source: lineSource,
    line: line ?? '',
  });

  function begin(call: LiveCall, reportedAt: number): void {
    const name = lineOf(call);
    const routed = routeCall(call.number.raw, lines.ownerOf(name), deps.accounts(), deps);
    if (routed === null) return;
    const { found, account, routing } = routed;
    if (deps.ignores(found.number, account.region)) return;
    accountOf.set(call.id, account);
    if (call.line !== null) lineReported.add(call.id);
    const entry = entryFor(call, found, asking(found.caller), account, routing);
    pop.callStarted(entry, reportedAt);
    afterThePop(() => write({ ...call, number: found.number }, account.key, entry.call.callerName));
    afterThePop(() => {
      ask(call.id, found);
      deps.began(account.key, { ...call, number: found.number });
    });
    afterThePop(() => lines.reported(name, call.startedAt));
  }

  /** A second source named the line of a call that had begun: it is the line's account's, unless the agent chose here. */
  function routeAnew(call: LiveCall, account: Account): void {
    if (call.line === null || lineReported.has(call.id)) return;
    lineReported.add(call.id);
    const name = lineOf(call);
    afterThePop(() => lines.reported(name, call.startedAt));
    const owner = lines.ownerOf(name);
    if (owner !== null && owner !== account.key) moveTo(call.id, owner, 'line');
  }

  function moveTo(callId: string, to: string, by: 'line' | 'agent'): Result<null, MoveFailure> {
    // What is written from now on is the other account's.
    catchUp();
    const read = attempt(() => {
      const account = journal.calls.accountOf(callId);
      return { from: account, row: account === null ? null : journal.calls.get(account, callId) };
    });
    if (!read.ok) return read;
    const { from, row } = read.value;
    const accounts = deps.accounts();
    const account = accounts.find(({ key }) => key === to);
    if (from === null || row === null) return fail('unknownCall');
    if (account === undefined) return fail('unknownAccount');
    if (from === to) return ok(null);
    if (by === 'line' && row.chosen !== null) return fail('tooLate');
    const { found, routing } = routeTo(account, row.rawNumber, accounts, by, deps);
    const caller = asking(found.caller);
    const live = liveCalls.get(callId);
    const { e164, display } = found.number;
    const moved = attempt(() =>
      journal.transaction(() => {
        const done = journal.calls.move(callId, from, {
          account: to,
          e164,
          display,
          callerName: soleName(caller),
        });
        if (done && by === 'agent')
          lines.moved(live ? lineOf(live) : lineOf({ lineSource: row.source, line: row.line }), to);
        return done;
      }),
    );
    if (!moved.ok) return fail('journal');
    if (!moved.value) return fail('tooLate');
    lineReported.add(callId);
    if (live) accountOf.set(callId, account);
    callViews.tellGone(from, callId);
    pop.callChanged(callId, (entry) => ({
      call: { ...(callViews.get(callId) ?? entry.call), ...(live ? factsOf(live) : {}) },
      caller,
      account: accountOnPop(account),
      routing,
    }));
    callViews.tell(callId);
    ask(callId, found);
    return ok(null);
  }

  /** One question to the CRM after the pop is up; what it says is merged without moving anything. */
  async function askCrm(callId: string, { account, number, caller }: FoundCaller): Promise<void> {
    if (number.kind !== 'external') return;
    const fresh = await deps.refresh.refresh(account.key, number, caller);
    // Transferred meanwhile: what is known of the party before is not of the one now.
    const now = liveCalls.get(callId)?.number;
    if (stopped || (now !== undefined && !isSameRemote(now, number))) return;
    // Moved meanwhile: what this account knows is not for the other one's eyes.
    if (journal.calls.accountOf(callId) !== account.key) return;
    pop.callChanged(callId, (entry) => ({
      ...entry,
      caller: fresh.ok
        ? mergeFresh(entry.caller, fresh.value, caller)
        : { ...entry.caller, freshness: 'offline' },
    }));
    const name = soleName(pop.callerOf(callId) ?? caller);
    if (fresh.ok && name !== null && name !== soleName(caller)) {
      journal.calls.setCallerName(account.key, callId, name);
      callViews.tell(callId);
    }
  }

  /** When a call of this run began by the CRM's clock, Unix ms; null where that is not sure. */
  function serviceAtOf(callId: string, account: string): number | null {
    const since = liveCalls.now().tracked.find(({ call }) => call.id === callId)?.since;
    if (since === undefined) return null;
    return beganAtService(deps.serviceClockOf?.(account) ?? null, clock.monotonic() - since);
  }

  function write(call: LiveCall, account: string, callerName: string | null): void {
    journal.calls.putFacts({ ...rowOf(call, account, callerName), serviceAt: serviceAtOf(call.id, account) });
    callViews.tell(call.id);
    pop.journalChanged(call.id);
  }

  return {
    report,
    move: (callId, account) => moveTo(callId, account, 'agent'),
    over(callId) {
      step(overByAgent(liveCalls.now(), callId, clock.monotonic()), 0);
    },
    sourceReachable(source, reported) {
      step(trackReachability(liveCalls.now(), source, reported, clock.monotonic()), 0);
    },
    expectDial(rawNumber) {
      const number = parse(rawNumber);
      liveCalls.become(expectDial(liveCalls.now(), number, clock.monotonic()));
      return () => {
        liveCalls.become(withoutDial(liveCalls.now(), number));
      };
    },
    stop() {
      cancelExpiry?.();
      stopped = true;
      catchUp();
    },
  };
}
