import { ok, type Result } from '../../common/result.ts';
import type { AgentWrites } from '../../outbox/agentWrites.ts';
import type { RequestError } from '../../../preload/contract.ts';
import type { FieldDefinitions } from '../../views/fields/fieldDefinitions.ts';
import type { PopFields } from '../../views/fields/popFields.ts';
import { requestError, type Handlers } from '../answerRequest.ts';

interface FieldDeps {
  /** A call of the pop, which is in the journal only a moment after the ring; null for any other. */
  readonly accountOfCall: (callId: string) => string | null;
  readonly definitions: FieldDefinitions;
  readonly fields: PopFields;
  readonly writes: Pick<AgentWrites, 'add'>;
}

/** Fields of the caller on the pop: those of the call's account. */
export function fieldHandlers({ accountOfCall, definitions, fields, writes }: FieldDeps): Handlers<'fields'> {
  const ofAccount = <T>(callId: string, read: (account: string) => Result<T, RequestError>) => {
    const account = accountOfCall(callId);
    return account === null ? requestError('unknownCall', 'there is no such call') : read(account);
  };
  return {
    all: async (_input, { account }) =>
      account === null
        ? requestError('unknownAccount', 'this window has no account')
        : ok(await definitions.fresh(account)),
    ofCall: ({ callId, ...query }) =>
      ofAccount(callId, (account) => {
        // After the paint: names and values of lists once a day, where fields were chosen at all.
        if (fields.chosen(account).length > 0) void definitions.fresh(account);
        return ok(fields.ofCall(account, query));
      }),
    set: ({ callId, key, value, ...query }) =>
      ofAccount(callId, (account) => {
        const write = fields.change(account, query, key, value);
        if (write === null) return requestError('badRequest', 'the field cannot hold this');
        const added = writes.add(account, null, [write]);
        if (added.ok) return ok(fields.ofCall(account, query));
        return requestError(added.error === 'journal' ? 'journal' : 'notNow', added.error);
      }),
  };
}
