import type { RequestError } from '../../../preload/contract.ts';
import type { ContactService } from '../../views/contact/contactService.ts';
import type { SearchService } from '../../views/searchService.ts';
import { ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface CardReads {
  readonly contactsOrCompanies: ContactService;
  readonly search: SearchService;
}

/** People and companies, and search, for the account of the window. */
export function cardReadHandlers({ contactsOrCompanies, search }: CardReads): {
  readonly contacts: Pick<Handlers<'contacts'>, 'page' | 'card'>;
  readonly companies: Handlers<'companies'>;
  readonly search: Handlers<'search'>;
} {
  const unknownAccount = requestError('unknownAccount', 'this window has no account');
  const forAccount = <T>({ account }: Speaker, read: (key: string) => T): Result<T, RequestError> =>
    account === null ? unknownAccount : ok(read(account));
  return {
    contacts: {
      page: (query, speaker) =>
        forAccount(speaker, (account) => contactsOrCompanies.page(account, { entity: 'contact', ...query })),
      card: ({ entity, id, refresh }, speaker) =>
        forAccount(speaker, (account) => contactsOrCompanies.card(account, { entity, id }, refresh)),
    },
    companies: {
      page: (query, speaker) =>
        forAccount(speaker, (account) => contactsOrCompanies.page(account, { entity: 'company', ...query })),
    },
    search: {
      recent: (_input, speaker) => forAccount(speaker, (account) => ({ hits: [...search.recent(account)] })),
      find: async ({ text, where }, { account }) => {
        if (account === null) return unknownAccount;
        return ok(await (where === 'copy' ? search.inCopy(account, text) : search.inCrm(account, text)));
      },
    },
  };
}
