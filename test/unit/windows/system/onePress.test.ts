import { describe, expect, it } from 'vitest';
import { onePress } from '../../../../main/windows/system/onePress.ts';
import { createFakeClock } from '../../fakeClock.ts';

/** Presses digits at these times (ms) and gives those that were decided. */
async function decided(...presses: readonly (readonly [number, number])[]): Promise<readonly number[]> {
  const clock = createFakeClock();
  const digits: number[] = [];
  const press = onePress<number>(
    () => clock.monotonic(),
    (digit) => digits.push(digit),
  );
  let now = 0;
  for (const [at, digit] of presses) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await clock.advance(at - now);
    now = at;
    press(digit);
  }
  return digits;
}

/** A key held for so long: the first repeat after `delay`, then one each 33 ms. */
const held = (digit: number, from: number, ms: number, delay: number): readonly [number, number][] => [
  [from, digit],
  ...Array.from({ length: Math.floor((ms - delay) / 33) }, (_, at): [number, number] => [
    from + delay + at * 33,
    digit,
  ]),
];

describe('a result key pressed in another program', () => {
  it.each([250, 500, 660, 1_000])(
    'held for five seconds, first repeated after %i ms, is one decision',
    async (delay) => {
      expect(await decided(...held(4, 0, 5_000, delay))).toEqual([4]);
    },
  );

  it('pressed anew after it was let go is another', async () => {
    expect(await decided(...held(4, 0, 3_000, 500), [5_000, 4])).toEqual([4, 4]);
  });

  it('and another key are two at once', async () => {
    expect(await decided([0, 4], [50, 6], [100, 4])).toEqual([4, 6, 4]);
  });
});
