import type { AgentWrite, FailureCode, WriteView } from '../../preload/contract.ts';
import { agentWrites, madeBy, subjectOf } from '../../preload/contract/agentWrites.ts';
import type { FailureAdvice } from '../../preload/constants.ts';
import { assertNever } from '../common/result.ts';

/** What windows are told of a write beside its payload, by its kind. */
export function writeFacts(
  write: AgentWrite,
  failure: FailureCode | null,
): Pick<WriteView, 'about' | 'makes' | 'failure' | 'advice'> {
  return {
    about: cardOf(write),
    makes: madeBy(write) !== null,
    failure,
    advice: failure === null ? null : adviceFor(write.kind, failure),
  };
}

/** The card a write is about; null for none and for tasks, which have no card. */
function cardOf(write: AgentWrite): WriteView['about'] {
  const subject = subjectOf(write);
  if (subject === null || subject.entity === 'task') return null;
  return { entity: subject.entity, id: subject.id };
}

/** What an agent should do about something they wrote that failed so. */
function adviceFor(kind: AgentWrite['kind'], failure: FailureCode): FailureAdvice {
  const { advice } = agentWrites[kind];
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
      return advice.forbidden;
    case 'notFound':
    case 'entityNotFound':
      return advice.gone;
    case 'validation':
      return advice.notAccepted;
    case 'rejected':
      return 'tryOrDiscard';
    case 'changedMeanwhile':
      return 'mineOrTheirs';
    case 'duplicate':
      return 'createAnyway';
    case 'halfWritten':
      return 'linkAgain';
    case 'perhapsDone':
      return 'runAgain';
    default:
      return assertNever(failure);
  }
}
