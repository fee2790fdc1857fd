import { ok } from '../common/result.ts';
import { createAccount } from './resources/accountResource.ts';
import { createBots } from './resources/botResource.ts';
import { createCalls } from './resources/callResource.ts';
import type { CrmClient } from './types/crmClient.ts';
import { createCompanies } from './resources/contact/companyResource.ts';
import { createContacts } from './resources/contact/contactResource.ts';
import { createCustomFields } from './resources/customFieldResource.ts';
import { createEvents } from './resources/eventResource.ts';
import { createLeads, type ServiceHabits } from './resources/lead/leadResource.ts';
import { createLinks } from './resources/linkResource.ts';
import { createNotes } from './resources/noteResource.ts';
import { createPopups } from './resources/popUpResource.ts';
import { createTasks } from './resources/taskResource.ts';
import type { Transport } from './transport/transport.ts';
import { createUnsorted } from './resources/unsortedResource.ts';
import { createUsers } from './resources/userResource.ts';
import { createWebhooks } from './resources/webhookResource.ts';

/** The client of one account, over its transport. */
export function createCrmClient(
  transport: Transport,
  habits: ServiceHabits = { oneStageAtOnce: false },
): CrmClient {
  const contacts = createContacts(transport);
  const links = createLinks(transport);
  return {
    account: createAccount(transport),
    users: createUsers(transport),
    customFields: createCustomFields(transport),
    contacts,
    companies: createCompanies(transport, links),
    leads: createLeads(transport, { contacts, links }, habits),
    links,
    tasks: createTasks(transport),
    events: createEvents(transport),
    unsorted: createUnsorted(transport),
    popups: createPopups(transport),
    webhooks: createWebhooks(transport),
    bots: createBots(transport),
    calls: createCalls(transport),
    notes: createNotes(transport),
    async rawPage(href, options) {
      const page = await transport.getText(href, options);
      return page.ok ? ok({ body: page.value }) : page;
    },
  };
}
