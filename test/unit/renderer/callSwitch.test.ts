import { describe, expect, it } from 'vitest';
import { stacked } from '../../../renderer/pop/callStack.ts';
import { caller, onPop, ringing, talking } from '../../renderer/calls.ts';

const entry = (id: string, changes = {}) => onPop({ id, ...changes }, caller('unknown'));
const names = (calls: readonly { readonly call: { readonly id: string } }[]): readonly string[] =>
  calls.map(({ call }) => call.id);

describe('several calls on the pop', () => {
  it('are all named up to three, in the order they came', () => {
    const calls = [entry('1', talking), entry('2'), entry('3', ringing)];
    const { stack, more } = stacked({ calls }, '2');
    expect(names(stack)).toEqual(['1', '2', '3']);
    expect(more).toEqual([]);
  });

  it('of more, the shown one and those going on are named, and the rest is counted', () => {
    const calls = [entry('1'), entry('2'), entry('3', talking), entry('4'), entry('5', ringing)];
    const { stack, more } = stacked({ calls }, '4');
    expect(names(stack)).toEqual(['3', '4', '5']);
    expect(names(more)).toEqual(['1', '2']);
  });
});
