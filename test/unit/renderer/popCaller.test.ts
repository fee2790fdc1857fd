import { describe, expect, it } from 'vitest';
import { likelyResult, takesResult } from '../../../renderer/call/disposition/likelyDisposition.ts';
import { keepOrder } from '../../../renderer/call/match/keepOrder.ts';
import { createPaintReport } from '../../../renderer/pop/paintReport.ts';
import { callerTitle, callerView, choicesOf } from '../../../renderer/pop/popCaller.ts';
import { call, caller, dialing, onPop, ringing, talking } from '../../renderer/calls.ts';
import { emma, other } from '../../renderer/people.ts';

const possible = { ...emma, certainty: 'possible' as const };
const peter = other(21, 'Peter', null, []);

describe('who the pop says is calling', () => {
  it('is a name only when the match is certain or was chosen', () => {
    expect(callerView(onPop(ringing, caller('certain', [emma])))).toMatchObject({
      kind: 'known',
      name: emma.name,
    });
    expect(callerView(onPop(ringing, caller('possible', [possible]))).kind).toBe('possible');
    expect(callerView(onPop(ringing, caller('certain', [possible]))).kind).toBe('possible');
    expect(callerView(onPop(ringing, caller('several', [emma, peter])))).toEqual({
      kind: 'several',
      count: 2,
    });
    expect(callerView(onPop(ringing, caller('several', [])))).toEqual({ kind: 'unknown' });
  });

  it('is whom the agent chose, from the list or from a search', () => {
    const chosen = { entity: 'contact' as const, entityId: 21, leadId: null, name: 'Name when chosen' };
    const fromList = onPop({ ...ringing, chosen }, caller('several', [emma, peter]));
    expect(callerView(fromList)).toMatchObject({ kind: 'known', name: 'Peter', match: { id: 21 } });
    const fromSearch = onPop({ ...ringing, chosen }, caller('unknown'));
    expect(callerView(fromSearch)).toEqual({ kind: 'known', name: 'Name when chosen', match: null });
  });

  it('falls back to the number in a title', () => {
    expect(callerTitle(onPop(ringing, caller('unknown')))).toBe('+1 202 555-0143');
    expect(callerTitle(onPop(ringing, caller('several', [emma, peter])))).toBe('+1 202 555-0143');
  });

  it('offers a choice of several, of a possible one, and never of more than nine', () => {
    const crowd = Array.from({ length: 12 }, (_, index) => other(index, 'N', null, []));
    expect(choicesOf({ caller: caller('several', crowd) })).toHaveLength(9);
    expect(choicesOf({ caller: caller('possible', [possible]) })).toEqual([possible]);
    expect(choicesOf({ caller: caller('certain', [emma]) })).toEqual([]);
  });
});

describe('the likely result', () => {
  it('follows from how the call went, and is none while it lasts', () => {
    expect(likelyResult(call())).toBe(4);
    expect(likelyResult(call({ direction: 'outbound', endReason: 'noAnswer', answeredAt: null }))).toBe(6);
    expect(likelyResult(call({ direction: 'outbound', endReason: 'busy', answeredAt: null }))).toBe(7);
    expect(likelyResult(call({ endReason: 'missed', answeredAt: null }))).toBeNull();
    expect(likelyResult(call(talking))).toBeNull();
  });

  it('can be given from the end of the call until it is sent', () => {
    expect(takesResult(call(dialing))).toBe(false);
    expect(takesResult(call())).toBe(true);
    expect(takesResult(call({ log: { state: 'undoable', undoUntil: 1 } }))).toBe(true);
    expect(takesResult(call({ log: { state: 'waiting', failure: null, retryAt: null } }))).toBe(false);
  });
});

describe('what the CRM answers later', () => {
  it('adds leads at the end and never moves one that is shown', () => {
    const [a, b, c] = [{ id: 1 }, { id: 2 }, { id: 3 }];
    expect(keepOrder([a, b], [c, b, a])).toEqual([a, b, c]);
    expect(keepOrder([a, b], [b])).toEqual([b]);
    expect(keepOrder([], [c, a])).toEqual([c, a]);
  });
});

describe('the report that a name is painted', () => {
  it('is sent once per call, after two frames', () => {
    let frames: (() => void)[] = [];
    const nextFrame = (): void => {
      const due = frames;
      frames = [];
      for (const run of due) run();
    };
    const painted: string[] = [];
    const report = createPaintReport(
      (run) => frames.push(run),
      (callId) => painted.push(callId),
    );
    report('a');
    report('a');
    nextFrame();
    expect(painted).toEqual([]);
    nextFrame();
    expect(painted).toEqual(['a']);
    report('a');
    nextFrame();
    nextFrame();
    expect(painted).toEqual(['a']);
  });
});
