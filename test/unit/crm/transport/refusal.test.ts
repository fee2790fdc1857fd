import { describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../../main/crm/types/crmFailure.ts';
import { isClosed, isRefusal } from '../../../../main/crm/transport/refusal.ts';
import { classifyFailure } from '../../../../main/writes/classifyFailure.ts';
import { nothing, openWireClient, reply } from '../wireClient.ts';

const words = '';
const failures: { readonly [Kind in CrmFailure['kind']]: Extract<CrmFailure, { readonly kind: Kind }> } = {
  network: { kind: 'network', maySucceed: true, words },
  timeout: { kind: 'timeout', maySucceed: true, words },
  aborted: { kind: 'aborted', maySucceed: true, words },
  server: { kind: 'server', status: 500, maySucceed: true, words },
  malformed: { kind: 'malformed', path: '', maySucceed: true, words },
  rateLimited: { kind: 'rateLimited', retryAfterMs: 1, words },
  blocked: { kind: 'blocked', words },
  needsSignIn: { kind: 'needsSignIn', words },
  noToken: { kind: 'noToken', words },
  paymentRequired: { kind: 'paymentRequired', words },
  forbidden: { kind: 'forbidden', words },
  notFound: { kind: 'notFound', words },
  entityNotFound: { kind: 'entityNotFound', words },
  validation: { kind: 'validation', problems: [], words },
  rejected: { kind: 'rejected', status: 400, words },
};

describe('what a failure says', () => {
  it.each(Object.values(failures))('of $kind is the same to a reading and to a write', (failure) => {
    const write = classifyFailure(failure);
    const isOfAccount =
      write.kind === 'pause' && (write.reason === 'needsSignIn' || write.reason === 'paymentRequired');
    expect(isRefusal(failure)).toBe(write.kind === 'refused' || isOfAccount);
    // What is closed to a reading is refused to a write, never the other way round.
    expect(isClosed(failure) && write.kind !== 'refused').toBe(false);
  });

  it('a 403 and a 404 are closed, nothing else is', () => {
    const closed = Object.values(failures).filter(isClosed);
    expect(closed.map(({ kind }) => kind)).toEqual(['forbidden', 'notFound']);
  });

  it.each([403, 404])('a deal that answers %i costs itself alone where several are read', async (status) => {
    // Not what was asked for: the filter was ignored, so each is asked for by its id.
    const other = reply({ _embedded: { leads: [{ id: 9, name: 'Other', updated_at: 1 }] } });
    const { client } = await openWireClient(
      other,
      reply({ title: 'Closed', status }, status),
      reply({ id: 2, name: 'Lease', updated_at: 1 }),
      nothing,
    );
    const read = await client.leads.byIds([1, 2]);
    expect(read).toMatchObject({ ok: true, value: [{ id: 2 }] });
  });
});
