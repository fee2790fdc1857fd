import { describe, expect, it } from 'vitest';
import { play } from './playEvents.ts';

const IVAN = '89161234567';
const deskPhone = {
  source: 'baresip',
  sourceCallId: 'A',
  line: '101',
  rawNumber: IVAN,
  direction: 'inbound',
} as const;
const soft = { ...deskPhone, sourceCallId: 'B', line: '102' } as const;

describe('a group that rings two phones of one agent', () => {
  it('is one call, missed once, when nobody answers', () => {
    const { calls, kinds } = play(
      { s: 0, kind: 'ringing', ...deskPhone },
      { s: 0.2, kind: 'ringing', ...soft },
      { s: 20, kind: 'ended', ...deskPhone },
      { s: 20.1, kind: 'ended', ...soft },
    );
    expect(calls).toMatchObject([{ endReason: 'missed', endedAt: 1_700_000_020_100 }]);
    expect(kinds.filter((kind) => kind === 'ended')).toHaveLength(1);
  });

  it('goes on talking on the phone that was lifted when the other stops ringing, and ends with it', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', ...deskPhone },
      { s: 0.2, kind: 'ringing', ...soft },
      { s: 5, kind: 'answered', ...soft },
      { s: 5.1, kind: 'ended', ...deskPhone },
      { s: 60, kind: 'ended', ...soft },
    );
    expect(calls).toMatchObject([
      { endReason: 'completed', answeredAt: 1_700_000_005_000, endedAt: 1_700_000_060_000 },
    ]);
  });

  it('does so too when the other phone’s end overtakes the answer', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', ...deskPhone },
      { s: 0.2, kind: 'ringing', ...soft },
      { s: 5, kind: 'ended', ...deskPhone },
      { s: 5.1, kind: 'answered', ...soft },
      { s: 60, kind: 'ended', ...soft },
    );
    expect(calls).toMatchObject([{ endReason: 'completed', endedAt: 1_700_000_060_000 }]);
  });

  it('is answered elsewhere when one leg knows it', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', ...deskPhone },
      { s: 0.2, kind: 'ringing', ...soft },
      { s: 5, kind: 'ended', reason: 'answeredElsewhere', ...deskPhone },
      { s: 5.1, kind: 'ended', ...soft },
    );
    expect(calls).toMatchObject([{ endReason: 'answeredElsewhere' }]);
  });

  it('with an end told twice for one phone still rings on the other', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', ...deskPhone },
      { s: 0.2, kind: 'ringing', ...soft },
      { s: 5, kind: 'ended', ...deskPhone },
      { s: 5.5, kind: 'ended', ...deskPhone },
    );
    expect(calls).toMatchObject([{ state: 'ringing' }]);
  });
});

describe('what is no such group', () => {
  it('the same number later, on the same line, outgoing, or withheld is a call of its own', () => {
    const two = (other: object, first: object = deskPhone) =>
      play({ s: 0, kind: 'ringing', ...first }, { s: 1, kind: 'ringing', ...soft, ...other }).calls;
    expect(
      play({ s: 0, kind: 'ringing', ...deskPhone }, { s: 3, kind: 'ringing', ...soft }).calls,
    ).toHaveLength(2);
    expect(two({ line: '101' })).toHaveLength(2);
    expect(two({ rawNumber: 'anonymous' }, { ...deskPhone, rawNumber: 'anonymous' })).toHaveLength(2);
    expect(two({ rawNumber: '89990000000' })).toHaveLength(2);
    expect(two({})).toHaveLength(1);
    expect(
      play(
        { s: 0, kind: 'dialing', ...deskPhone, direction: 'outbound' },
        { s: 1, kind: 'dialing', ...soft, direction: 'outbound' },
      ).calls,
    ).toHaveLength(2);
  });
});
