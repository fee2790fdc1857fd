import { describe, expect, it } from 'vitest';
import { handOverRows } from '../../../renderer/call/phone/transferRows.ts';

const anna = { id: 2, name: 'Anna Petrova', number: '102' };
const boris = { id: 3, name: 'Борис Ли', number: null };
const clara = { id: 4, name: 'Clara Alves', number: '+55 11 91234-5678' };
const colleagues = { responsible: clara, others: [boris, anna] };
const names = (text: string): readonly string[] =>
  handOverRows(colleagues, text).map(({ name, number }) => (name === '' ? (number ?? '') : name));

describe('to whom a call is handed over', () => {
  it('lists the responsible first, and those nobody can be reached at last', () => {
    expect(names('')).toEqual(['Clara Alves', 'Anna Petrova', 'Борис Ли']);
    expect(handOverRows(colleagues, '')[0]).toMatchObject({ isResponsible: true });
  });

  it('finds by any word of a name, in any case, and by a number', () => {
    expect(names('pet')).toEqual(['Anna Petrova']);
    expect(names('БОР')).toEqual(['Борис Ли']);
    expect(names('5511')).toEqual(['5511']);
    expect(names('+5511')).toEqual(['+5511', 'Clara Alves']);
  });

  it('offers what was typed as a number, once', () => {
    expect(names('10')).toEqual(['10', 'Anna Petrova']);
    expect(names('102')).toEqual(['Anna Petrova']);
    expect(names('*21#')).toEqual([]);
    expect(names('nobody')).toEqual([]);
  });
});
