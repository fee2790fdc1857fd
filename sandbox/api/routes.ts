import type { ApiRoute } from '../route.ts';
import { accountRoutes } from './account.ts';
import { absentRoutes } from './absent.ts';
import { botRoutes } from './bots.ts';
import { callRoutes } from './note/calls.ts';
import { companyRoutes } from './contact/companies.ts';
import { contactRoutes } from './contact/contacts.ts';
import { leadRoutes } from './lead/leads.ts';
import { legacyRoutes } from './legacy.ts';
import { noteRoutes } from './note/notes.ts';
import { pipelineRoutes } from './lead/pipelines.ts';
import { popupRoutes } from './note/popups.ts';
import { customerRoutes } from './contact/customers.ts';
import { customFieldRoutes } from './entity/customFieldLists.ts';
import { linkRoutes } from './entity/entityLinks.ts';
import { eventRoutes } from './events.ts';
import { complexLeadRoutes } from './lead/leadsComplex.ts';
import { tagRoutes } from './entity/tags.ts';
import { taskRoutes } from './task/tasks.ts';
import { unsortedRoutes } from './lead/unsorted.ts';
import { webhookRoutes } from './webhooks.ts';
import { userRoutes } from './users.ts';

const PRESENT: readonly ApiRoute[] = [
  ...accountRoutes,
  ...botRoutes,
  ...userRoutes,
  ...contactRoutes,
  ...companyRoutes,
  ...leadRoutes,
  ...pipelineRoutes,
  ...noteRoutes,
  ...callRoutes,
  ...popupRoutes,
  ...customerRoutes,
  ...customFieldRoutes,
  ...linkRoutes,
  ...eventRoutes,
  ...complexLeadRoutes,
  ...tagRoutes,
  ...taskRoutes,
  ...unsortedRoutes,
  ...webhookRoutes,
  ...legacyRoutes,
];

/** Every route that needs a token. A new resource is one file with its routes, named above. */
export const apiRoutes: readonly ApiRoute[] = [...PRESENT, ...absentRoutes(PRESENT)];
