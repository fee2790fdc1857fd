import type { CrmContacts, CrmCompanies } from './contacts.ts';
import type { CrmNotes } from './note.ts';
import type { CrmCalls } from './call.ts';
import type { CrmAccount, CrmUser } from './account.ts';
import type { RequestOptions } from './requestOptions.ts';
import type { CrmBots } from '../resources/botResource.ts';
import type { CrmCustomField } from '../resources/customFieldResource.ts';
import type { CrmEvents } from '../resources/eventResource.ts';
import type { CrmResult } from './crmFailure.ts';
import type { CrmLeads } from '../resources/lead/leadResource.ts';
import type { CrmLinks } from '../resources/linkResource.ts';
import type { CrmPopups } from '../resources/popUpResource.ts';
import type { CrmTasks } from '../resources/taskResource.ts';
import type { CrmUnsortedLeads } from '../resources/unsortedResource.ts';
import type { CrmWebhooks } from '../resources/webhookResource.ts';

/**
 * The CRM client of one account: the interface between the transport and everything that talks to the
 * CRM. Shapes are the service's own (crm-api.md 3), narrowed to what Ringside reads; unknown
 * keys pass, wrong types are a `malformed` failure. Times are Unix seconds. `pages` are lists walked a
 * page at a time; a write is sent at most once.
 */
export interface CrmClient {
  account(options?: RequestOptions): Promise<CrmResult<CrmAccount>>;
  /** Admins only; a non-admin gets `forbidden`. */
  users(options?: RequestOptions): Promise<CrmResult<readonly CrmUser[]>>;
  /** The account's own fields of a kind of entity, all of them. */
  customFields(
    entity: 'contacts' | 'companies' | 'leads',
    options?: RequestOptions,
  ): Promise<CrmResult<readonly CrmCustomField[]>>;
  contacts: CrmContacts;
  companies: CrmCompanies;
  leads: CrmLeads;
  links: CrmLinks;
  tasks: CrmTasks;
  events: CrmEvents;
  unsorted: CrmUnsortedLeads;
  popups: CrmPopups;
  webhooks: CrmWebhooks;
  bots: CrmBots;
  calls: CrmCalls;
  notes: CrmNotes;
  /**
   * One page of any list as the raw body, for the sync worker to parse off the main thread. `href` is a
   * path of the account's host. A 204 is `body: null`.
   */
  rawPage(href: string, options?: RequestOptions): Promise<CrmResult<{ readonly body: string | null }>>;
}
