import { fc } from '../../property.ts';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import type { Fate } from './modelCrm.ts';

/** Failures after which the service may have done the write, and those after which it certainly has not. */
const uncertain: readonly CrmFailure[] = [
  { kind: 'timeout', maySucceed: true, words: '' },
  { kind: 'network', maySucceed: true, words: 'ECONNRESET' },
  { kind: 'server', status: 504, maySucceed: true, words: '' },
  { kind: 'malformed', path: '', maySucceed: true, words: '' },
];
const certain: readonly CrmFailure[] = [
  { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' },
  { kind: 'noToken', words: '' },
  { kind: 'rateLimited', retryAfterMs: 1_000, words: '' },
  { kind: 'blocked', words: '' },
];

/** Whatever can become of one request; a write given up may still be done up to 10 s later. */
export const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constant<Fate>('works'),
  fc.constantFrom(...certain).map((failure) => ({ failure, written: false })),
  fc.record({
    failure: fc.constantFrom(...uncertain),
    written: fc.oneof(fc.boolean(), fc.record({ afterMs: fc.integer({ min: 1, max: 9_999 }) })),
  }),
  fc.record({ silence: fc.constant(true as const), written: fc.boolean() }),
);
