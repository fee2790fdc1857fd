import { fc } from '../../../property.ts';
import { monotonicTime } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { type CallsState, type LiveCall, NO_CALLS } from '../../../../main/calls/tracking/trackedCall.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { advance, expire } from '../../../../main/calls/tracking/callStateMachine.ts';

/** Calls as they really were, and how three sources tell of them: each in its time, some events lost or doubled. */
export interface RealCall {
  readonly number: string;
  readonly direction: 'inbound' | 'outbound';
  /** Ms since the beginning of the day. */
  readonly from: number;
  readonly ringMs: number;
  readonly talkMs: number | null;
}

/** Per event (begin, answer, end) the lateness in ms of each copy that arrives; none: lost. */
export type Telling = readonly (readonly number[])[];

export const START = 1_700_000_000_000;
const DAY = 24 * 3_600_000;

/** The hook has no ids; the switchboard and the phone have one each. */
export const SOURCES = [
  { source: 'hook', hasId: false },
  { source: 'baresip', hasId: true },
  { source: 'asterisk', hasId: true },
] as const;

const lateness = fc.integer({ min: 0, max: 900 });
/** Any of the events lost, doubled, late. */
export const anyTelling: fc.Arbitrary<Telling> = fc.array(fc.array(lateness, { maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});
/** Nothing is lost, all may be late and doubled. */
export const wholeTelling: fc.Arbitrary<Telling> = fc.array(
  fc.array(lateness, { minLength: 1, maxLength: 3 }),
  { minLength: 3, maxLength: 3 },
);
/** Each event once and in time. */
export const exactTelling: Telling = [[0], [0], [0]];

/** The events of one source about one call. */
export function reportedBy(
  call: RealCall,
  { source, hasId }: (typeof SOURCES)[number],
  telling: Telling,
  index: number,
): readonly CallEvent[] {
  const answeredAt = call.from + call.ringMs;
  const plan: readonly (readonly [CallEvent['kind'], number, readonly number[]])[] = [
    [call.direction === 'inbound' ? 'ringing' : 'dialing', call.from, telling[0] ?? []],
    ...(call.talkMs === null ? [] : [['answered', answeredAt, telling[1] ?? []] as const]),
    ['ended', answeredAt + (call.talkMs ?? 0), telling[2] ?? []],
  ];
  return plan.flatMap(([kind, at, copies]) =>
    copies.map((late) => ({
      source,
      sourceCallId: hasId ? `${source} ${index}` : null,
      kind,
      direction: call.direction,
      rawNumber: call.number,
      line: null,
      at: START + at + late,
    })),
  );
}

export interface Outcome {
  readonly calls: readonly LiveCall[];
  /** Each call started once, ended once, and was at most corrected after. */
  readonly inOrder: boolean;
  /** The most calls that were in mind at once. */
  readonly most: number;
  /** What is still in mind a day later. */
  readonly left: number;
}

/** Plays events in the order in which they arrive, then lets a day pass. */
export function play(events: readonly CallEvent[]): Outcome {
  const calls = new Map<string, LiveCall>();
  let state: CallsState = NO_CALLS;
  let inOrder = true;
  let most = 0;
  const keep = (step: ReturnType<typeof advance>): void => {
    state = step.state;
    most = Math.max(most, state.tracked.length);
    for (const { kind, call } of step.changes) {
      const before = calls.get(call.id);
      inOrder &&= kind === 'started' ? before === undefined : before !== undefined;
      inOrder &&= before?.state !== 'ended' || ['corrected', 'rangAgain', 'reopened'].includes(kind);
      calls.set(call.id, call);
    }
  };
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    keep(
      advance(state, event, {
        now: monotonicTime(event.at),
        newId: () => `call ${calls.size + 1}`,
        parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
        isSettled: () => false,
      }),
    );
  }
  const end = START + 2 * DAY;
  keep(expire(state, end));
  keep(expire(state, end + DAY));
  return { calls: [...calls.values()], inOrder, most, left: state.tracked.length };
}
