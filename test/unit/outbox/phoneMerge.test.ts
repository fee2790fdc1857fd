import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { mergePhones } from '../../../main/writes/contact/phoneMerge.ts';

const A = '+79161111111';
const B = '+79162222222';
const C = '+79163333333';
const D = '+79164444444';
const phones = (...values: readonly string[]) => values.map((value) => ({ value, enum_code: 'MOB' }));
const merged = (current: readonly string[], before: readonly string[], after: readonly string[]) =>
  mergePhones(phones(...current), before, after, 'RU')?.map(({ value }) => value) ?? null;

describe('the phones of a card', () => {
  it.each([
    { what: 'a number is added', current: [A], before: [A], after: [A, B], left: [A, B] },
    { what: 'a number is removed', current: [A, B], before: [A, B], after: [B], left: [B] },
    {
      what: 'a number is replaced in its place',
      current: [A, B],
      before: [A, B],
      after: [C, B],
      left: [C, B],
    },
    {
      what: 'somebody else added one meanwhile',
      current: [A, D],
      before: [A],
      after: [A, B],
      left: [A, D, B],
    },
    {
      what: 'somebody else removed one meanwhile',
      current: [B],
      before: [A, B],
      after: [A, B, C],
      left: [B, C],
    },
    {
      what: 'somebody else removed the one replaced',
      current: [B],
      before: [A, B],
      after: [C, B],
      left: [B, C],
    },
    { what: 'somebody else added the same one', current: [A, B], before: [A], after: [A, B], left: null },
    { what: 'somebody else removed the same one', current: [B], before: [A, B], after: [B], left: null },
    { what: 'nothing was changed', current: [A], before: [A], after: [A], left: null },
    { what: 'only their order was', current: [A, B], before: [A, B], after: [B, A], left: null },
    {
      what: 'it was written otherwise since',
      current: ['8 (916) 111-11-11'],
      before: [A],
      after: [],
      left: [],
    },
    {
      what: 'a number is put on a card that nobody here saw',
      current: [A, D],
      before: [],
      after: [B],
      left: [A, D, B],
    },
    {
      what: 'the card has it by then, written otherwise',
      current: [D, '8 (916) 222-22-22, ask for Anna'],
      before: [],
      after: [B],
      left: null,
    },
    { what: 'all are removed', current: [A, B], before: [A, B], after: [], left: [] },
    {
      what: 'a field with two numbers in it is corrected',
      current: [`${A}, ${B}`],
      before: [`${A}, ${B}`],
      after: [A, B],
      left: [A, B],
    },
    { what: 'the replacement is there already', current: [A, C], before: [A, C], after: [C, C], left: [C] },
    { what: 'the same number is there twice', current: [A, A], before: [A, A], after: [A], left: [A] },
  ])('$what', ({ current, before, after, left }) => {
    expect(merged(current, before, after)).toEqual(left);
  });

  it('keeps the kind of a number that stays, and of one that is put in its place', () => {
    const current = [
      { value: A, enum_code: 'MOB' },
      { value: B, enum_code: 'HOME' },
    ];
    expect(mergePhones(current, [A, B], [A, C], 'RU')).toEqual([
      { value: A, enum_code: 'MOB' },
      { value: C, enum_code: 'HOME' },
    ]);
  });

  it('is right a second time: what was done is not done again', () => {
    const list = fc.uniqueArray(fc.constantFrom(A, B, C, D), { maxLength: 4 });
    fc.assert(
      fc.property(list, list, list, (current, before, after) => {
        const once = mergePhones(phones(...current), before, after, 'RU') ?? phones(...current);
        const again = mergePhones(once, before, after, 'RU');
        expect(again).toBeNull();
      }),
    );
  });

  it('loses no number but those the agent removed', () => {
    const list = fc.uniqueArray(fc.constantFrom(A, B, C, D), { maxLength: 4 });
    fc.assert(
      fc.property(list, list, list, (current, before, after) => {
        const then = merged(current, before, after) ?? current;
        for (const phone of current) {
          const isRemoved = before.includes(phone) && !after.includes(phone);
          expect(then.includes(phone)).toBe(!isRemoved);
        }
        expect(then).toEqual(expect.arrayContaining(after.filter((phone) => !before.includes(phone))));
      }),
    );
  });
});
