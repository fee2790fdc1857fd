import type { Proof } from '../../preload/contract.ts';
import type { CallEvent } from '../calls/event.ts';
import type { Clock } from '../clock.ts';

/**
 * The call by which an agent proves that his softphone is set up: he calls himself, and each event ticks as it really
 * arrives. It watches and decides nothing: calls go their own way.
 */
export interface ProofDesk {
  current(): Proof;
  /** Begins to watch, with nothing ticked; `false` ends it. */
  watch(on: boolean): void;
  /** After the call desk has heard it. */
  heard(event: CallEvent): void;
  /** The pop showed the name of a call so long after its event, ms. */
  painted(popMs: number): void;
}

const IDLE: Proof = { startedAt: null, ring: null, answer: null, end: null, popMs: null };
/** Who forgot the page need not be told of every call of the day. */
const LONGEST_MS = 10 * 60_000;

export function createProofDesk(deps: {
  readonly clock: Clock;
  /** After every change. */
  readonly tell: (proof: Proof) => void;
}): ProofDesk {
  let proof = IDLE;
  let cancelEnd: (() => void) | null = null;
  const become = (next: Proof): void => {
    proof = next;
    deps.tell(proof);
  };
  return {
    current: () => proof,
    watch(on) {
      cancelEnd?.();
      cancelEnd = on ? deps.clock.schedule(LONGEST_MS, () => become(IDLE)) : null;
      become(on ? { ...IDLE, startedAt: deps.clock.now() } : IDLE);
    },
    heard({ kind, direction, source, at }) {
      if (proof.startedAt === null || proof.end !== null) return;
      const tick = { source, at };
      const isOver = kind === 'ended' || kind === 'missed';
      if (kind === 'ringing' && direction !== 'outbound') {
        if (proof.ring === null) become({ ...proof, ring: tick });
      } else if (kind === 'answered') {
        if (proof.answer === null) become({ ...proof, answer: tick });
        // The end of a call from before says nothing of this one.
      } else if (isOver && (proof.ring !== null || proof.answer !== null)) become({ ...proof, end: tick });
    },
    painted(popMs) {
      if (proof.startedAt !== null && proof.ring !== null && proof.popMs === null)
        become({ ...proof, popMs });
    },
  };
}
