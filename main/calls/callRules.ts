import { assertNever } from '../result.ts';
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
  toldEnd,
  unchanged,
} from './callSteps.ts';
import { isSameParty } from './phoneComparison.ts';
import type { Beginning, Rule } from './callTable.ts';
import { beginEnded, endByOwnNumber, endedByOwnNumber, unguess, withOther } from './guessedEnds.ts';
import type { CallsState, TrackedCall } from './liveCall.ts';
import { isNextRing, queue, rung } from './ringAgain.ts';
import { answeredOn, isOtherLeg, legEnded } from './ringAll.ts';
import {
  type HeardEvent,
  OVERTAKING_MS,
  SAME_CALL_MS,
  identityOf,
  isEcho,
  isLive,
  isNumberless,
  isOfParty,
  isToldBy,
  lateEndMs,
  sinceEnd,
  wayOf,
} from './sameCall.ts';
import { unheardSince } from './tellers.ts';

/** What each rule of the table (callTable.ts) does, and what an event begins that is about no call. Pure. */

/** An answer without an id so long after the ring is that of another call whose ring was lost. */
const LONGEST_SILENT_RING_MS = 15 * 60_000;

/** Sources whose ids may be counted from one after a restart; those of the others are unique for ever. */
const COUNTS_IDS: readonly string[] = ['hook', 'bria'];

interface RuleContext {
  readonly newId: () => string;
  readonly isSettled: (callId: string) => boolean;
}

/** Null: the rule's condition does not hold, and the event is about another call. */
export function applyRule(
  rule: Rule,
  state: CallsState,
  one: TrackedCall,
  heard: HeardEvent,
  context: RuleContext,
): Advance | null {
  const again = (next: Rule): Advance | null => applyRule(next, state, one, heard, context);
  const { event, at } = heard;
  switch (rule) {
    case 'pass':
      return null;
    case 'ignore':
      return changed(state, recognise(one, event));
    case 'repeat':
      return learn(state, one, heard);
    case 'repeatSoon':
      return at - one.heardAt <= SAME_CALL_MS ? learn(state, one, heard) : null;
    case 'redial': {
      const isAnew =
        event.kind === 'dialing' && isToldBy(one, event.source) && at - one.heardAt > SAME_CALL_MS;
      return isAnew ? null : learn(state, one, heard);
    }
    case 'leg':
      return isOtherLeg(one, heard) ? learn(state, one, heard) : null;
    case 'ringAgain':
      if (isNextRing(one, identityOf(one, heard) === 'known', heard))
        return ringAgain(state, one, heard, context);
      if (identityOf(one, heard) === 'different') return null;
      return again(isLive(one) ? 'repeat' : 'echo');
    case 'echo':
      return isEcho(one, heard) ? changed(state, recognise(one, event)) : null;
    case 'begunById':
      return begunById(state, one, heard, context);
    case 'answer':
      return isLive(one) ? answered(state, one, heard) : again('reopen');
    case 'answerLate': {
      const undone = unguess(state, one, heard, context.newId);
      if (undone !== null) return inTurn(undone, (next) => answeredIn(next, one, heard));
      const isLate = identityOf(one, heard) === 'known' || sinceEnd(one, at) <= SAME_CALL_MS;
      return isLate ? correct(state, one, heard) : null;
    }
    case 'reopen':
      return goOn(state, one, heard, context);
    case 'hold':
      return isLive(one) ? onHold(state, one, heard) : unchanged(state);
    case 'renumber':
      return isLive(one) ? renumbered(state, one, heard) : unchanged(state);
    case 'queue':
      return changed(state, queue(recognise(one, event), heard));
    case 'end':
      return isLive(one) ? ended(state, one, heard) : again('endLate');
    case 'endLate': {
      const undone = unguess(state, one, heard, context.newId);
      if (undone !== null) return undone;
      const isLate = identityOf(one, heard) === 'known' || sinceEnd(one, at) <= lateEndMs(one);
      return isLate ? correct(state, one, heard) : null;
    }
    case 'trueEnd':
      return trueEnd(state, one, heard);
    default:
      return assertNever(rule);
  }
}

/** What an event begins that no call has taken. */
export function beginNew(
  beginning: Beginning,
  state: CallsState,
  heard: HeardEvent,
  { newId }: RuleContext,
): Advance {
  switch (beginning) {
    case 'nothing':
      return unchanged(state);
    case 'call':
      return inTurn(replacing(state, heard), (next) =>
        begin(next, heard, heard.event.direction === 'inbound' ? 'ringing' : 'dialing', newId()),
      );
    case 'talk':
      return begin(state, heard, 'talking', newId());
    case 'missedOrOwn': {
      const own = endedByOwnNumber(state, heard);
      return own === null ? beginEnded(state, heard, newId) : endByOwnNumber(state, own, heard);
    }
    case 'missed':
      // Which of those that go on was missed is not said.
      if (isNumberless(heard) && state.tracked.some(isLive)) return unchanged(state);
      return beginEnded(state, heard, newId);
    default:
      return assertNever(beginning);
  }
}

/**
 * The same party is there anew while a call with it goes on that this source alone tells of, without ids. Who is dialled anew
 * is no more talked to. Who rings anew may be somebody else of one company: the first call goes on, and is doubted.
 */
function replacing(state: CallsState, heard: HeardEvent): Advance {
  const { source } = heard.event;
  const former = state.tracked.findLast(
    (one) =>
      isLive(one) &&
      isOfParty(one, heard) &&
      wayOf(one, heard) !== 'other' &&
      identityOf(one, heard) !== 'different' &&
      // What another source tells of too, that one ends.
      one.told.every((teller) => teller.source === source),
  );
  if (former === undefined) return unchanged(state);
  if (heard.event.direction === 'outbound') return closeForGood(state, former, heard.at);
  return changed(state, { ...former, doubtedSince: former.doubtedSince ?? heard.at });
}

/** Its source's own id begins a call: told again, or counted anew by a phone that was restarted. */
function begunById(
  state: CallsState,
  one: TrackedCall,
  heard: HeardEvent,
  context: RuleContext,
): Advance | null {
  // Overtaken by news of a transfer it may name the party before.
  const isOvertaken = heard.at - (one.endedSince ?? one.since) <= OVERTAKING_MS;
  const isSame =
    isOvertaken ||
    (isLive(one) && !COUNTS_IDS.includes(heard.event.source)) ||
    isOfParty(one, heard) ||
    isNumberless(heard) ||
    one.call.number.kind === 'anonymous';
  if (isSame && isLive(one)) return learn(state, one, heard);
  if (isSame && sinceEnd(one, heard.at) <= SAME_CALL_MS) return changed(state, recognise(one, heard.event));
  const isOpen = one.call.endReason === 'unknown' && one.told.some((teller) => !teller.ended);
  if (isSame && isOpen && !context.isSettled(one.call.id)) return goOn(state, one, heard, context);
  const closed = isLive(one) ? closeForGood(state, one, heard.at) : unchanged(state);
  return inTurn(closed, (next) => beginNew('call', withoutIds(next, one), heard, context));
}

/** Its id is the new call's from now on. */
function withoutIds(state: CallsState, { call }: TrackedCall): CallsState {
  const known = state.tracked.find((one) => one.call.id === call.id);
  return known === undefined ? state : replace(state, { ...known, ids: [], queued: null });
}

function ringAgain(
  state: CallsState,
  one: TrackedCall,
  heard: HeardEvent,
  { isSettled, newId }: RuleContext,
): Advance {
  if (!isLive(one) && isSettled(one.call.id)) return begin(withoutIds(state, one), heard, 'ringing', newId());
  return changed(state, rung(one, heard), 'rangAgain');
}

function answered(state: CallsState, one: TrackedCall, heard: HeardEvent): Advance {
  const learned = learn(state, one, heard);
  return inTurn(
    { state: learned.state, changes: learned.changes.filter(({ kind }) => kind === 'renumbered') },
    (next) => {
      const known = next.tracked.find(({ call }) => call.id === one.call.id) ?? one;
      if (known.call.state === 'talking') return unchanged(next);
      return changed(next, answer(answeredOn(known, heard.event), heard.at), 'answered');
    },
  );
}

/** The same for a call that was opened again. */
function answeredIn(state: CallsState, { call }: TrackedCall, heard: HeardEvent): Advance {
  const one = state.tracked.find((known) => known.call.id === call.id);
  return one === undefined ? unchanged(state) : answered(state, one, heard);
}

/** Life in a call that a rule closed, or whose caller waits: it goes on, and what is told of it is done then. */
function goOn(state: CallsState, one: TrackedCall, heard: HeardEvent, context: RuleContext): Advance | null {
  const isKnown = identityOf(one, heard) === 'known';
  const isAnswerInTime = one.call.answeredAt === null && heard.at - one.since <= LONGEST_SILENT_RING_MS;
  // A phone that was lost lists its calls without their ids, and has this one.
  const isFound = unheardSince(one, heard.event.source) !== null;
  if (!isKnown && !isFound && !isAnswerInTime) return null;
  // Its result is given: what goes on is told of in a call of its own.
  if (context.isSettled(one.call.id)) {
    const { kind } = heard.event;
    return beginNew(kind === 'answered' ? 'talk' : 'nothing', withoutIds(state, one), heard, context);
  }
  const opened = reopen(recognise(one, heard.event));
  const step = changed(state, { ...opened, heardAt: heard.at }, 'reopened');
  switch (heard.event.kind) {
    case 'answered':
      return inTurn(step, (next) => answeredIn(next, one, heard));
    case 'held':
    case 'resumed':
      return inTurn(step, (next) => onHold(next, opened, heard));
    case 'renumbered':
      return inTurn(step, (next) => renumbered(next, opened, heard));
    default:
      return step;
  }
}

function onHold(state: CallsState, one: TrackedCall, { event }: HeardEvent): Advance {
  const known = recognise(one, event);
  const held = event.kind === 'held';
  const next = { ...known, call: { ...known.call, held } };
  const isNews = one.call.held !== held || one.call.unheard !== next.call.unheard;
  return changed(state, next, ...(isNews ? (['updated'] as const) : []));
}

/** The other party is somebody else now. A customer is never replaced by a colleague or by nobody. */
function renumbered(state: CallsState, one: TrackedCall, { event, number }: HeardEvent): Advance {
  const known = recognise(one, event);
  const before = one.call.number;
  const isNobody = number.kind === 'anonymous' || number.kind === 'featureCode';
  const isLesser = number.kind === 'internal' && before.kind === 'external';
  if (isNobody || isLesser || isSameParty(before, number)) return changed(state, known);
  const formerNumbers =
    before.kind === 'anonymous' ? one.formerNumbers : [...one.formerNumbers, before].slice(-4);
  return changed(state, { ...known, formerNumbers, call: { ...known.call, number } }, 'renumbered');
}

function ended(state: CallsState, one: TrackedCall, heard: HeardEvent): Advance {
  const leg = legEnded(withOther(state, one, heard), heard.event);
  return leg.ends ? end(state, leg.one, heard, leg.reason) : changed(state, leg.one);
}

/** The true end of what a rule closed: how long it was talked on is known after all. */
function trueEnd(state: CallsState, one: TrackedCall, heard: HeardEvent): Advance {
  const { event, at } = heard;
  const told = toldEnd(recognise(one, event), event.source);
  // Who was not heard meanwhile does not know when; who only rang so long ago was not merely missed.
  const isKnown = unheardSince(one, event.source) === null;
  const isLikely = one.call.answeredAt !== null || at - one.since <= LONGEST_SILENT_RING_MS;
  if (!isKnown || !isLikely) return changed(state, told);
  return changed(state, close(told, reasonOf(one.call, event.reason), at), 'corrected');
}
