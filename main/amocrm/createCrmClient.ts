import { ok } from '../result.ts';
import { createAccount } from './account.ts';
import { createCalls } from './calls.ts';
import type { CrmClient } from './client.ts';
import { createCompanies } from './companies.ts';
import { createContacts } from './contacts.ts';
import { createLeads } from './leads.ts';
import { createNotes } from './notes.ts';
import { createPipelines } from './pipelines.ts';
import type { Transport } from './transport.ts';
import { createUsers } from './users.ts';

/** The client of one account, over its transport. */
export function createCrmClient(transport: Transport): CrmClient {
  return {
    account: createAccount(transport),
    users: createUsers(transport),
    pipelines: createPipelines(transport),
    contacts: createContacts(transport),
    companies: createCompanies(transport),
    leads: createLeads(transport),
    calls: createCalls(transport),
    notes: createNotes(transport),
    async rawPage(href, options) {
      const page = await transport.getText(href, options);
      return page.ok ? ok({ body: page.value }) : page;
    },
  };
}
