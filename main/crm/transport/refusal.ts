import type { CrmFailure } from '../types/crmFailure.ts';

/**
 * What a failure says of the thing that was asked for, each kind once:
 * - `closed`: it is not for this user, or this account has none (crm-api.md 2.1, 3.2). Of a list that means nothing to read; the rest works.
 * - `refused`: the API's own word on what was sent.
 * - `account`: the account as a whole waits for somebody.
 * - `later`: nothing was decided.
 */
type Meaning = 'closed' | 'refused' | 'account' | 'later';

const MEANINGS: Readonly<Record<CrmFailure['kind'], Meaning>> = {
  forbidden: 'closed',
  notFound: 'closed',
  entityNotFound: 'refused',
  validation: 'refused',
  rejected: 'refused',
  needsSignIn: 'account',
  paymentRequired: 'account',
  rateLimited: 'later',
  blocked: 'later',
  noToken: 'later',
  network: 'later',
  timeout: 'later',
  aborted: 'later',
  server: 'later',
  malformed: 'later',
};

/** What was asked for is not for this user, or not there: whoever can do without it goes on. */
export const isClosed = ({ kind }: CrmFailure): boolean => MEANINGS[kind] === 'closed';

/** Somebody has to do something about it: give a right, pay, sign in, mend. Asked again slowly, because nobody need tell. */
export const isRefusal = ({ kind }: CrmFailure): boolean => MEANINGS[kind] !== 'later';
