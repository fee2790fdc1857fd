import type { AgentWrite, FailureCode } from '../../preload/contract.ts';
import { assertNever } from '../state/assertNever.ts';

type WriteKind = AgentWrite['kind'];

/** What helps most; `wait`: nothing has to be done, `elsewhere`: nothing can be done in Ringside. */
type HelpfulAction = 'wait' | 'retry' | 'edit' | 'discard' | 'signIn' | 'elsewhere';

/** What to do about something the agent wrote, by the name of its sentence (`advice.*` of the catalogues). */
const actions = {
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
  tryAgain: 'retry',
  tryOrDiscard: 'retry',
  mineOrTheirs: 'retry',
  createAnyway: 'retry',
  linkAgain: 'retry',
} as const satisfies Readonly<Record<string, HelpfulAction>>;

type AdviceName = keyof typeof actions;

/** The three failures whose way out depends on what was written. */
const byKind: Readonly<
  Record<'forbidden' | 'gone' | 'notAccepted', Readonly<Record<WriteKind, AdviceName>>>
> = {
  forbidden: {
    addNote: 'rightsNotes',
    createTask: 'rightsTasks',
    completeTask: 'rightsTasks',
    moveTask: 'rightsTasks',
    assignTask: 'rightsTasks',
    patchContact: 'rightsContacts',
    newContact: 'rightsContacts',
    createLead: 'rightsLeads',
    patchLead: 'rightsLeads',
  },
  gone: {
    addNote: 'goneTarget',
    createTask: 'goneTarget',
    completeTask: 'goneTask',
    moveTask: 'goneTask',
    assignTask: 'goneTask',
    patchContact: 'goneContact',
    newContact: 'tryAgain',
    createLead: 'goneLink',
    patchLead: 'goneLead',
  },
  notAccepted: {
    addNote: 'editNote',
    createTask: 'editTask',
    completeTask: 'editResult',
    moveTask: 'editTime',
    assignTask: 'tryOrDiscard',
    patchContact: 'editContact',
    newContact: 'editContact',
    createLead: 'editLead',
    patchLead: 'editLead',
  },
};

function nameOf(kind: WriteKind, failure: FailureCode): AdviceName {
  switch (failure) {
    case 'network':
    case 'timeout':
    case 'aborted':
    case 'server':
    case 'malformed':
      return 'byItself';
    case 'rateLimited':
      return 'slowedDown';
    case 'blocked':
      return 'unblocked';
    case 'needsSignIn':
      return 'signIn';
    case 'noToken':
      return 'keychain';
    case 'paymentRequired':
      return 'pay';
    case 'forbidden':
      return byKind.forbidden[kind];
    case 'notFound':
    case 'entityNotFound':
      return byKind.gone[kind];
    case 'validation':
      return byKind.notAccepted[kind];
    case 'rejected':
      return 'tryOrDiscard';
    case 'changedMeanwhile':
      return 'mineOrTheirs';
    case 'duplicate':
      return 'createAnyway';
    case 'halfWritten':
      return 'linkAgain';
    default:
      return assertNever(failure);
  }
}

/** What an agent should do about something he wrote that failed so. */
export function adviceFor(
  kind: WriteKind,
  failure: FailureCode,
): { readonly say: AdviceName; readonly action: HelpfulAction } {
  const say = nameOf(kind, failure);
  return { say, action: actions[say] };
}

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
