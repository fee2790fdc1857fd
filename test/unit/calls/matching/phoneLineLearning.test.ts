import { describe, expect, it } from 'vitest';
import {
  forgotten,
  lineUsed,
  movedOn,
  pipelineSaid,
  saidOf,
} from '../../../../main/calls/matching/phoneLineLearning.ts';
import type { LineRow } from '../../../../main/journal/tables/phoneLineTable.ts';

const line = { source: 'hook', line: '101' };
const seen: LineRow = { ...line, account: null, how: 'seen', lastAt: 5, pipeline: null };

describe('a line', () => {
  it('is seen with its first call, and remembers the latest, whichever is told first', () => {
    expect(lineUsed(null, line, 7)).toEqual({ ...seen, lastAt: 7 });
    expect(lineUsed(seen, line, 3)).toEqual(seen);
    expect(lineUsed(saidOf(seen, line, 'a'), line, 9)).toMatchObject({ account: 'a', how: 'set', lastAt: 9 });
  });

  it('is learned from the first move of one of its calls', () => {
    expect(movedOn(null, line, 'b')).toMatchObject({ account: 'b', how: 'learned' });
    expect(movedOn(seen, line, 'b')).toEqual({ ...seen, account: 'b', how: 'learned' });
  });

  it('that was learned once is shared when its next call is moved elsewhere, and stays so', () => {
    const learned: LineRow = { ...seen, account: 'b', how: 'learned' };
    expect(movedOn(learned, line, 'b')).toBeNull();
    const shared = movedOn(learned, line, 'a');
    expect(shared).toMatchObject({ account: null, how: 'shared' });
    expect(movedOn(shared, line, 'b')).toBeNull();
  });

  it('whose account the agent chose keeps it whatever he moves', () => {
    expect(movedOn(saidOf(seen, line, 'a'), line, 'b')).toBeNull();
    expect(movedOn(saidOf(seen, line, null), line, 'b')).toBeNull();
  });

  it('that is not named teaches nothing, but may be given to an account', () => {
    const unnamed = { source: 'bria', line: '' };
    expect(movedOn(null, unnamed, 'b')).toBeNull();
    expect(saidOf(null, unnamed, 'b')).toMatchObject({ account: 'b', how: 'set' });
  });

  it('can be forgotten, whatever was known, and learned anew', () => {
    const known = [saidOf(seen, line, 'a'), { ...seen, how: 'shared' as const }];
    for (const one of known) expect(forgotten(one)).toEqual(seen);
    expect(movedOn(forgotten(saidOf(seen, line, 'a')), line, 'b')).toMatchObject({ account: 'b' });
  });

  it('has a pipeline for new deals of its callers, which is of its account and goes with it', () => {
    const set = pipelineSaid(saidOf(seen, line, 'a'), line, 31);
    expect(lineUsed(set, line, 9)).toMatchObject({ account: 'a', pipeline: 31 });
    expect(saidOf(set, line, 'a')).toMatchObject({ pipeline: 31 });
    expect(saidOf(set, line, 'b')).toMatchObject({ account: 'b', pipeline: null });
    expect(movedOn(pipelineSaid(seen, line, 31), line, 'b')).toMatchObject({ pipeline: null });
    expect(forgotten(set).pipeline).toBeNull();
    expect(pipelineSaid(null, line, 31)).toMatchObject({ how: 'seen', pipeline: 31 });
  });
});
