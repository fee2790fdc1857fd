import { describe, expect, it } from 'vitest';
import { NO_CALLS } from '../../../../main/calls/tracking/trackedCall.ts';
import { play, playFrom } from './playEvents.ts';

const RING = { kind: 'ringing', rawNumber: '89161234567', direction: 'inbound' } as const;
const summary = (calls: ReturnType<typeof play>['calls']) =>
  calls.map(({ state, endReason }) => `${state} ${endReason ?? ''}`.trim());

/** One number that rings twice, of a softphone that tells no ids. */
describe('two rings of one number without ids, neither answered', () => {
  it('are two calls when the first has ended', () => {
    const { calls } = play({ s: 0, ...RING }, { s: 8, ...RING, kind: 'ended' }, { s: 9, ...RING });
    expect(summary(calls)).toEqual(['ended missed', 'ringing']);
  });

  it('are two missed calls when both have ended', () => {
    const { calls } = play(
      { s: 0, ...RING },
      { s: 8, ...RING, kind: 'ended' },
      { s: 20, ...RING },
      { s: 28, ...RING, kind: 'ended' },
    );
    expect(summary(calls)).toEqual(['ended missed', 'ended missed']);
  });

  it('are two when the first told no end, and silence parts them', () => {
    const { calls } = playFrom(NO_CALLS, { s: 0, ...RING }, { s: 600, ...RING });
    expect(calls).toHaveLength(2);
    expect(calls[0]?.state).toBe('ended');
    expect(calls[1]?.state).toBe('ringing');
  });

  it('are one when the second report comes at once: the softphone told twice', () => {
    expect(play({ s: 0, ...RING }, { s: 0.5, ...RING }).calls).toHaveLength(1);
  });
});
