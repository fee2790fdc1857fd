import type { Account } from '../../preload/contract.ts';

const DAY_MS = 86_400_000;
/** A long-lived token that ends within this is told of. */
const WARN_DAYS = 14;

/** Whole days a long-lived token still lives, null while it is not time to speak of it. Unix ms; the CRM ends it by its own clock. */
export function daysOfToken({ tokenEndsAt, clockAhead }: Account, now: number): number | null {
  if (tokenEndsAt === null) return null;
  const left = tokenEndsAt - now - clockAhead;
  return left > 0 && left <= WARN_DAYS * DAY_MS ? Math.floor(left / DAY_MS) : null;
}

/** Is there anything to say above the calls? */
export function hasTrouble(account: Account, now: number): boolean {
  return account.state !== 'ready' || account.sessionOnly || daysOfToken(account, now) !== null;
}
