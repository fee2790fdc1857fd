import { expect, it } from 'vitest';
import { fc } from '../../property.ts';
import { popEdgeOf, roundedShape } from '../../../main/windows/pop/popEdge.ts';

const side = fc.integer({ min: 1, max: 900 });

it('the rounded window is whole, is as wide as it is told, and lacks its corners alone', () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 0, max: 24 }), (width, height, radius) => {
      const shape = roundedShape({ width, height }, radius);
      // From top to bottom without a gap, each row in the middle: nothing of the pop is missing but at its corners.
      let below = 0;
      for (const part of shape) {
        expect(part.y).toBe(below);
        expect(part.x * 2 + part.width).toBe(width);
        expect(part.x).toBeLessThanOrEqual(Math.min(radius, width / 2));
        below += part.height;
      }
      expect(below).toBe(height);
      const isIn = (x: number, y: number): boolean =>
        shape.some(
          (part) => x >= part.x && x < part.x + part.width && y >= part.y && y < part.y + part.height,
        );
      expect(isIn(Math.floor(width / 2), 0)).toBe(true);
      expect(isIn(0, Math.floor(height / 2))).toBe(true);
      const lacks = radius >= 4 && Math.min(width, height) >= 2 * radius;
      expect(lacks && isIn(0, 0)).toBe(false);
      expect(radius === 0 ? shape.length : 1).toBe(1);
    }),
  );
});

it.each([
  ['darwin', '24.0.0', false, 'mac'],
  ['win32', '10.0.22631', false, 'windows'],
  ['win32', '10.0.19045', false, 'square'],
  ['linux', '6.1.0', false, 'cut'],
  // A shape is not heeded there; black corners or corners of another colour would be worse than none.
  ['linux', '6.1.0', true, 'square'],
] as const)('on %s %s (Wayland: %s) the edge is %s', (platform, release, isWayland, edge) => {
  expect(popEdgeOf({ platform, release, isWayland })).toBe(edge);
});
