import { describe, expect, it } from 'vitest';
import { PACE, createTrust, paceOf } from '../../../../main/webhooks/apply/catchUpPace.ts';

const MINUTE = 60_000;

describe('the pace of catch-ups', () => {
  it('is 30 s while a window of the account is seen, 5 min otherwise, 15 min while webhooks come', () => {
    expect(paceOf({ isUsed: true, hasWebhooks: false })).toBe(30_000);
    expect(paceOf({ isUsed: false, hasWebhooks: false })).toBe(5 * MINUTE);
    expect(paceOf({ isUsed: true, hasWebhooks: true })).toBe(15 * MINUTE);
    expect(paceOf({ isUsed: false, hasWebhooks: true })).toBe(PACE.reconcile);
  });

  it('relies on webhooks only once one has come', () => {
    const trust = createTrust();
    expect(trust.isTrusted(0)).toBe(false);
    trust.webhookArrived(1_000);
    expect(trust.isTrusted(1_000)).toBe(true);
  });

  it('does not for an hour after a catch-up found what they had not told', () => {
    const trust = createTrust();
    trust.webhookArrived(0);
    trust.missed(MINUTE);
    // So soon it may only not have been told yet.
    expect(trust.isTrusted(MINUTE)).toBe(true);
    trust.missed(3 * MINUTE);
    trust.webhookArrived(4 * MINUTE);
    expect(trust.isTrusted(4 * MINUTE)).toBe(false);
    expect(trust.isTrusted(63 * MINUTE)).toBe(true);
  });
});
