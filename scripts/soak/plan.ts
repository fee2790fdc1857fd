import type { CallStatus } from '../../preload/contract.ts';

/** A uniform draw from [0, 1). */
export type Random = () => number;

/** mulberry32: the same seed plays the same soak (as far as the machine's own timing lets it). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** When the app of one cycle is killed. */
export type KillMoment =
  /** While the key's own request is on its way: within its journal transaction, just before or after. */
  | { readonly kind: 'key'; readonly afterMs: number }
  /** In the undo time, or wherever the dispatcher is by then. */
  | { readonly kind: 'undo'; readonly afterMs: number }
  /** After the CRM received a write, before it did it or answered. */
  | { readonly kind: 'received'; readonly afterMs: number }
  /** After the CRM did the write, before the app can have noted its answer. */
  | { readonly kind: 'written'; readonly afterMs: number };

/** One life of the app, from its start to its kill. */
export interface CyclePlan {
  readonly calls: readonly CallPlan[];
  readonly kill: KillMoment;
  /** How long to wait for the moment before killing anyway, ms. */
  readonly patienceMs: number;
  /** Orders for the sandbox (docs/sandbox.md). */
  readonly misbehaviour: readonly Readonly<Record<string, unknown>>[];
}

/** One call: who rings, which key ends it. */
export interface CallPlan {
  /** A draw that picks one of the numbers. */
  readonly number: number;
  readonly result: CallStatus;
  /** Goes to the contact by the agent's choice: another way into the CRM (a note instead of a call). */
  readonly chosen: boolean;
}

const RESULTS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly CallStatus[];
/**
 * A result is sent 10 s after its key; what was unsure when the app died is read back 10 s after the next start, and
 * holds back what comes after it. A moment of a write comes within this, if any is to come.
 */
const PATIENCE_MS = 14_000;

/** Draws one cycle. */
export function planCycle(random: Random): CyclePlan {
  const below = (limit: number): number => Math.floor(random() * limit);
  const calls = Array.from({ length: 1 + below(2) }, () => ({
    number: random(),
    result: RESULTS[below(RESULTS.length)] ?? 4,
    chosen: random() < 0.3,
  }));
  const draw = random();
  const kill: KillMoment =
    draw < 0.2
      ? { kind: 'key', afterMs: random() * 30 }
      : draw < 0.35
        ? { kind: 'undo', afterMs: random() * 3_000 }
        : draw < 0.65
          ? { kind: 'received', afterMs: random() * 60 }
          : { kind: 'written', afterMs: random() * 60 };
  return { calls, kill, patienceMs: PATIENCE_MS, misbehaviour: orders(random, kill) };
}

function orders(random: Random, kill: KillMoment): CyclePlan['misbehaviour'] {
  const each = (order: Readonly<Record<string, unknown>>) =>
    ['/api/v4/calls', '/api/v4/**/notes'].map((path) => ({ method: 'POST', path, times: 1, ...order }));
  // A slow CRM holds the moment open for the kill to hit.
  const delayMs = 300 + Math.floor(random() * 2_500);
  if (kill.kind === 'received' && random() < 0.85) return each({ what: 'delay', when: 'before', delayMs });
  if (kill.kind === 'written' && random() < 0.85) return each({ what: 'delay', when: 'after', delayMs });
  const draw = random();
  if (draw < 0.15) return each({ what: 'dropBefore' });
  if (draw < 0.3) return each({ what: 'dropAfter' });
  if (draw < 0.4) return each({ what: '504', when: random() < 0.5 ? 'before' : 'after' });
  return [];
}
