import type { RequestError, WriteView } from '../../../preload/contract.ts';
import type { CallActions } from '../../calls/disposition/callCommands.ts';
import type { CallViews } from '../../calls/history/callViews.ts';
import type { AgentWrites, WriteRefusal } from '../../outbox/agentWrites.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface WriteHandlers {
  readonly writes: Handlers<'writes'>;
  readonly calls: Pick<Handlers<'calls'>, 'finish' | 'amend'>;
  readonly contacts: Pick<Handlers<'contacts'>, 'create'>;
}

interface WriteDeps {
  readonly callViews: CallViews;
  readonly actions: Pick<CallActions, 'finish' | 'amend' | 'unlessThere'>;
  readonly writes: AgentWrites;
}

/** Everything the agent writes besides a call's result, for the account of the window or (on the pop) of the call. */
export function writeHandlers({ callViews, actions, writes }: WriteDeps): WriteHandlers {
  /** An account's window writes to that account alone, the pop to that of the call it names. */
  const accountFor = (speaker: Speaker, callId: string | null | undefined): string | null => {
    const ofCall = callId === null || callId === undefined ? null : (callViews.get(callId)?.account ?? null);
    return speaker.account ?? ofCall;
  };
  const unknownAccount = requestError('unknownAccount', 'no account to write to');

  return {
    writes: {
      list: (query, { account }) => (account === null ? unknownAccount : ok(writes.list(account, query))),
      // A write made beside a call is not part of its after-call form: it goes by itself.
      add: ({ callId, write }, speaker) => {
        const account = accountFor(speaker, callId);
        return account === null ? unknownAccount : first(writes.add(account, null, [write]));
      },
      retry: ({ id }, { account }) =>
        account === null ? unknownAccount : answered(writes.retry(account, id)),
      edit: ({ id, write }, { account }) =>
        account === null ? unknownAccount : answered(writes.edit(account, id, write)),
      discard: ({ id }, { account }) => {
        if (account === null) return unknownAccount;
        const discarded = answered(writes.discard(account, id));
        return discarded.ok ? ok({}) : discarded;
      },
    },
    contacts: {
      create: async ({ callId, ...contact }, speaker) => {
        const account = accountFor(speaker, callId);
        if (account === null) return unknownAccount;
        return actions.unlessThere(account, contact, () => {
          const queued = first(writes.add(account, null, [{ kind: 'newContact', ...contact }]));
          return queued.ok ? ok({ write: queued.value }) : queued;
        });
      },
    },
    calls: {
      amend: (amendment, speaker) => {
        const call = callViews.get(amendment.callId);
        return call !== null && speaker.account === call.account
          ? actions.amend(amendment)
          : requestError('unknownCall', 'there is no such call here');
      },
      finish: (form, speaker) => {
        const call = callViews.get(form.callId);
        const reaches = call !== null && (speaker.account === null || speaker.account === call.account);
        return reaches ? actions.finish(form) : requestError('unknownCall', 'there is no such call here');
      },
    },
  };
}

const CODES: Readonly<Record<WriteRefusal, RequestError['code']>> = {
  unknownWrite: 'notNow',
  nothingToRetry: 'notNow',
  otherKind: 'badRequest',
  tooLate: 'tooLate',
  journal: 'journal',
};

function answered<T>(result: Result<T, WriteRefusal>): Result<T, RequestError> {
  return result.ok ? result : fail({ code: CODES[result.error], message: result.error });
}

function first(result: Result<readonly WriteView[], WriteRefusal>): Result<WriteView, RequestError> {
  const views = answered(result);
  if (!views.ok) return views;
  const [view] = views.value;
  return view === undefined ? requestError('internal', 'nothing was written') : ok(view);
}
