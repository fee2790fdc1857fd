import { expect, it } from 'vitest';
import { spokenLength } from '../../../renderer/account/calls/unseen/spokenLength.ts';

it.each([
  ['', 0],
  ['0', 0],
  ['5', 300_000],
  [' 12 ', 720_000],
  ['5:30', 330_000],
  ['0:07', 7_000],
  ['90', 5_400_000],
  ['1:02:03', 3_723_000],
  ['23:59:59', 86_399_000],
])('%j is how long it says', (text, ms) => {
  expect(spokenLength(text)).toBe(ms);
});

it.each(['five', '5.5', '-1', '5:7', '5:60', '1:2:3:4', '24:00:00', '9999', ':30'])(
  '%j is no length',
  (text) => {
    expect(spokenLength(text)).toBeNull();
  },
);
