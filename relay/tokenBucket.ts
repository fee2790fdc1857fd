import type { RelayClock } from './clock.ts';

/** Says of each account whether one more webhook may be taken now: `perSecond`, and as many at once. */
export function createTokenBuckets(
  perSecond: number,
  clock: Pick<RelayClock, 'monotonic'>,
): (account: number) => boolean {
  const buckets = new Map<number, { tokens: number; at: number }>();
  return (account) => {
    const at = clock.monotonic();
    const bucket = buckets.get(account) ?? { tokens: perSecond, at };
    buckets.set(account, bucket);
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond);
    bucket.at = at;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
