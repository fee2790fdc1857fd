import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../main/calls/event.ts';
import { type CallChange, type CallsState, type LiveCall, NO_CALLS } from '../../../main/calls/liveCall.ts';
import { parsePhoneNumber } from '../../../main/calls/phoneNumber.ts';
import { advance, expectDial, expire, liveCalls, nextExpiry } from '../../../main/calls/stateMachine.ts';

const IVAN = '89161234567';
const OLGA = '89261112233';

/** Plays events (seconds, kind, number and the rest) and keeps every change and the last shape of each call. */
function play(...events: readonly Played[]) {
  return playFrom(NO_CALLS, ...events);
}

type Played = Partial<CallEvent> & { readonly s: number; readonly kind: CallEvent['kind'] };

function playFrom(before: CallsState, ...events: readonly Played[]) {
  let state = before;
  const changes: CallChange[] = [];
  let ids = 0;
  for (const { s, ...event } of events) {
    const at = 1_700_000_000_000 + s * 1_000;
    const full: CallEvent = {
      source: 'hook',
      sourceCallId: null,
      direction: null,
      rawNumber: '',
      line: null,
      ...event,
      at,
    };
    const step = advance(state, full, {
      now: at,
      newId: () => `call ${(ids += 1)}`,
      parse: (raw) => parsePhoneNumber(raw, { region: 'RU' }),
    });
    state = step.state;
    changes.push(...step.changes);
  }
  const calls = new Map<string, LiveCall>();
  for (const { call } of changes) calls.set(call.id, call);
  return { state, changes, kinds: changes.map(({ kind }) => kind), calls: [...calls.values()] };
}

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

const AMI = { source: 'asterisk', sourceCallId: 'L1' } as const;

describe('what a switchboard knows better', () => {
  it('answered elsewhere and busy are kept as the reason', () => {
    expect(
      play(
        { s: 0, kind: 'ringing', rawNumber: IVAN, ...AMI },
        { s: 5, kind: 'ended', reason: 'answeredElsewhere', ...AMI },
      ).calls,
    ).toMatchObject([{ endReason: 'answeredElsewhere' }]);
    expect(
      play(
        { s: 0, kind: 'dialing', rawNumber: IVAN, ...AMI },
        { s: 5, kind: 'ended', reason: 'busy', ...AMI },
      ).calls,
    ).toMatchObject([{ endReason: 'busy' }]);
  });

  it('a phone that only heard its ringing stop is put right by it, within five seconds and not later', () => {
    const told = (s: number) =>
      play(
        { s: 0, kind: 'ringing', rawNumber: IVAN },
        { s: 0.1, kind: 'ringing', rawNumber: IVAN, ...AMI },
        { s: 8, kind: 'ended', rawNumber: IVAN },
        { s, kind: 'ended', reason: 'answeredElsewhere', ...AMI },
      );
    expect(told(9).kinds).toEqual(['started', 'updated', 'ended', 'corrected']);
    expect(told(9).calls).toMatchObject([{ endReason: 'answeredElsewhere', endedAt: 1_700_000_008_000 }]);
    expect(told(14).calls).toMatchObject([{ endReason: 'missed' }]);
  });

  it('a call that was talked on stays completed, whatever else is said of it', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 1, kind: 'answered', rawNumber: IVAN },
      { s: 8, kind: 'ended', reason: 'answeredElsewhere', rawNumber: IVAN, ...AMI },
    );
    expect(calls).toMatchObject([{ endReason: 'completed' }]);
  });

  it('an answer overtaken by the end makes the call completed', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 8, kind: 'ended', rawNumber: IVAN },
      { s: 8.5, kind: 'answered', rawNumber: IVAN },
    );
    expect(kinds).toEqual(['started', 'ended', 'corrected']);
    expect(calls).toMatchObject([{ endReason: 'completed', answeredAt: 1_700_000_008_000 }]);
  });

  it('names the call by its id, before a phone’s, before none', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 0.1, kind: 'ringing', rawNumber: IVAN, source: 'baresip', sourceCallId: 'sip' },
      { s: 0.2, kind: 'ringing', rawNumber: IVAN, ...AMI },
      { s: 0.3, kind: 'ringing', rawNumber: IVAN, source: 'bria', sourceCallId: 'b' },
    );
    expect(calls).toMatchObject([{ source: 'asterisk', sourceCallId: 'L1' }]);
  });

  it('writes the digit for an outside line before the number: still one call', () => {
    const { calls } = play(
      { s: 0, kind: 'dialing', rawNumber: IVAN },
      { s: 0.1, kind: 'dialing', rawNumber: `9${IVAN}`, ...AMI },
    );
    expect(calls).toHaveLength(1);
  });

  it('one source’s late end is not the end of the call that rings already', () => {
    const { calls } = play(
      { s: 0, kind: 'ringing', rawNumber: IVAN },
      { s: 0.1, kind: 'ringing', rawNumber: IVAN, ...AMI },
      { s: 5, kind: 'ended', ...AMI },
      { s: 6, kind: 'ringing', rawNumber: IVAN, source: 'asterisk', sourceCallId: 'L2' },
      { s: 6.2, kind: 'ended', rawNumber: IVAN },
    );
    expect(calls).toMatchObject([{ state: 'ended' }, { state: 'ringing' }]);
  });
});

describe('transfers and holds', () => {
  it('another party on the line is another number, and the phone’s end by the old one ends the call', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'ringing', rawNumber: '102', ...AMI },
      { s: 0.1, kind: 'ringing', rawNumber: '102' },
      { s: 1, kind: 'answered', ...AMI },
      { s: 20, kind: 'renumbered', rawNumber: IVAN, ...AMI },
      { s: 60, kind: 'ended', rawNumber: '102' },
    );
    expect(kinds).toEqual(['started', 'answered', 'renumbered', 'ended']);
    expect(calls).toMatchObject([{ number: { e164: '+79161234567' }, endReason: 'completed' }]);
  });

  it('a customer is not replaced by a colleague, nor by nobody', () => {
    for (const rawNumber of ['102', 'anonymous', '*72']) {
      const { calls } = play(
        { s: 0, kind: 'ringing', rawNumber: IVAN, ...AMI },
        { s: 20, kind: 'renumbered', rawNumber, ...AMI },
      );
      expect(calls).toMatchObject([{ number: { e164: '+79161234567' } }]);
    }
  });

  it('a withheld number told at last is looked up', () => {
    const { kinds } = play(
      { s: 0, kind: 'ringing', rawNumber: 'anonymous', ...AMI },
      { s: 1, kind: 'ringing', rawNumber: IVAN, ...AMI },
    );
    expect(kinds).toEqual(['started', 'renumbered']);
  });

  it('hold and resume are told once each, and an end ends the hold', () => {
    const { kinds, calls } = play(
      { s: 0, kind: 'answered', rawNumber: IVAN, ...AMI },
      { s: 1, kind: 'held', ...AMI },
      { s: 1.1, kind: 'held', ...AMI },
      { s: 2, kind: 'resumed', ...AMI },
      { s: 3, kind: 'held', ...AMI },
      { s: 9, kind: 'ended', ...AMI },
    );
    expect(kinds).toEqual(['started', 'updated', 'updated', 'updated', 'ended']);
    expect(calls).toMatchObject([{ held: false }]);
  });
});

describe('a call dialled from Ringside', () => {
  const ringside = { source: 'ringside', direction: 'outbound', rawNumber: IVAN } as const;

  it('is one call with what the phone and the switchboard tell of it', () => {
    const { calls } = play(
      { s: 0, kind: 'dialing', ...ringside },
      { s: 0.2, kind: 'dialing', rawNumber: IVAN, source: 'baresip', sourceCallId: 'sip' },
      { s: 0.3, kind: 'dialing', direction: 'outbound', rawNumber: IVAN, ...AMI },
      { s: 9, kind: 'answered', ...AMI },
      { s: 30, kind: 'ended', ...AMI },
      { s: 30.2, kind: 'ended', direction: 'outbound', rawNumber: IVAN },
    );
    expect(calls).toMatchObject([{ direction: 'outbound', source: 'asterisk', endReason: 'completed' }]);
  });

  it('through a switchboard: the ring of the own phone is that call, and lifting it answers nothing', () => {
    const expecting = expectDial(NO_CALLS, parsePhoneNumber(IVAN, { region: 'RU' }), 1_700_000_000_000);
    const own = { source: 'baresip', sourceCallId: 'sip', direction: 'inbound', rawNumber: IVAN } as const;
    const { calls, kinds } = playFrom(
      expecting,
      { s: 0.1, kind: 'ringing', ...own },
      { s: 0.2, kind: 'dialing', ...ringside },
      { s: 3, kind: 'answered', ...own },
      { s: 9, kind: 'answered', direction: 'outbound', rawNumber: IVAN, ...AMI },
      { s: 20, kind: 'ended', ...own },
    );
    expect(kinds).toEqual(['started', 'answered', 'ended']);
    expect(calls).toMatchObject([{ direction: 'outbound', answeredAt: 1_700_000_009_000 }]);
  });

  it('the same number calling a minute later is a call of its own', () => {
    const expecting = expectDial(NO_CALLS, parsePhoneNumber(IVAN, { region: 'RU' }), 1_700_000_000_000);
    const { calls } = playFrom(expecting, { s: 61, kind: 'ringing', direction: 'inbound', rawNumber: IVAN });
    expect(calls).toMatchObject([{ direction: 'inbound' }]);
  });
});
