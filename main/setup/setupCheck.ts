import type { SetupCheckState } from '../../preload/contract.ts';
import type { CallEvent } from '../calls/tracking/callEvent.ts';
import type { Clock } from '../common/clock.ts';

/**
 * The call by which an agent proves that their softphone is set up: they call themselves, and each event ticks as it really
 * arrives. It watches and decides nothing: calls go their own way.
 */
export interface SetupCheck {
  current(): SetupCheckState;
  /** Begins to watch, with nothing ticked; `false` ends it. */
  watch(on: boolean): void;
  /** After calls have heard it. */
  callReported(event: CallEvent): void;
  /** The pop showed the name of a call so long after its event, ms. */
  painted(popMs: number): void;
}

const IDLE: SetupCheckState = { startedAt: null, ring: null, answer: null, end: null, popMs: null };
/** Who forgot the page need not be told of every call of the day. */
const LONGEST_MS = 10 * 60_000;

export function createSetupCheck(deps: {
  readonly clock: Clock;
  /** After every change. */
  readonly tell: (setupCheck: SetupCheckState) => void;
}): SetupCheck {
  let setupCheck = IDLE;
  let cancelEnd: (() => void) | null = null;
  const become = (next: SetupCheckState): void => {
    setupCheck = next;
    deps.tell(setupCheck);
  };
  return {
    current: () => setupCheck,
    watch(on) {
      cancelEnd?.();
      cancelEnd = on ? deps.clock.schedule(LONGEST_MS, () => become(IDLE)) : null;
      become(on ? { ...IDLE, startedAt: deps.clock.now() } : IDLE);
    },
    callReported({ kind, direction, source, at }) {
      if (setupCheck.startedAt === null || setupCheck.end !== null) return;
      const tick = { source, at };
      const isOver = kind === 'ended' || kind === 'missed';
      if (kind === 'ringing' && direction !== 'outbound') {
        if (setupCheck.ring === null) become({ ...setupCheck, ring: tick });
      } else if (kind === 'answered') {
        if (setupCheck.answer === null) become({ ...setupCheck, answer: tick });
        // The end of a call from before says nothing of this one.
      } else if (isOver && (setupCheck.ring !== null || setupCheck.answer !== null))
        become({ ...setupCheck, end: tick });
    },
    painted(popMs) {
      if (setupCheck.startedAt !== null && setupCheck.ring !== null && setupCheck.popMs === null)
        become({ ...setupCheck, popMs });
    },
  };
}
