import { callSourceFacts } from '../../../preload/constants.ts';
import { assertNever } from '../../common/result.ts';
import {
  type Advance,
  answer,
  begin,
  changed,
  close,
  closeForGood,
  correct,
  end,
  learn,
  reasonOf,
  recognise,
  reopen,
  replace,
  inTurn,
  reportedEnd,
  unchanged,
} from './callTransitions.ts';
import { isSameRemote } from '../../phone/phoneComparison.ts';
import type { Beginning, Rule } from './transitionTable.ts';
import { beginEnded, endByOwnNumber, endedByOwnNumber, unguess, withOther } from './inferredEnds.ts';
import type { CallsState, TrackedCall } from './trackedCall.ts';
import { isNextRing, queue, rung } from './repeatedRing.ts';
import { answeredOn, isOtherLeg, legEnded } from './ringGroup.ts';
import {
  type ReportedEvent,
  OVERTAKING_MS,
  SAME_CALL_MS,
  identityOf,
  isEcho,
  isLive,
  isNumberless,
  isFromNumber,
  isReportedBy,
  lateEndMs,
  sinceEnd,
  wayOf,
} from './callCorrelation.ts';
import { unheardSince } from './reportingSources.ts';

/** What each rule of the table (transitionTable.ts) does, and what an event begins that is about no call. Pure. */

/** An answer without an id so long after the ring is that of another call whose ring was lost. */
const LONGEST_SILENT_RING_MS = 15 * 60_000;

interface RuleContext {
  readonly newId: () => string;
  readonly isSettled: (callId: string) => boolean;
}

/** Null: the rule's condition does not hold, and the event is about another call. */
export function applyRule(
  rule: Rule,
  state: CallsState,
  one: TrackedCall,
  reported: ReportedEvent,
  context: RuleContext,
): Advance | null {
  const again = (next: Rule): Advance | null => applyRule(next, state, one, reported, context);
  const { event, at } = reported;
  switch (rule) {
    case 'pass':
      return null;
    case 'ignore':
      return changed(state, recognise(one, event));
    case 'repeat':
      return learn(state, one, reported);
    case 'repeatSoon':
      return at - one.reportedAt <= SAME_CALL_MS ? learn(state, one, reported) : null;
    case 'redial': {
      const isAnew =
        event.kind === 'dialing' && isReportedBy(one, event.source) && at - one.reportedAt > SAME_CALL_MS;
      return isAnew ? null : learn(state, one, reported);
    }
    case 'leg':
      return isOtherLeg(one, reported) ? learn(state, one, reported) : null;
    case 'ringAgain':
      if (isNextRing(one, identityOf(one, reported) === 'known', reported))
        return ringAgain(state, one, reported, context);
      if (identityOf(one, reported) === 'different') return null;
      return again(isLive(one) ? 'repeat' : 'echo');
    case 'echo':
      return isEcho(one, reported) ? changed(state, recognise(one, event)) : null;
    case 'begunById':
      return begunById(state, one, reported, context);
    case 'answer':
      return isLive(one) ? answered(state, one, reported) : again('reopen');
    case 'answerLate': {
      const undone = unguess(state, one, reported, context.newId);
      if (undone !== null) return inTurn(undone, (next) => answeredIn(next, one, reported));
      const isLate = identityOf(one, reported) === 'known' || sinceEnd(one, at) <= SAME_CALL_MS;
      return isLate ? correct(state, one, reported) : null;
    }
    case 'reopen':
      return goOn(state, one, reported, context);
    case 'hold':
      return isLive(one) ? onHold(state, one, reported) : unchanged(state);
    case 'renumber':
      return isLive(one) ? renumbered(state, one, reported) : unchanged(state);
    case 'queue':
      return changed(state, queue(recognise(one, event), reported));
    case 'end':
      return isLive(one) ? ended(state, one, reported) : again('endLate');
    case 'endLate': {
      const undone = unguess(state, one, reported, context.newId);
      if (undone !== null) return undone;
      const isLate = identityOf(one, reported) === 'known' || sinceEnd(one, at) <= lateEndMs(one);
      return isLate ? correct(state, one, reported) : null;
    }
    case 'trueEnd':
      return trueEnd(state, one, reported);
    default:
      return assertNever(rule);
  }
}

/** What an event begins that no call has taken. */
export function beginNew(
  beginning: Beginning,
  state: CallsState,
  reported: ReportedEvent,
  { newId }: RuleContext,
): Advance {
  switch (beginning) {
    case 'nothing':
      return unchanged(state);
    case 'call':
      return inTurn(replacing(state, reported), (next) =>
        begin(next, reported, reported.event.direction === 'inbound' ? 'ringing' : 'dialing', newId()),
      );
    case 'talk':
      return begin(state, reported, 'talking', newId());
    case 'missedOrOwn': {
      const own = endedByOwnNumber(state, reported);
      return own === null ? beginEnded(state, reported, newId) : endByOwnNumber(state, own, reported);
    }
    case 'missed':
      // Which of those that go on was missed is not said.
      if (isNumberless(reported) && state.tracked.some(isLive)) return unchanged(state);
      return beginEnded(state, reported, newId);
    default:
      return assertNever(beginning);
  }
}

/**
 * The same party is there anew while a call with it goes on that this source alone tells of, without ids. Who is dialled anew
 * is no more talked to. Who rings anew may be somebody else of one company: the first call goes on, and is doubted.
 */
function replacing(state: CallsState, reported: ReportedEvent): Advance {
  const { source } = reported.event;
  const former = state.tracked.findLast(
    (one) =>
      isLive(one) &&
      isFromNumber(one, reported) &&
      wayOf(one, reported) !== 'other' &&
      identityOf(one, reported) !== 'different' &&
      // What another source tells of too, that one ends.
      one.reportedBy.every((reporter) => reporter.source === source),
  );
  if (former === undefined) return unchanged(state);
  if (reported.event.direction === 'outbound') return closeForGood(state, former, reported.at);
  return changed(state, { ...former, doubtedSince: former.doubtedSince ?? reported.at });
}

/** Its source's own id begins a call: told again, or counted anew by a phone that was restarted. */
function begunById(
  state: CallsState,
  one: TrackedCall,
  reported: ReportedEvent,
  context: RuleContext,
): Advance | null {
  // The end of a call that was closed by rule may be told long after it: of a caller who waited in a queue, when they hang up.
  const sinceLastReport = isLive(one)
    ? sinceEnd(one, reported.at)
    : Math.min(sinceEnd(one, reported.at), reported.at - one.reportedAt);
  // Overtaken by the report of a transfer it may name the party before.
  const isOvertaken = sinceLastReport <= OVERTAKING_MS;
  // Closed by rule: nobody told its end, and it may go on.
  const isOpen = one.call.endReason === 'unknown' && one.reportedBy.some((reporter) => !reporter.ended);
  const isSame =
    isOvertaken ||
    ((isLive(one) || isOpen) && callSourceFacts(reported.event.source)?.countsIds !== true) ||
    isFromNumber(one, reported) ||
    isNumberless(reported) ||
    one.call.number.kind === 'anonymous';
  if (isSame && isLive(one)) return learn(state, one, reported);
  if (isSame && isOpen && !context.isSettled(one.call.id)) return goOn(state, one, reported, context);
  if (isSame && sinceLastReport <= SAME_CALL_MS) return changed(state, recognise(one, reported.event));
  const closed = isLive(one) ? closeForGood(state, one, reported.at) : unchanged(state);
  return inTurn(closed, (next) => beginNew('call', withoutIds(next, one), reported, context));
}

/** Its id is the new call's from now on. */
function withoutIds(state: CallsState, { call }: TrackedCall): CallsState {
  const known = state.tracked.find((one) => one.call.id === call.id);
  return known === undefined ? state : replace(state, { ...known, ids: [], queued: null });
}

function ringAgain(
  state: CallsState,
  one: TrackedCall,
  reported: ReportedEvent,
  { isSettled, newId }: RuleContext,
): Advance {
  if (!isLive(one) && isSettled(one.call.id))
    return begin(withoutIds(state, one), reported, 'ringing', newId());
  return changed(state, rung(one, reported), 'rangAgain');
}

function answered(state: CallsState, one: TrackedCall, reported: ReportedEvent): Advance {
  const learned = learn(state, one, reported);
  return inTurn(
    { state: learned.state, changes: learned.changes.filter(({ kind }) => kind === 'renumbered') },
    (next) => {
      const known = next.tracked.find(({ call }) => call.id === one.call.id) ?? one;
      if (known.call.state === 'talking') return unchanged(next);
      return changed(next, answer(answeredOn(known, reported.event), reported.at), 'answered');
    },
  );
}

/** The same for a call that was opened again. */
function answeredIn(state: CallsState, { call }: TrackedCall, reported: ReportedEvent): Advance {
  const one = state.tracked.find((known) => known.call.id === call.id);
  return one === undefined ? unchanged(state) : answered(state, one, reported);
}

/** Life in a call that a rule closed, or whose caller waits: it goes on, and what is told of it is done then. */
function goOn(
  state: CallsState,
  one: TrackedCall,
  reported: ReportedEvent,
  context: RuleContext,
): Advance | null {
  const isKnown = identityOf(one, reported) === 'known';
  const isAnswerInTime = one.call.answeredAt === null && reported.at - one.since <= LONGEST_SILENT_RING_MS;
  // A phone that was lost lists its calls without their ids, and has this one.
  const isFound = unheardSince(one, reported.event.source) !== null;
  if (!isKnown && !isFound && !isAnswerInTime) return null;
  // Its result is given: what goes on is told of in a call of its own.
  if (context.isSettled(one.call.id)) {
    const { kind } = reported.event;
    return beginNew(kind === 'answered' ? 'talk' : 'nothing', withoutIds(state, one), reported, context);
  }
  const opened = reopen(recognise(one, reported.event));
  const step = changed(state, { ...opened, reportedAt: reported.at }, 'reopened');
  switch (reported.event.kind) {
    case 'answered':
      return inTurn(step, (next) => answeredIn(next, one, reported));
    case 'held':
    case 'resumed':
      return inTurn(step, (next) => onHold(next, opened, reported));
    case 'renumbered':
      return inTurn(step, (next) => renumbered(next, opened, reported));
    default:
      return step;
  }
}

function onHold(state: CallsState, one: TrackedCall, { event }: ReportedEvent): Advance {
  const known = recognise(one, event);
  const held = event.kind === 'held';
  const next = { ...known, call: { ...known.call, held } };
  const isNew = one.call.held !== held || one.call.unheard !== next.call.unheard;
  return changed(state, next, ...(isNew ? (['updated'] as const) : []));
}

/** The other party is somebody else now. A customer is never replaced by a colleague or by nobody. */
function renumbered(state: CallsState, one: TrackedCall, { event, number }: ReportedEvent): Advance {
  const known = recognise(one, event);
  const before = one.call.number;
  const isNobody = number.kind === 'anonymous' || number.kind === 'featureCode';
  const isLesser = number.kind === 'internal' && before.kind === 'external';
  if (isNobody || isLesser || isSameRemote(before, number)) return changed(state, known);
  const formerNumbers =
    before.kind === 'anonymous' ? one.formerNumbers : [...one.formerNumbers, before].slice(-4);
  return changed(state, { ...known, formerNumbers, call: { ...known.call, number } }, 'renumbered');
}

function ended(state: CallsState, one: TrackedCall, reported: ReportedEvent): Advance {
  const leg = legEnded(withOther(state, one, reported), reported.event);
  return leg.ends ? end(state, leg.one, reported, leg.reason) : changed(state, leg.one);
}

/** The true end of what a rule closed: how long it was talked on is known after all. */
function trueEnd(state: CallsState, one: TrackedCall, reported: ReportedEvent): Advance {
  const { event, at } = reported;
  const reportedBy = reportedEnd(recognise(one, event), event.source);
  // Who was not heard meanwhile does not know when; who only rang so long ago was not merely missed.
  const isKnown = unheardSince(one, event.source) === null;
  const isLikely = one.call.answeredAt !== null || at - one.since <= LONGEST_SILENT_RING_MS;
  if (!isKnown || !isLikely) return changed(state, reportedBy);
  return changed(state, close(reportedBy, reasonOf(one.call, event.reason), at), 'corrected');
}
