import { describe, expect, it } from 'vitest';
import { play, playSettled, times } from './playEvents.ts';

/** Calls as softphones without ids really tell them. */
const IVAN = '89161234567';
const OLGA = '89261112233';

describe('an answer that comes before the ring or the dial', () => {
  it('is one call, and goes the way that is told at last', () => {
    const dialled = play(
      { s: 0, kind: 'answered', rawNumber: IVAN },
      { s: 0.4, kind: 'dialing', rawNumber: IVAN },
      { s: 40, kind: 'ended', rawNumber: IVAN },
    );
    expect(dialled.kinds).toEqual(['started', 'updated', 'ended']);
    expect(dialled.calls).toMatchObject([{ direction: 'outbound', endReason: 'completed' }]);
    const withId = play(
      { s: 0, kind: 'answered', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 3, kind: 'dialing', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 40, kind: 'ended', sourceCallId: 'a' },
    );
    expect(withId.calls).toMatchObject([{ direction: 'outbound', endReason: 'completed' }]);
    const rang = play(
      { s: 0, kind: 'answered', rawNumber: IVAN },
      { s: 0.4, kind: 'ringing', rawNumber: IVAN },
      { s: 40, kind: 'ended', rawNumber: IVAN },
    );
    expect(rang.calls).toMatchObject([{ direction: 'inbound', endReason: 'completed' }]);
  });
});

describe('an end told with the agent’s own number', () => {
  const OWN = '84951112233';
  it('is the end of the call: no ghost, and the next call of that party is its own', () => {
    for (const number of [OWN, '101']) {
      const { calls } = play(
        { s: 0, kind: 'dialing', rawNumber: IVAN },
        { s: 20, kind: 'ended', rawNumber: number },
        { s: 25, kind: 'dialing', rawNumber: IVAN },
        { s: 30, kind: 'answered', rawNumber: IVAN },
        { s: 90, kind: 'ended', rawNumber: number },
      );
      expect(times(calls)).toEqual(['0 - 20 noAnswer', '25 30 90 completed']);
    }
  });

  it('is told once more with the right one: the same end', () => {
    const { calls } = play(
      { s: 0, kind: 'answered', rawNumber: IVAN },
      { s: 20, kind: 'ended', rawNumber: OWN },
      { s: 20.1, kind: 'ended', rawNumber: IVAN },
    );
    expect(times(calls)).toEqual(['0 0 20 completed']);
  });

  it('was somebody else’s who was missed, as the true end shows: the talk has its length, and they are listed', () => {
    const { calls } = play(
      { s: 0, kind: 'answered', rawNumber: IVAN },
      { s: 20, kind: 'ended', rawNumber: OLGA },
      { s: 300, kind: 'ended', rawNumber: IVAN },
    );
    expect(times(calls)).toEqual(['0 0 300 completed', '20 - 20 missed']);
    expect(calls[1]?.number.e164).toBe('+79261112233');
  });
});

describe('a softphone that counts its ids anew after a restart', () => {
  it('tells of a new call by an old id, whether that call is over or its end was lost', () => {
    const over = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN, sourceCallId: '1' },
      { s: 5, kind: 'ended', rawNumber: IVAN, sourceCallId: '1' },
      { s: 30, kind: 'ringing', rawNumber: OLGA, sourceCallId: '1' },
      { s: 33, kind: 'answered', sourceCallId: '1' },
      { s: 50, kind: 'ended', sourceCallId: '1' },
    );
    expect(times(over.calls)).toEqual(['0 - 5 missed', '30 33 50 completed']);
    const sameRemote = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN, sourceCallId: '1' },
      { s: 5, kind: 'ended', rawNumber: IVAN, sourceCallId: '1' },
      { s: 30, kind: 'ringing', rawNumber: IVAN, sourceCallId: '1' },
    );
    expect(times(sameRemote.calls)).toEqual(['0 - 5 missed', '30 - - null']);
    const lost = play(
      { s: 0, kind: 'answered', rawNumber: IVAN, sourceCallId: '1' },
      { s: 30, kind: 'ringing', rawNumber: OLGA, sourceCallId: '1' },
    );
    expect(times(lost.calls)).toEqual(['0 0 30 unknown', '30 - - null']);
  });
});

describe('who rings or is dialled longer than three minutes', () => {
  it('and is answered then, is talked to in one call with its true times', () => {
    for (const kind of ['ringing', 'dialing'] as const) {
      for (const sourceCallId of [null, 'a']) {
        const { kinds, calls } = play(
          { s: 0, kind, rawNumber: IVAN, sourceCallId },
          { s: 200, kind: 'answered', rawNumber: IVAN, sourceCallId },
          { s: 260, kind: 'ended', rawNumber: IVAN, sourceCallId },
        );
        expect(kinds).toEqual(['started', 'ended', 'reopened', 'answered', 'ended']);
        expect(times(calls)).toEqual(['0 200 260 completed']);
      }
    }
  });

  it('and rings on by its id is the same call; a ring without one is a new try', () => {
    const ringsOn = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 200, kind: 'ringing', rawNumber: IVAN, sourceCallId: 'a' },
      { s: 210, kind: 'ended', sourceCallId: 'a' },
    );
    expect(times(ringsOn.calls)).toEqual(['0 - 210 missed']);
    const anew = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 200, kind: 'ringing', rawNumber: IVAN },
    );
    expect(anew.calls).toHaveLength(2);
  });

  it('and gives up then was missed at that time', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 240, kind: 'ended', rawNumber: IVAN },
    );
    expect(times(calls)).toEqual(['0 - 240 missed']);
  });

  it('is told of in a call of its own when the closed one has its result', () => {
    const closed = play({ s: 0, kind: 'dialing', rawNumber: IVAN, sourceCallId: 'a' });
    const { calls } = playSettled(closed.state, {
      s: 200,
      kind: 'answered',
      direction: 'outbound',
      rawNumber: IVAN,
      sourceCallId: 'a',
    });
    expect(times(calls)).toEqual(['0 - 200 unknown', '200 200 - null']);
  });
});
