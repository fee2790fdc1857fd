import { describe, expect, it } from 'vitest';
import { talkedMs } from '../../../preload/constants.ts';

describe('how long a call was talked on', () => {
  it('is from the answer to the end', () => {
    expect(talkedMs({ answeredAt: 1_000, endedAt: 61_000, endReason: 'completed' })).toBe(60_000);
  });

  it('is nothing while it goes on, when nobody answered, and when nobody told its end', () => {
    expect(talkedMs({ answeredAt: 1_000, endedAt: null, endReason: null })).toBeNull();
    expect(talkedMs({ answeredAt: null, endedAt: 61_000, endReason: 'missed' })).toBeNull();
    expect(talkedMs({ answeredAt: 1_000, endedAt: 28_801_000, endReason: 'unknown' })).toBeNull();
  });
});
