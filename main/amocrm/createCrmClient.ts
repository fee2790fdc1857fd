import { ok } from '../result.ts';
import { createAccount } from './account.ts';
import { createCalls } from './calls.ts';
import type { CrmClient } from './client.ts';
import { createCompanies } from './companies.ts';
import { createContacts } from './contacts.ts';
import { createEvents } from './events.ts';
import { createLeads, type ServiceHabits } from './leads.ts';
import { createLinks } from './links.ts';
import { createLossReasons } from './lossReasons.ts';
import { createNotes } from './notes.ts';
import { createPipelines } from './pipelines.ts';
import { createPopups } from './popups.ts';
import { createTags } from './tags.ts';
import { createTasks } from './tasks.ts';
import type { Transport } from './transport.ts';
import { createUnsorted } from './unsorted.ts';
import { createUsers, createUsersOrMe } from './users.ts';
import { createWebhooks } from './webhooks.ts';

/** The client of one account, over its transport. */
export function createCrmClient(
  transport: Transport,
  habits: ServiceHabits = { oneStageAtOnce: false },
): CrmClient {
  const account = createAccount(transport);
  const users = createUsers(transport);
  const contacts = createContacts(transport);
  const links = createLinks(transport);
  return {
    account,
    users,
    usersOrMe: createUsersOrMe({ users, account }),
    pipelines: createPipelines(transport),
    lossReasons: createLossReasons(transport),
    contacts,
    companies: createCompanies(transport),
    leads: createLeads(transport, { contacts, links }, habits),
    links,
    tasks: createTasks(transport),
    tags: createTags(transport),
    events: createEvents(transport),
    unsorted: createUnsorted(transport),
    popups: createPopups(transport),
    webhooks: createWebhooks(transport),
    calls: createCalls(transport),
    notes: createNotes(transport),
    async rawPage(href, options) {
      const page = await transport.getText(href, options);
      return page.ok ? ok({ body: page.value }) : page;
    },
  };
}
