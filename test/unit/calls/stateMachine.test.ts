import { describe, expect, it } from 'vitest';
import { expire, liveCalls, nextExpiry, overByAgent } from '../../../main/calls/stateMachine.ts';
import { play, playFrom } from './playEvents.ts';

const IVAN = '89161234567';
const OLGA = '89261112233';

describe('one call', () => {
  it('rings, is answered and ends completed', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 5, kind: 'answered', rawNumber: IVAN },
      { s: 65, kind: 'ended', rawNumber: IVAN },
    );
    expect(kinds).toEqual(['started', 'answered', 'ended']);
    expect(calls).toMatchObject([{ direction: 'inbound', endReason: 'completed' }]);
    expect((calls[0]?.endedAt ?? 0) - (calls[0]?.answeredAt ?? 0)).toBe(60_000);
  });

  it('rings and stops: missed; is dialled and stops: no answer', () => {
    expect(play({ s: 0, kind: 'ringing', rawNumber: IVAN }, { s: 9, kind: 'ended' }).calls).toMatchObject([
      { endReason: 'missed' },
    ]);
    expect(play({ s: 0, kind: 'dialing', rawNumber: IVAN }, { s: 9, kind: 'ended' }).calls).toMatchObject([
      { endReason: 'noAnswer', direction: 'outbound' },
    ]);
  });

  it('an end without a start is a missed call, or an unanswered one of ours, and is started and ended at once', () => {
    const missed = play({ s: 0, kind: 'ended', rawNumber: IVAN });
    expect(missed.kinds).toEqual(['started', 'ended']);
    expect(missed.calls).toMatchObject([{ endReason: 'missed' }]);
    expect(play({ s: 0, kind: 'ended', rawNumber: IVAN, direction: 'outbound' }).calls).toMatchObject([
      { endReason: 'noAnswer' },
    ]);
    expect(play({ s: 0, kind: 'missed', rawNumber: '' }).calls).toMatchObject([
      { endReason: 'missed', number: { kind: 'anonymous' } },
    ]);
  });

  it('an answer without a ring is a call', () => {
    const { kinds, calls } = play({ s: 0, kind: 'answered', rawNumber: IVAN });
    expect(kinds).toEqual(['started']);
    expect(calls).toMatchObject([{ state: 'talking', startedAt: calls[0]?.answeredAt }]);
  });

  it('an end without a number, or with the domain instead, ends the only call', () => {
    for (const rawNumber of ['', 'pbx.example.com']) {
      const { calls } = play({ s: 0, kind: 'ringing', rawNumber: IVAN }, { s: 2, kind: 'ended', rawNumber });
      expect(calls).toMatchObject([{ state: 'ended' }]);
    }
  });

  it('a bare end with no call going on says nothing', () => {
    expect(play({ s: 0, kind: 'ended' }).changes).toEqual([]);
  });
});

describe('the same call reported twice', () => {
  it('is one call, in whatever spelling the number comes', () => {
    const { kinds } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 4, kind: 'ringing', rawNumber: '+7 916 123-45-67' },
      { s: 5, kind: 'answered', rawNumber: IVAN },
      { s: 6, kind: 'answered', rawNumber: IVAN },
      { s: 7, kind: 'ringing', rawNumber: IVAN },
      { s: 60, kind: 'ended', rawNumber: IVAN },
      { s: 61, kind: 'ended', rawNumber: IVAN },
      { s: 62, kind: 'missed', rawNumber: IVAN },
      { s: 62, kind: 'answered', rawNumber: IVAN },
    );
    expect(kinds).toEqual(['started', 'answered', 'ended']);
  });

  it('by two sources is one call, also when the slower one tells of it after its end', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'ended', rawNumber: IVAN },
      { s: 4, kind: 'ringing', rawNumber: IVAN, source: 'ami', sourceCallId: '1700000000.1' },
    );
    expect(calls).toHaveLength(1);
  });

  it('with the same id of the source is one call, hours apart', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 1, kind: 'answered', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 3_600, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'a' },
    );
    expect(calls).toHaveLength(1);
  });

  it('an id or number learned later is kept, and decides from then on', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing' },
      { s: 1, kind: 'answered', sourceCallId: 'a', rawNumber: IVAN },
      { s: 9, kind: 'ended', sourceCallId: 'a' },
    );
    // The nameless ring and the named answer cannot be told to be one: the answer is a call of its own.
    expect(kinds).toEqual(['started', 'started', 'ended']);
    expect(calls[1]).toMatchObject({ sourceCallId: 'a', state: 'ended' });
    const learned = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 9, kind: 'ended', sourceCallId: 'a' },
    );
    expect(learned.kinds).toEqual(['started', 'updated', 'ended']);
    expect(learned.calls).toHaveLength(1);
  });
});

describe('several calls', () => {
  it('two at once end each for itself', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'answered', rawNumber: IVAN },
      { s: 9, kind: 'ringing', rawNumber: OLGA },
      { s: 12, kind: 'ended', rawNumber: OLGA },
      { s: 40, kind: 'ended', rawNumber: IVAN },
    );
    expect(calls).toMatchObject([{ endReason: 'completed' }, { endReason: 'missed' }]);
  });

  it('an end without a number ends none of two', () => {
    const { state } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'ringing', rawNumber: OLGA },
      { s: 2, kind: 'ended' },
    );
    expect(liveCalls(state)).toHaveLength(2);
  });

  it('the same number with two ids of one source is two calls', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 1, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'b' },
      { s: 2, kind: 'ended', sourceCallId: 'a' },
    );
    expect(calls).toMatchObject([{ state: 'ended' }, { state: 'ringing' }]);
  });

  it('the same number in and out is two calls', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'dialing', rawNumber: IVAN },
    );
    expect(calls).toHaveLength(2);
  });

  it('a new ring of the same number after the end is a new call, even two seconds later', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'ended', rawNumber: IVAN },
      { s: 3, kind: 'ringing', rawNumber: IVAN },
    );
    expect(calls).toMatchObject([{ state: 'ended' }, { state: 'ringing' }]);
  });

  it('a caller who rings while we think we talk to him closes the call whose end was lost', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 2, kind: 'answered', rawNumber: IVAN },
      { s: 600, kind: 'ringing', rawNumber: IVAN },
    );
    expect(kinds).toEqual(['started', 'answered', 'ended', 'started']);
    expect(calls).toMatchObject([{ endReason: 'unknown' }, { state: 'ringing' }]);
  });
});

describe('a call that the agent says is over', () => {
  it('has ended then: what was talked on is completed, what only rang is never taken for missed', () => {
    const talking = play({ s: 0, kind: 'answered', rawNumber: IVAN });
    const [talk] = talking.calls;
    const over = overByAgent(talking.state, talk?.id ?? '', (talk?.startedAt ?? 0) + 60_000);
    expect(over.changes).toMatchObject([
      { kind: 'ended', call: { endReason: 'completed', endedAt: (talk?.answeredAt ?? 0) + 60_000 } },
    ]);
    const ringing = play({ s: 0, kind: 'ringing', rawNumber: IVAN });
    const [ring] = ringing.calls;
    expect(overByAgent(ringing.state, ring?.id ?? '', (ring?.startedAt ?? 0) + 60_000).changes).toMatchObject(
      [{ kind: 'ended', call: { endReason: 'unknown', answeredAt: null } }],
    );
  });

  it('stays as it ended when it is said once more, by him or by a source', () => {
    const talking = play({ s: 0, kind: 'answered', rawNumber: IVAN });
    const [talk] = talking.calls;
    const once = overByAgent(talking.state, talk?.id ?? '', talk?.startedAt ?? 0);
    expect(overByAgent(once.state, talk?.id ?? '', (talk?.startedAt ?? 0) + 5_000).changes).toEqual([]);
    expect(overByAgent(once.state, 'nobody', 0).changes).toEqual([]);
    const told = playFrom(once.state, { s: 4, kind: 'ended', rawNumber: IVAN });
    expect(told.kinds).toEqual([]);
  });
});

describe('calls nobody ended', () => {
  it('are closed by rule: ringing after three minutes, talking after eight hours', () => {
    const ringing = play({ s: 0, kind: 'ringing', rawNumber: IVAN });
    const due = nextExpiry(ringing.state) ?? 0;
    expect(expire(ringing.state, due - 1).changes).toEqual([]);
    expect(expire(ringing.state, due).changes).toMatchObject([
      { kind: 'ended', call: { endReason: 'unknown' } },
    ]);
    const talking = play({ s: 0, kind: 'answered', rawNumber: IVAN });
    expect((nextExpiry(talking.state) ?? 0) - (talking.calls[0]?.startedAt ?? 0)).toBe(8 * 3_600_000);
  });

  it('may still be ended hours later, which is not taken for another missed call', () => {
    const { kinds } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1_200, kind: 'ended', rawNumber: IVAN },
    );
    expect(kinds).toEqual(['started', 'ended']);
  });

  it('are forgotten a minute after their end', () => {
    const { state, calls } = play({ s: 0, kind: 'ended', rawNumber: IVAN });
    expect(expire(state, (calls[0]?.endedAt ?? 0) + 60_001).state.tracked).toEqual([]);
  });

  it('cannot fill the memory', () => {
    const flood = Array.from({ length: 500 }, (_, index) => ({
      s: 0,
      kind: 'ringing' as const,
      rawNumber: `8916${String(1_000_000 + index)}`,
    }));
    const { state, calls } = play(...flood);
    expect(state.tracked.length).toBeLessThanOrEqual(64);
    expect(calls.filter((call) => call.state === 'ended')).toHaveLength(500 - 64);
  });
});
