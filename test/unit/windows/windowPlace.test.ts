import { describe, expect, it } from 'vitest';
import { placeOn, readPlace } from '../../../main/windows/windowPlace.ts';

const first = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 200, width: 1280, height: 680 };

describe('a window that opens again', () => {
  it('is where it was, on whichever display that is', () => {
    const bounds = { x: 2000, y: 300, width: 900, height: 500 };
    expect(placeOn(bounds, [first, second])).toEqual(bounds);
  });

  it('is brought wholly onto the display most of it was on, and no larger than that', () => {
    expect(placeOn({ x: 1700, y: 100, width: 900, height: 500 }, [first, second])).toEqual({
      x: 1920,
      y: 200,
      width: 900,
      height: 500,
    });
    expect(placeOn({ x: -300, y: -200, width: 1000, height: 800 }, [first])).toEqual({
      x: 0,
      y: 0,
      width: 1000,
      height: 800,
    });
    expect(placeOn({ x: 1950, y: 250, width: 1900, height: 1000 }, [second])).toEqual(second);
  });

  it('opens anew when its display is gone', () => {
    expect(placeOn({ x: 2000, y: 300, width: 900, height: 500 }, [first])).toBeNull();
    expect(placeOn({ x: 1900, y: 300, width: 900, height: 500 }, [first])).toBeNull();
  });
});

describe('a saved place', () => {
  it('is read, or is none', () => {
    const place = { bounds: first, maximized: true, open: false };
    expect(readPlace(JSON.stringify(place))).toEqual(place);
    for (const broken of [null, '', 'x', '{}', '{"bounds":{"x":"1"},"maximized":true,"open":true}']) {
      expect(readPlace(broken)).toBeNull();
    }
  });
});
