import { describe, expect, it } from 'vitest';
import { popPlace } from '../../../../main/windows/pop/popPlace.ts';

const second = { x: -1280, y: 40, width: 1280, height: 680 };
const pop = { width: 380, height: 300 };

describe('the pop’s place', () => {
  it('is in the chosen corner of the display, wherever the display is', () => {
    expect(popPlace(second, 'topRight', pop)).toEqual({ x: -396, y: 56, ...pop });
    expect(popPlace(second, 'topLeft', pop)).toEqual({ x: -1264, y: 56, ...pop });
    expect(popPlace(second, 'bottomRight', pop)).toEqual({ x: -396, y: 404, ...pop });
    expect(popPlace(second, 'bottomLeft', pop)).toEqual({ x: -1264, y: 404, ...pop });
  });

  it('grows away from its corner, and never out of the display', () => {
    for (const corner of ['topRight', 'topLeft', 'bottomRight', 'bottomLeft'] as const) {
      const place = popPlace(second, corner, { width: 4000, height: 4000 });
      expect(place).toEqual({ x: -1264, y: 56, width: 1248, height: 648 });
    }
  });
});
