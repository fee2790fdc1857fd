import type { FailureAdvice } from '../../preload/constants.ts';
import type { FailureCode } from '../../preload/contract.ts';

/** What helps most; `wait`: nothing has to be done, `elsewhere`: nothing can be done in Ringside. */
type HelpfulAction = 'wait' | 'retry' | 'edit' | 'discard' | 'signIn' | 'elsewhere';

/** What to do about something the agent wrote, by the name of its sentence (`advice.*` of the catalogues). */
export const helpfulActions: Readonly<Record<FailureAdvice, HelpfulAction>> = {
  byItself: 'wait',
  slowedDown: 'wait',
  unblocked: 'wait',
  signIn: 'signIn',
  keychain: 'elsewhere',
  pay: 'elsewhere',
  rightsContacts: 'elsewhere',
  rightsLeads: 'elsewhere',
  rightsTasks: 'elsewhere',
  rightsNotes: 'elsewhere',
  rightsBots: 'elsewhere',
  goneTarget: 'discard',
  goneTask: 'discard',
  goneContact: 'discard',
  goneLead: 'discard',
  goneLink: 'edit',
  editNote: 'edit',
  editTask: 'edit',
  editResult: 'edit',
  editTime: 'edit',
  editContact: 'edit',
  editLead: 'edit',
  noSuchBot: 'discard',
  tryAgain: 'retry',
  tryOrDiscard: 'retry',
  mineOrTheirs: 'retry',
  createAnyway: 'retry',
  linkAgain: 'retry',
  runAgain: 'retry',
  changeInCrm: 'elsewhere',
};

/** What to do about a call, or the contact it lacks, that failed so: names a sentence every window has (`callAdvice.*`). */
export function callAdvice(
  failure: FailureCode,
): 'byItself' | 'rights' | 'chooseOther' | 'createContact' | 'chooseOrCreate' | 'tryOrCrm' {
  switch (failure) {
    case 'forbidden':
      return 'rights';
    case 'notFound':
      return 'chooseOther';
    case 'entityNotFound':
      return 'createContact';
    case 'duplicate':
      return 'chooseOrCreate';
    case 'validation':
    case 'rejected':
    case 'changedMeanwhile':
    case 'halfWritten':
    case 'perhapsDone':
      return 'tryOrCrm';
    default:
      // The service or the way to it: what waits goes on by itself.
      return 'byItself';
  }
}

/**
 * A failure that holds the whole account back. It is said once, at the top of the window
 * (account/AccountBanner.tsx); what waits for it says only that it waits.
 */
export function isAccountWide(failure: FailureCode): boolean {
  switch (failure) {
    case 'rateLimited':
    case 'blocked':
    case 'needsSignIn':
    case 'noToken':
    case 'paymentRequired':
      return true;
    default:
      return false;
  }
}
