import { describe, expect, it } from 'vitest';
import { placeBeside, placeOn, readPlace } from '../../../main/windows/windowPlace.ts';

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

describe('the window of another account', () => {
  const size = { width: 1180, height: 760 };
  const wide = { x: 0, y: 0, width: 2560, height: 1400 };

  it('goes where new windows go while there is no other', () => {
    expect(placeBeside(size, [], [first])).toBeNull();
  });

  it('opens beside the other one, on the side that has room', () => {
    const left = { x: 100, y: 80, width: 1180, height: 760 };
    expect(placeBeside(size, [left], [wide])).toEqual({ x: 1280, y: 80, ...size });
    const right = { x: 1300, y: 80, width: 1180, height: 760 };
    expect(placeBeside(size, [right], [wide])).toEqual({ x: 120, y: 80, ...size });
  });

  it('is narrower rather than on top, on another display rather than narrower', () => {
    const left = { x: 0, y: 0, width: 1180, height: 760 };
    expect(placeBeside(size, [left], [first])).toEqual({ x: 1180, y: 0, width: 740, height: 760 });
    expect(placeBeside(size, [left], [first, second])).toEqual({ ...second, width: 1180 });
  });

  it('covers as little as can be where there is no room, and stays on the display', () => {
    const middle = { x: 370, y: 140, width: 1180, height: 760 };
    const place = placeBeside(size, [middle], [first]);
    expect(place).toEqual({ x: 0, y: 140, ...size });
    const all = placeBeside(size, [first], [first]);
    expect(all?.x === 0 || all?.x === 740).toBe(true);
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
