import type { CrmCompany, CrmContact } from '../../../main/crm/types/contactOrCompany.ts';
import type { WriteClient } from '../../../main/writes/writeClient.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { pagesOf, type ModelCardDeps } from './modelCards.ts';

interface ModelCompanyDeps extends Pick<ModelCardDeps, 'request' | 'newId' | 'made' | 'changedSince'> {
  readonly companies: CrmCompany[];
  readonly contacts: CrmContact[];
  readonly searchKnows: () => boolean;
}

/** Companies of the model CRM, and who is in them. */
export function modelCompanies(deps: ModelCompanyDeps): {
  readonly client: WriteClient['companies'];
  readonly add: (name: string, createdAt?: number) => number;
  readonly employ: (companyId: number, contactId: number) => void;
} {
  const { request, newId, made, companies, contacts, changedSince } = deps;
  const add = (name: string, createdAt?: number): number => {
    const id = newId();
    companies.push({
      id,
      name,
      responsible_user_id: 1,
      ...made(createdAt),
      is_deleted: false,
      custom_fields_values: [],
      leadIds: [],
      contactIds: [],
      tags: [],
    });
    return id;
  };
  /** A contact is of one company at most. */
  const employ = (companyId: number, contactId: number): void => {
    const at = contacts.findIndex(({ id }) => id === contactId);
    const contact = contacts[at];
    if (contact !== undefined) contacts[at] = { ...contact, companyIds: [companyId] };
  };
  return {
    add,
    employ,
    client: {
      pages: (query) =>
        pagesOf(`companies.query:${query?.text ?? ''}`, request, () =>
          query?.text === undefined
            ? changedSince(query, companies).toReversed()
            : companies.filter(({ name }) => deps.searchKnows() && name.includes(query.text ?? '')),
        ),
      create: ({ name, created_at }) =>
        request(`companies.create:${name}`, () => ok({ id: add(name, created_at) })),
      linkContact: (companyId, contactId) =>
        request(`companies.link:${companyId}`, () => {
          const isIn = contacts.some(
            ({ id, companyIds }) => id === contactId && companyIds.includes(companyId),
          );
          if (isIn) return fail({ kind: 'validation', problems: [], words: 'linked already' });
          employ(companyId, contactId);
          return ok({ id: companyId });
        }),
      get: (id) => request(`companies.get:${id}`, () => ok(null)),
      patch: (id) => request(`companies.patch:${id}`, () => fail({ kind: 'notFound', words: '' })),
    },
  };
}
