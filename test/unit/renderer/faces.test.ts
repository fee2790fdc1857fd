import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from '../../../renderer/ui/faces.ts';

describe('a face', () => {
  it.each([
    ['James Smith', 'JS'],
    ['  ольга   беляева ', 'ОБ'],
    ['Fiona', 'F'],
    ['Anna Maria van der Berg', 'AM'],
    ['ООО «Ромашка-Опт»', 'Р'],
    ['ИП Петров', 'П'],
    ['+7 916 555 00 37', ''],
    ['', ''],
    ['🎉 Emoji Ltd', 'EL'],
    ['E\u0301milie Zola', 'E\u0301Z'],
    ['عبد الرحمن', 'عا'],
  ])('%j has the letters %j', (name, letters) => {
    expect(initialsOf(name)).toBe(letters);
  });

  it('keeps its hue, which is one of eight, whatever the id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (id) => {
        expect([0, 1, 2, 3, 4, 5, 6, 7]).toContain(hueOf(id));
        expect(hueOf(id)).toBe(hueOf(id));
      }),
    );
  });

  it('spreads ids that follow each other over all eight', () => {
    const counts = new Map<number, number>();
    for (let id = 40_000; id < 40_800; id += 1) counts.set(hueOf(id), (counts.get(hueOf(id)) ?? 0) + 1);
    expect(counts.size).toBe(8);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });
});
