import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { moved, placed } from '../../../renderer/settings/fields/fieldChoice.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const chosen = fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 6 });

describe('the fields chosen for the pop', () => {
  it('hold each field once and never more than there is room for, wherever one is let go', () => {
    fc.assert(
      fc.property(chosen, fc.constantFrom(...keys), fc.nat(9), (before, key, at) => {
        const after = placed(before, key, at, 6);
        expect(new Set(after).size).toBe(after.length);
        expect(after.length).toBeLessThanOrEqual(6);
        const others = before.filter((one) => one !== key);
        const place = others.length < 6 ? Math.min(at, others.length) : -1;
        expect(after.indexOf(key)).toBe(place);
        expect(after.filter((one) => one !== key)).toEqual(others);
      }),
    );
  });

  it('move by one, and stay at the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  });
});
