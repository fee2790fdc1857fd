import type { CrmFailure } from '../crm/types/crmFailure.ts';
import { fail } from '../common/result.ts';
import type { Result } from '../common/result.ts';

/** The entity a write is about is not there, or no more. */
export const GONE: CrmFailure = { kind: 'entityNotFound', words: '' };

/** Whether all the service found wrong is a reference at one of these paths: what it names is gone. */
export const namesGone = (failure: CrmFailure, isReference: (path: string) => boolean): boolean =>
  failure.kind === 'validation' &&
  failure.problems.length > 0 &&
  failure.problems.every(({ path }) => isReference(path));

/** A refusal because of such a reference is said as what it is. */
export function withGone<T>(
  result: Result<T, CrmFailure>,
  isReference: (path: string) => boolean,
): Result<T, CrmFailure> {
  if (result.ok) return result;
  const { error } = result;
  if (error.kind === 'notFound' || namesGone(error, isReference))
    return fail({ ...GONE, words: error.words });
  return result;
}
