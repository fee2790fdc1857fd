import { expect, it } from 'vitest';
import { nextSpeed, seekBy } from '../../../../renderer/account/person/recordingPlay.ts';

it('the speeds go round: 1, 1.25, 1.5, 2, and 1 again', () => {
  const speeds = [1];
  for (let times = 0; times < 4; times += 1) speeds.push(nextSpeed(speeds.at(-1) ?? 1));
  expect(speeds).toEqual([1, 1.25, 1.5, 2, 1]);
  expect(nextSpeed(7)).toBe(1);
});

it('arrows never lead before the beginning or behind the end', () => {
  expect([seekBy(2, 60, -5), seekBy(58, 60, 5), seekBy(10, null, 5)]).toEqual([0, 60, 15]);
});
