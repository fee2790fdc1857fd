import type { CallActions } from '../../calls/disposition/callCommands.ts';
import type { CallViews } from '../../calls/history/callViews.ts';
import { ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { RequestError } from '../../../preload/contract.ts';
import type { ContactService } from '../../views/contact/contactService.ts';
import type { ExternalGate } from '../../windows/links/openExternal.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface EntityDeps {
  readonly callViews: CallViews;
  readonly actions: CallActions;
  readonly contactsOrCompanies: Pick<ContactService, 'past'>;
  readonly gate: ExternalGate;
  /** `https://host` of an account's web pages, null when the account is unknown. */
  readonly webOf: (account: string) => string | null;
}

/** Contacts and leads, for the account of the window or (on the pop) of the call. */
export function entityHandlers(deps: EntityDeps): {
  readonly contacts: Pick<Handlers<'contacts'>, 'search' | 'past' | 'findDuplicates' | 'openInCrm'>;
  readonly leads: Pick<Handlers<'leads'>, 'ofContact' | 'openInCrm'>;
} {
  const { callViews, actions, gate } = deps;

  const accountFor = (speaker: Speaker, callId: string | null): string | null => {
    const ofCall = callId === null ? null : (callViews.get(callId)?.account ?? null);
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
      past: async ({ callId, target }, speaker) => {
        const account = accountFor(speaker, callId);
        if (account === null) return unknownAccount;
        const entries = await deps.contactsOrCompanies.past(account, target);
        return ok({ entries: entries === null ? null : [...entries] });
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
