import { describe, expect, it } from 'vitest';
import { monotonicTime } from '../../../../main/common/clock.ts';
import {
  expire,
  liveCalls,
  nextExpiry,
  overByAgent,
} from '../../../../main/calls/tracking/callStateMachine.ts';
import { START, play, playFrom, times } from './playEvents.ts';

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

  it('of one company number without ids, one talked on and one that rings: both keep their times, whichever ends first', () => {
    const both = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 2, kind: 'answered', rawNumber: IVAN },
      { s: 60, kind: 'ringing', rawNumber: IVAN },
    );
    expect(both.kinds).toEqual(['started', 'answered', 'started']);
    const rangOut = playFrom(
      both.state,
      { s: 80, kind: 'ended', rawNumber: IVAN },
      { s: 90, kind: 'ended', rawNumber: IVAN },
    );
    expect(times(rangOut.calls)).toEqual(['60 - 80 missed', '0 2 90 completed']);
    const hungUp = playFrom(
      both.state,
      { s: 80, kind: 'ended', rawNumber: IVAN },
      { s: 82, kind: 'answered', rawNumber: IVAN },
      { s: 99, kind: 'ended', rawNumber: IVAN },
    );
    // The end was the first one's, as the answer shows.
    expect(times(hungUp.calls)).toEqual(['60 82 99 completed', '0 2 80 completed']);
    const onHold = playFrom(
      both.state,
      { s: 65, kind: 'answered', rawNumber: IVAN },
      { s: 80, kind: 'ended', rawNumber: IVAN },
      { s: 95, kind: 'ended', rawNumber: IVAN },
    );
    expect(times(onHold.calls)).toEqual(['60 65 80 completed', '0 2 95 completed']);
  });

  it('the first of them is closed a quarter of an hour later when its end was lost, and has its end when that is told at last', () => {
    const both = play(
      { s: 0, kind: 'answered', rawNumber: IVAN },
      { s: 600, kind: 'ringing', rawNumber: IVAN },
      { s: 620, kind: 'ended', rawNumber: IVAN },
    );
    const due = nextExpiry(both.state) ?? 0;
    expect(due - START).toBe(1_500_000);
    const closed = expire(both.state, due);
    expect(closed.changes).toMatchObject([
      { kind: 'ended', call: { endReason: 'unknown', endedAt: START + 600_000 } },
    ]);
    const reportedBy = playFrom(closed.state, { s: 1_700, kind: 'ended', rawNumber: IVAN });
    expect(reportedBy.kinds).toEqual(['corrected']);
    expect(times(reportedBy.calls)).toEqual(['0 0 1700 completed']);
  });

  it('a number that is dialled anew is not talked to any more, nor does the first attempt swallow the second', () => {
    const again = play(
      { s: 0, kind: 'dialing', rawNumber: IVAN },
      { s: 30, kind: 'dialing', rawNumber: IVAN },
      { s: 33, kind: 'answered', rawNumber: IVAN },
      { s: 60, kind: 'ended', rawNumber: IVAN },
    );
    expect(times(again.calls)).toEqual(['0 - 30 unknown', '30 33 60 completed']);
    const talked = play(
      { s: 0, kind: 'dialing', rawNumber: IVAN },
      { s: 3, kind: 'answered', rawNumber: IVAN },
      { s: 30, kind: 'dialing', rawNumber: IVAN },
    );
    expect(times(talked.calls)).toEqual(['0 3 30 unknown', '30 - - null']);
  });

  it('a number dialled in Ringside again at once after its end is a second call; what reports overtake each other is none', () => {
    const dialled = { kind: 'dialing', direction: 'outbound', rawNumber: IVAN } as const;
    const end = { kind: 'ended', direction: 'outbound', rawNumber: IVAN } as const;
    const own = { ...dialled, source: 'ringside' };
    expect(times(play({ s: 0, ...own }, { s: 1, ...end }, { s: 1.2, ...own }).calls)).toEqual([
      '0 - 1 noAnswer',
      '1.2 - - null',
    ]);
    // The phone's own report of the call that was dialled here, heard after its end.
    expect(play({ s: 0, ...own }, { s: 1, ...end }, { s: 1.2, ...dialled }).calls).toHaveLength(1);
    // The phone was quicker than our own report of what it dialled.
    expect(play({ s: 0, ...dialled }, { s: 1, ...end }, { s: 1.2, ...own }).calls).toHaveLength(1);
    // Twice the same key, while it is dialled.
    expect(play({ s: 0, ...own }, { s: 0.3, ...own }).calls).toHaveLength(1);
  });
});

describe('a call that the agent says is over', () => {
  it('has ended then: what was talked on is completed, what only rang is never taken for missed', () => {
    const talking = play({ s: 0, kind: 'answered', rawNumber: IVAN });
    const [talk] = talking.calls;
    const over = overByAgent(talking.state, talk?.id ?? '', monotonicTime((talk?.startedAt ?? 0) + 60_000));
    expect(over.changes).toMatchObject([
      { kind: 'ended', call: { endReason: 'completed', endedAt: (talk?.answeredAt ?? 0) + 60_000 } },
    ]);
    const ringing = play({ s: 0, kind: 'ringing', rawNumber: IVAN });
    const [ring] = ringing.calls;
    expect(
      overByAgent(ringing.state, ring?.id ?? '', monotonicTime((ring?.startedAt ?? 0) + 60_000)).changes,
    ).toMatchObject([{ kind: 'ended', call: { endReason: 'unknown', answeredAt: null } }]);
  });

  it('stays as it ended when it is said once more, by him or by a source', () => {
    const talking = play({ s: 0, kind: 'answered', rawNumber: IVAN });
    const [talk] = talking.calls;
    const once = overByAgent(talking.state, talk?.id ?? '', monotonicTime(talk?.startedAt ?? 0));
    expect(
      overByAgent(once.state, talk?.id ?? '', monotonicTime((talk?.startedAt ?? 0) + 5_000)).changes,
    ).toEqual([]);
    expect(overByAgent(once.state, 'nobody', monotonicTime(0)).changes).toEqual([]);
    const reportedBy = playFrom(once.state, { s: 4, kind: 'ended', rawNumber: IVAN });
    expect(reportedBy.kinds).toEqual([]);
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
