import { describe, expect, it } from 'vitest';
import { foldMissed } from '../../../renderer/account/calls/missedFold.ts';
import { missedCaller } from '../../renderer/missed.ts';

describe('missed callers', () => {
  it('keep their places: closed ones stay and say so, new ones come first, missed again opens', () => {
    const [anna, boris, vera] = [missedCaller('anna'), missedCaller('boris'), missedCaller('vera')];
    const first = foldMissed([], [anna, boris]);
    expect(first.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    const second = foldMissed(first, [vera, boris]);
    expect(second.map(({ caller, isClosed }) => [caller.number, isClosed])).toEqual([
      ['vera', false],
      ['anna', true],
      ['boris', false],
    ]);
    const third = foldMissed(second, [missedCaller('anna', { times: 1 }), vera, boris]);
    expect(third.map(({ caller, isClosed }) => [caller.number, isClosed])).toEqual([
      ['vera', false],
      ['anna', false],
      ['boris', false],
    ]);
  });
});
