import type { ApiRoute } from '../route.ts';
import { accountRoutes } from './account.ts';
import { absentRoutes } from './absent.ts';
import { botRoutes } from './bots.ts';
import { callRoutes } from './calls.ts';
import { companyRoutes } from './companies.ts';
import { contactRoutes } from './contacts.ts';
import { leadRoutes } from './leads.ts';
import { legacyRoutes } from './legacy.ts';
import { noteRoutes } from './notes.ts';
import { pipelineRoutes } from './pipelines.ts';
import { popupRoutes } from './popups.ts';
import { customerRoutes } from './customers.ts';
import { customFieldRoutes } from './customFieldLists.ts';
import { linkRoutes } from './entityLinks.ts';
import { eventRoutes } from './events.ts';
import { complexLeadRoutes } from './leadsComplex.ts';
import { tagRoutes } from './tags.ts';
import { taskRoutes } from './tasks.ts';
import { unsortedRoutes } from './unsorted.ts';
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
