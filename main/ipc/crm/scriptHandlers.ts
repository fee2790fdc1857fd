import { ok, type Result } from '../../common/result.ts';
import type { RequestError, OpenScript, ScriptQuery } from '../../../preload/contract.ts';
import type { AgentWrites } from '../../outbox/agentWrites.ts';
import type { CallScripts } from '../../views/fields/callScripts.ts';
import type { FieldDefinitions } from '../../views/fields/fieldDefinitions.ts';
import { requestError, type Handlers } from '../answerRequest.ts';

interface ScriptDeps {
  readonly accountOfCall: (callId: string) => string | null;
  readonly scripts: CallScripts;
  readonly definitions: FieldDefinitions;
  readonly writes: Pick<AgentWrites, 'add'>;
}

/** Call scripts: those of the call's account; an account's window reaches its own calls alone. */
export function scriptHandlers({
  accountOfCall,
  scripts,
  definitions,
  writes,
}: ScriptDeps): Handlers<'scripts'> {
  const reached = (callId: string, window: string | null): string | null => {
    const account = accountOfCall(callId);
    return window === null || window === account ? account : null;
  };
  const opened = (account: string, query: ScriptQuery): Result<OpenScript, RequestError> => {
    const open = scripts.open(account, query);
    return open === null ? requestError('notNow', 'there is no such script') : ok(open);
  };
  return {
    get: (_input, speaker) => {
      const all = scripts.byAccount();
      const own = speaker.account;
      return ok(own === null ? all : { [own]: all[own] ?? [] });
    },
    ofCall(query, speaker) {
      const account = reached(query.callId, speaker.account);
      if (account === null) return requestError('unknownCall', 'there is no such call here');
      const open = opened(account, query);
      // Names of fields are asked for once a day, where a script names any; `popFields` says that they are there.
      if (open.ok && open.value.blocks.some((block) => 'place' in block && block.place !== null))
        void definitions.fresh(account);
      return open;
    },
    answer({ question, value, ...query }, speaker) {
      const account = reached(query.callId, speaker.account);
      if (account === null) return requestError('unknownCall', 'there is no such call here');
      const write = scripts.answer(account, query, question, value);
      if (write === null) return requestError('badRequest', 'this answer goes into no field');
      const added = writes.add(account, null, [write]);
      if (added.ok) return opened(account, query);
      return requestError(added.error === 'journal' ? 'journal' : 'notNow', added.error);
    },
  };
}
