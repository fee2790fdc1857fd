import { describe, expect, it } from 'vitest';
import { NO_CALLS } from '../../../../main/calls/tracking/trackedCall.ts';
import { parsePhoneNumber } from '../../../../main/phone/phoneNumber.ts';
import { expectDial } from '../../../../main/calls/tracking/ownPhoneRing.ts';
import { START, play, playFrom } from './playEvents.ts';

const IVAN = '89161234567';
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
    const reportedBy = (s: number) =>
      play(
        { s: 0, kind: 'ringing', rawNumber: IVAN },
        { s: 0.1, kind: 'ringing', rawNumber: IVAN, ...AMI },
        { s: 8, kind: 'ended', rawNumber: IVAN },
        { s, kind: 'ended', reason: 'answeredElsewhere', ...AMI },
      );
    expect(reportedBy(9).kinds).toEqual(['started', 'updated', 'ended', 'corrected']);
    expect(reportedBy(9).calls).toMatchObject([
      { endReason: 'answeredElsewhere', endedAt: 1_700_000_008_000 },
    ]);
    expect(reportedBy(14).calls).toMatchObject([{ endReason: 'missed' }]);
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
    const expecting = expectDial(NO_CALLS, parsePhoneNumber(IVAN, { region: 'RU' }), START);
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

  it('and calling back while it is expected still: an incoming call, once the own call is answered or over', () => {
    const expecting = expectDial(NO_CALLS, parsePhoneNumber(IVAN, { region: 'RU' }), START);
    const own = { source: 'asterisk', sourceCallId: 'L1', rawNumber: IVAN } as const;
    const back = { source: 'asterisk', sourceCallId: 'L2', rawNumber: IVAN, direction: 'inbound' } as const;
    for (const over of [
      [{ s: 10, kind: 'ended', ...own } as const],
      [
        { s: 5, kind: 'answered', direction: 'outbound', ...own } as const,
        { s: 10, kind: 'ended', ...own } as const,
      ],
    ]) {
      const { calls } = playFrom(
        expecting,
        { s: 0.1, kind: 'ringing', direction: 'inbound', ...own },
        { s: 0.2, kind: 'dialing', ...ringside },
        ...over,
        { s: 20, kind: 'ringing', rawNumber: IVAN, direction: 'inbound' },
        { s: 20.1, kind: 'ringing', ...back },
        { s: 22, kind: 'answered', ...back },
        { s: 22.1, kind: 'answered', rawNumber: IVAN },
        { s: 40, kind: 'ended', ...back },
      );
      expect(calls.map(({ direction }) => direction)).toEqual(['outbound', 'inbound']);
      expect(calls[1]).toMatchObject({ endReason: 'completed', answeredAt: START + 22_000 });
    }
  });

  it('and calling in while the own call is dialled still: the own phone rings once, what rings by another id is a caller', () => {
    const expecting = expectDial(NO_CALLS, parsePhoneNumber(IVAN, { region: 'RU' }), START);
    const { calls } = playFrom(
      expecting,
      { s: 0.1, kind: 'ringing', direction: 'inbound', rawNumber: IVAN, ...AMI },
      { s: 0.2, kind: 'dialing', ...ringside },
      {
        s: 12,
        kind: 'ringing',
        direction: 'inbound',
        rawNumber: IVAN,
        source: 'asterisk',
        sourceCallId: 'L2',
      },
    );
    expect(calls.map(({ direction }) => direction)).toEqual(['outbound', 'inbound']);
  });

  it('the same number calling a minute later is a call of its own', () => {
    const expecting = expectDial(NO_CALLS, parsePhoneNumber(IVAN, { region: 'RU' }), START);
    const { calls } = playFrom(expecting, { s: 61, kind: 'ringing', direction: 'inbound', rawNumber: IVAN });
    expect(calls).toMatchObject([{ direction: 'inbound' }]);
  });
});
