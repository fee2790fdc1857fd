import type { Outcome } from '../../../preload/contract.ts';
import { outcome } from '../../../preload/contract/outcomes.ts';

/** An outcome as a file gives it that says no more than this of it. */
export const sampleOutcome = (said: object = {}): Outcome =>
  outcome.parse({ id: 'demo', label: 'Demo booked', key: '1', status: 4, ...said });
