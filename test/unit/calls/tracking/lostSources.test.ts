import { describe, expect, it } from 'vitest';
import { trackReachability } from '../../../../main/calls/tracking/lostSources.ts';
import type { CallsState } from '../../../../main/calls/tracking/trackedCall.ts';
import type { Hearing } from '../../../../main/calls/tracking/callEvent.ts';
import { expire, nextExpiry } from '../../../../main/calls/tracking/callStateMachine.ts';
import { START, play, playFrom, times } from './playEvents.ts';

const IVAN = '89161234567';
const PHONE = { source: 'baresip', sourceCallId: 'sip', rawNumber: IVAN } as const;
const SWITCHBOARD = { source: 'asterisk', sourceCallId: 'L1', rawNumber: IVAN } as const;
const talking = play({ s: 0, kind: 'ringing', ...PHONE }, { s: 5, kind: 'answered', ...PHONE }).state;
const hear = (state: CallsState, source: string, heard: Hearing, s: number) =>
  trackReachability(state, source, heard, START + s * 1_000);

describe('a source that dies in a call', () => {
  it('marks the call, once, and an event of it takes the mark away', () => {
    const lost = hear(talking, 'baresip', 'lost', 60);
    expect(lost.changes).toMatchObject([{ kind: 'updated', call: { unheard: true, state: 'talking' } }]);
    expect(hear(lost.state, 'baresip', 'lost', 61).changes).toEqual([]);
    const reportedBy = playFrom(lost.state, { s: 70, kind: 'held', ...PHONE });
    expect(reportedBy.calls).toMatchObject([{ unheard: false, held: true }]);
    expect(hear(lost.state, 'baresip', 'again', 70).changes).toMatchObject([
      { kind: 'updated', call: { unheard: false } },
    ]);
  });

  it('and has been restarted ended its calls when it died, however long that was ago', () => {
    const lost = hear(talking, 'baresip', 'lost', 60);
    const { changes } = hear(lost.state, 'baresip', 'restarted', 600);
    expect(times(changes.map(({ call }) => call))).toEqual(['0 5 60 completed']);
    expect(changes).toMatchObject([{ kind: 'ended', call: { unheard: false } }]);
  });

  it('and has no such call any more ended it when it was lost: with no length unless it was lost for a moment only', () => {
    const lost = hear(talking, 'baresip', 'lost', 60);
    const soon = hear(lost.state, 'baresip', 'toldAll', 65);
    expect(times(soon.changes.map(({ call }) => call))).toEqual(['0 5 60 completed']);
    const late = hear(lost.state, 'baresip', 'toldAll', 300);
    expect(times(late.changes.map(({ call }) => call))).toEqual(['0 5 60 unknown']);
  });

  it('and names the call among those it has lets it go on', () => {
    const lost = hear(talking, 'baresip', 'lost', 60);
    const reportedBy = playFrom(lost.state, { s: 90, kind: 'answered', source: 'baresip', rawNumber: IVAN });
    expect(hear(reportedBy.state, 'baresip', 'toldAll', 90).changes).toEqual([]);
    const ended = playFrom(reportedBy.state, { s: 120, kind: 'ended', ...PHONE });
    expect(times(ended.calls)).toEqual(['0 5 120 completed']);
  });

  it('because the computer slept: the call ended as it fell asleep, and an hour of sleep is no talk', () => {
    // Told as lost when the system says that it is about to sleep, and again when the line is made anew after waking.
    const asleep = hear(talking, 'baresip', 'lost', 60);
    const awake = hear(asleep.state, 'baresip', 'lost', 3_660);
    expect(awake.changes).toEqual([]);
    const { changes } = hear(awake.state, 'baresip', 'toldAll', 3_661);
    expect(times(changes.map(({ call }) => call))).toEqual(['0 5 60 unknown']);
  });

  it('because the computer slept for a moment lets the call go on that is told of again', () => {
    const asleep = hear(talking, 'baresip', 'lost', 60);
    const reportedBy = playFrom(asleep.state, { s: 65, kind: 'answered', ...PHONE });
    expect(hear(reportedBy.state, 'baresip', 'toldAll', 65).changes).toEqual([]);
  });

  it('and tells an end afterwards tells of one that was before it was lost', () => {
    const lost = hear(talking, 'baresip', 'lost', 60);
    const reportedBy = playFrom(lost.state, { s: 90, kind: 'ended', ...PHONE });
    expect(times(reportedBy.calls)).toEqual(['0 5 60 completed']);
  });

  it('and never comes back leaves the call for a quarter of an hour, not for eight hours; life opens it again', () => {
    const lost = hear(talking, 'baresip', 'lost', 60);
    const due = nextExpiry(lost.state) ?? 0;
    expect(due - START).toBe(960_000);
    const closed = expire(lost.state, due);
    expect(times(closed.changes.map(({ call }) => call))).toEqual(['0 5 60 unknown']);
    const back = playFrom(
      closed.state,
      { s: 1_000, kind: 'answered', ...PHONE },
      { s: 1_100, kind: 'ended', ...PHONE },
    );
    expect(back.kinds).toEqual(['reopened', 'ended']);
    expect(times(back.calls)).toEqual(['0 5 1100 completed']);
    const listed = { s: 1_000, kind: 'answered', source: 'baresip', rawNumber: IVAN } as const;
    expect(playFrom(closed.state, listed).kinds).toEqual(['reopened']);
  });

  it('does not matter while another source tells of the call, which ends it', () => {
    const both = playFrom(talking, { s: 6, kind: 'answered', ...SWITCHBOARD }).state;
    const lost = hear(both, 'baresip', 'lost', 60);
    expect(lost.changes).toEqual([]);
    const back = hear(lost.state, 'baresip', 'toldAll', 90);
    expect(back.changes).toEqual([]);
    const { calls } = playFrom(back.state, { s: 120, kind: 'ended', ...SWITCHBOARD });
    expect(times(calls)).toEqual(['0 5 120 completed']);
  });

  it('says nothing of the calls of others, nor of what is over', () => {
    expect(hear(talking, 'asterisk', 'lost', 60).changes).toEqual([]);
    const over = playFrom(talking, { s: 30, kind: 'ended', ...PHONE }).state;
    expect(hear(over, 'baresip', 'lost', 31).changes).toEqual([]);
    expect(hear(over, 'baresip', 'toldAll', 32).changes).toEqual([]);
  });
});
