import type { RequestError } from '../../preload/contract.ts';
import type { PartyDesk } from '../cards/partyDesk.ts';
import type { SearchDesk } from '../cards/searchDesk.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Speaker } from '../windows/registry.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

interface CardReads {
  readonly parties: PartyDesk;
  readonly search: SearchDesk;
}

/** People and companies, and search, for the account of the window. */
export function cardReadHandlers({ parties, search }: CardReads): {
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
        forAccount(speaker, (account) => parties.page(account, { entity: 'contact', ...query })),
      card: ({ entity, id, refresh }, speaker) =>
        forAccount(speaker, (account) => parties.card(account, { entity, id }, refresh)),
    },
    companies: {
      page: (query, speaker) =>
        forAccount(speaker, (account) => parties.page(account, { entity: 'company', ...query })),
    },
    search: {
      find: async ({ text, where }, { account }) => {
        if (account === null) return unknownAccount;
        return ok(await (where === 'copy' ? search.inCopy(account, text) : search.inCrm(account, text)));
      },
    },
  };
}
