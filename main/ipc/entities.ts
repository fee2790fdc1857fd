import type { CallActions } from '../calls/callActions.ts';
import type { CallBook } from '../calls/callBook.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { RequestError } from '../../preload/contract.ts';
import type { ExternalGate } from '../windows/openExternal.ts';
import type { Speaker } from '../windows/registry.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

interface EntityDeps {
  readonly book: CallBook;
  readonly actions: CallActions;
  readonly gate: ExternalGate;
  /** `https://host` of an account's web pages, null when the account is unknown. */
  readonly webOf: (account: string) => string | null;
}

/** Contacts and leads, for the account of the window or (on the pop) of the call. */
export function entityHandlers(deps: EntityDeps): {
  readonly contacts: Pick<Handlers<'contacts'>, 'search' | 'findDuplicates' | 'openInCrm'>;
  readonly leads: Pick<Handlers<'leads'>, 'ofContact' | 'openInCrm'>;
} {
  const { book, actions, gate } = deps;

  const accountFor = (speaker: Speaker, callId: string | null): string | null => {
    const ofCall = callId === null ? null : (book.get(callId)?.account ?? null);
    if (speaker.account === null) return ofCall;
    return callId === null || ofCall === speaker.account ? speaker.account : null;
  };
  const unknownAccount = requestError('unknownAccount', 'no account to ask');

  async function openPage(
    speaker: Speaker,
    callId: string | null,
    path: string,
  ): Promise<Result<Record<string, never>, RequestError>> {
    const account = accountFor(speaker, callId);
    const web = account === null ? null : deps.webOf(account);
    if (web === null) return unknownAccount;
    const opened = await gate.open(`${web}${path}`);
    return opened.ok ? ok({}) : requestError('notNow', `the browser was not opened: ${opened.error}`);
  }

  return {
    contacts: {
      search: ({ callId, text }, speaker) => {
        const account = accountFor(speaker, callId);
        return account === null ? unknownAccount : ok([...actions.search(account, text)]);
      },
      findDuplicates: async ({ callId }, speaker) =>
        accountFor(speaker, callId) === null ? unknownAccount : actions.findDuplicates(callId),
      openInCrm: ({ callId, target }, speaker) =>
        openPage(
          speaker,
          callId,
          `/${target.entity === 'contact' ? 'contacts' : 'companies'}/detail/${target.id}`,
        ),
    },
    leads: {
      ofContact: ({ callId, target }, speaker) => {
        const account = accountFor(speaker, callId);
        return account === null
          ? unknownAccount
          : ok([...actions.leadsOf(account, target.entity, target.id)]);
      },
      openInCrm: ({ callId, leadId }, speaker) => openPage(speaker, callId, `/leads/detail/${leadId}`),
    },
  };
}
