import type { AgentWrite, FailureCode } from '../../preload/contract.ts';

/** Everything that is written to the CRM: the agent's writes, and the two of a call. */
export const writeKinds = [
  'logCall',
  'createContact',
  'addNote',
  'createTask',
  'completeTask',
  'moveTask',
  'patchContact',
  'newContact',
  'createLead',
  'patchLead',
] as const satisfies readonly WriteKind[];
export type WriteKind = AgentWrite['kind'] | 'logCall' | 'createContact';

/** What helps most; `wait`: nothing has to be done, `elsewhere`: nothing can be done in Ringside. */
type HelpfulAction =
  'wait' | 'signIn' | 'retry' | 'edit' | 'discard' | 'createContact' | 'choose' | 'elsewhere';

const advices = {
  byItself: 'wait',
  slowedDown: 'wait',
  unblocked: 'wait',
  signIn: 'signIn',
  keychain: 'elsewhere',
  pay: 'elsewhere',
  rightsCalls: 'elsewhere',
  rightsContacts: 'elsewhere',
  rightsLeads: 'elsewhere',
  rightsTasks: 'elsewhere',
  rightsNotes: 'elsewhere',
  goneTarget: 'discard',
  goneTask: 'discard',
  goneContact: 'discard',
  goneLead: 'discard',
  goneLink: 'edit',
  chooseOther: 'choose',
  createContact: 'createContact',
  editNote: 'edit',
  editTask: 'edit',
  editResult: 'edit',
  editTime: 'edit',
  editContact: 'edit',
  editLead: 'edit',
  tryAgain: 'retry',
  tryOrDiscard: 'retry',
  tryOrCrm: 'retry',
  mineOrTheirs: 'retry',
  createAnyway: 'retry',
  linkAgain: 'retry',
} as const satisfies Readonly<Record<string, HelpfulAction>>;

/** Key of a sentence that says what to do (`advice.*` of the catalogues). */
type AdviceName = keyof typeof advices;

export interface Advice {
  readonly say: AdviceName;
  readonly action: HelpfulAction;
}

type ByKind = Readonly<Record<WriteKind, AdviceName>>;

const rights: ByKind = {
  logCall: 'rightsCalls',
  createContact: 'rightsContacts',
  addNote: 'rightsNotes',
  createTask: 'rightsTasks',
  completeTask: 'rightsTasks',
  moveTask: 'rightsTasks',
  patchContact: 'rightsContacts',
  newContact: 'rightsContacts',
  createLead: 'rightsLeads',
  patchLead: 'rightsLeads',
};

const gone: ByKind = {
  logCall: 'chooseOther',
  createContact: 'tryAgain',
  addNote: 'goneTarget',
  createTask: 'goneTarget',
  completeTask: 'goneTask',
  moveTask: 'goneTask',
  patchContact: 'goneContact',
  newContact: 'tryAgain',
  createLead: 'goneLink',
  patchLead: 'goneLead',
};

const notAccepted: ByKind = {
  logCall: 'tryOrCrm',
  createContact: 'tryAgain',
  addNote: 'editNote',
  createTask: 'editTask',
  completeTask: 'editResult',
  moveTask: 'editTime',
  patchContact: 'editContact',
  newContact: 'editContact',
  createLead: 'editLead',
  patchLead: 'editLead',
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
      return rights[kind];
    case 'entityNotFound':
      // Only of a call this says that nobody has its number.
      return kind === 'logCall' ? 'createContact' : gone[kind];
    case 'notFound':
      return gone[kind];
    case 'validation':
      return notAccepted[kind];
    case 'rejected':
      return kind === 'logCall' || kind === 'createContact' ? 'tryOrCrm' : 'tryOrDiscard';
    case 'changedMeanwhile':
      return 'mineOrTheirs';
    case 'duplicate':
      return 'createAnyway';
    case 'halfWritten':
      return 'linkAgain';
  }
}

/** What an agent should do about a write that failed so. */
export function adviceFor(kind: WriteKind, failure: FailureCode): Advice {
  const say = nameOf(kind, failure);
  return { say, action: advices[say] };
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
