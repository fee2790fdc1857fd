import type { CallEventKind } from './callEvent.ts';

/**
 * What an event means for a call it may be about: one table of event, state of the call, what the event's id says of it, and
 * whether it goes the same way. The state machine goes through the calls an event may be about, the likeliest first
 * (callCorrelation.ts), until one of them takes it; when each cell says `pass`, the event begins something new (`NOBODY`).
 * Each cell has its row in `test/unit/calls/tracking/transitionTable.test.ts`.
 */

/**
 * `queued`: the agent's phone fell silent and the caller waits on. `over`: its end was told, by a source or the agent.
 * `closed`: by rule, for nobody told its end; life may come back to it.
 */
export type Phase = 'ringing' | 'dialing' | 'talking' | 'queued' | 'over' | 'closed';

/**
 * `known`: its source gave this id to this call. `new`: an id, and this call has none of that source. `different`: that
 * source knows this call by another id. `none`: no id.
 */
export type Identity = 'known' | 'new' | 'different' | 'none';

/** `open`: the event does not say which way the call goes, or nobody said it of the call. */
export type Way = 'same' | 'other' | 'open';

/** What a call does with an event. A rule with a condition passes where that does not hold. */
export type Rule =
  /** It is another call. */
  | 'pass'
  /** It is this call, and says nothing new. */
  | 'ignore'
  /** It is told again: what the report knows and the call does not is taken over. */
  | 'repeat'
  /** The same, but only a moment after it was last heard of. */
  | 'repeatSoon'
  /** Dialled anew by a source that has dialled it before: the end of the first was lost. Else it is told again. */
  | 'redial'
  /** Another phone of a group that rings at once (ringGroup.ts). */
  | 'leg'
  /** The caller who waits rings again (repeatedRing.ts). */
  | 'ringAgain'
  /** It began, overtaken by its end: told late, and not the caller trying again. */
  | 'echo'
  /** Its own id begins a call: told again, or the phone was restarted and counts its ids anew. */
  | 'begunById'
  | 'answer'
  /** An answer after the end: overtaken by it, or the end was a wrong guess. */
  | 'answerLate'
  /** Life in a call that a rule closed: it goes on. */
  | 'reopen'
  | 'hold'
  | 'renumber'
  | 'queue'
  | 'end'
  /** An end after the end: another source may know better why. */
  | 'endLate'
  /** The true end of what a rule closed. */
  | 'trueEnd';

/** What an event begins that is about no call. */
export type Beginning =
  | 'nothing'
  /** A call that rings or is dialled. */
  | 'call'
  /** A call that is talked on already. */
  | 'talk'
  /** A call that is over already: missed, or nobody answered us. */
  | 'missed'
  /** The same, unless the number may be the agent's own (inferredEnds.ts). */
  | 'missedOrOwn';

type Ways = Readonly<Record<Way, Rule>>;
type Row = Readonly<Record<Identity, Ways>>;

const any = (rule: Rule): Ways => ({ same: rule, other: rule, open: rule });
const along = (rule: Rule): Ways => ({ same: rule, other: 'pass', open: rule });
const row = (known: Ways, fresh: Ways, different: Ways, none: Ways): Row => ({
  known,
  new: fresh,
  different,
  none,
});
const pass = any('pass');

/** Rings and dials. */
const begun = {
  //                known             new                  different          none
  ringing: row(any('begunById'), along('repeat'), along('leg'), along('repeat')),
  dialing: row(any('begunById'), along('repeat'), pass, along('redial')),
  talking: row(any('begunById'), along('repeatSoon'), pass, along('repeatSoon')),
  queued: row(any('ringAgain'), along('ringAgain'), along('ringAgain'), along('ringAgain')),
  over: row(any('begunById'), along('echo'), pass, along('echo')),
  closed: row(any('begunById'), pass, pass, pass),
} as const satisfies Readonly<Record<Phase, Row>>;

/** Hold, and what else is told of a call in the middle. */
const during = (rule: Rule, withoutId: Ways) =>
  ({
    ringing: row(any(rule), withoutId, pass, withoutId),
    dialing: row(any(rule), withoutId, pass, withoutId),
    talking: row(any(rule), withoutId, pass, withoutId),
    queued: row(any(rule), withoutId, pass, withoutId),
    over: row(any('ignore'), pass, pass, pass),
    closed: row(any('reopen'), pass, pass, pass),
  }) as const satisfies Readonly<Record<Phase, Row>>;

export const TABLE: Readonly<Record<CallEventKind, Readonly<Record<Phase, Row>>>> = {
  ringing: begun,
  dialing: begun,
  answered: {
    //             known               new                   different  none
    ringing: row(any('answer'), along('answer'), pass, along('answer')),
    dialing: row(any('answer'), along('answer'), pass, along('answer')),
    talking: row(any('repeat'), along('repeat'), pass, along('repeat')),
    queued: row(any('answer'), along('answer'), pass, along('answer')),
    over: row(any('answerLate'), along('answerLate'), pass, along('answerLate')),
    closed: row(any('reopen'), along('reopen'), pass, along('reopen')),
  },
  held: during('hold', along('hold')),
  resumed: during('hold', along('hold')),
  // Found by its id alone, for the number is the new one's.
  renumbered: during('renumber', pass),
  queued: {
    ...during('queue', pass),
    talking: row(any('ignore'), pass, pass, pass),
    over: row(any('queue'), pass, pass, pass),
    closed: row(any('ignore'), pass, pass, pass),
  },
  ended: {
    //             known             new                different  none
    ringing: row(any('end'), along('end'), pass, along('end')),
    dialing: row(any('end'), along('end'), pass, along('end')),
    talking: row(any('end'), along('end'), pass, along('end')),
    queued: row(any('end'), along('end'), pass, along('end')),
    over: row(any('endLate'), along('endLate'), pass, along('endLate')),
    closed: row(any('trueEnd'), along('trueEnd'), pass, along('trueEnd')),
  },
  missed: {
    ringing: row(any('end'), along('end'), pass, along('end')),
    dialing: row(any('end'), along('end'), pass, along('end')),
    // Whom we talk to was not missed: it is somebody else of theirs.
    talking: row(any('end'), pass, pass, pass),
    queued: row(any('end'), along('end'), pass, along('end')),
    over: row(any('endLate'), along('endLate'), pass, along('endLate')),
    closed: row(any('trueEnd'), along('trueEnd'), pass, along('trueEnd')),
  },
};

/** What an event begins when it is about no call, by whether it names the other party. */
export const NOBODY: Readonly<
  Record<CallEventKind, Readonly<Record<'withId' | 'withoutId' | 'numberless', Beginning>>>
> = {
  ringing: { withId: 'call', withoutId: 'call', numberless: 'call' },
  dialing: { withId: 'call', withoutId: 'call', numberless: 'call' },
  answered: { withId: 'talk', withoutId: 'talk', numberless: 'nothing' },
  held: { withId: 'nothing', withoutId: 'nothing', numberless: 'nothing' },
  resumed: { withId: 'nothing', withoutId: 'nothing', numberless: 'nothing' },
  renumbered: { withId: 'nothing', withoutId: 'nothing', numberless: 'nothing' },
  queued: { withId: 'nothing', withoutId: 'nothing', numberless: 'nothing' },
  ended: { withId: 'missed', withoutId: 'missedOrOwn', numberless: 'nothing' },
  // A withheld number that was missed while nothing goes on is a call; else it is what goes on.
  missed: { withId: 'missed', withoutId: 'missed', numberless: 'missed' },
};
