import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import type { NewCall } from '../../../main/crm/types/call.ts';
import type { RequestOptions } from '../../../main/crm/types/requestOptions.ts';
import type { CrmResult } from '../../../main/crm/types/crmFailure.ts';
import type { Pages } from '../../../main/crm/transport/pagination.ts';

const contact = { entity: 'contact', id: 1 } as const;
const lead = { entity: 'lead', id: 2 } as const;
const call: NewCall = {
  direction: 'inbound',
  duration: 0,
  phone: '1',
  uniq: 'u',
  call_status: 6,
  created_at: 5,
};

/** Every request of every resource, by its name; of a list the first page. */
export const everyRequest: readonly (readonly [
  name: string,
  ask: (client: CrmClient, options: RequestOptions) => Promise<CrmResult<unknown>>,
])[] = [
  ['account', (client, options) => client.account(options)],
  ['users', (client, options) => client.users(options)],
  ['contacts.get', ({ contacts }, options) => contacts.get(1, options)],
  ['contacts.query', ({ contacts }, options) => contacts.query('1', options)],
  ['contacts.create', ({ contacts }, options) => contacts.create({ name: 'a', phones: [] }, options)],
  ['contacts.patch', ({ contacts }, options) => contacts.patch(1, { name: 'a' }, options)],
  ['companies.get', ({ companies }, options) => companies.get(1, options)],
  ['companies.query', ({ companies }, options) => companies.query('1', options)],
  ['leads.get', ({ leads }, options) => leads.get(1, options)],
  ['leads.byIds', ({ leads }, options) => leads.byIds([1], options)],
  ['leads.patch', ({ leads }, options) => leads.patch(1, { price: 1 }, options)],
  ['leads.create', ({ leads }, options) => leads.create({}, options)],
  ['leads.linkContact', ({ leads }, options) => leads.linkContact(2, 1, options)],
  ['leads.createComplex', ({ leads }, options) => leads.createComplex({}, { id: 1 }, options)],
  ['links.add', ({ links }, options) => links.add(lead, contact, { isMain: true }, options)],
  ['tasks.get', ({ tasks }, options) => tasks.get(1, options)],
  ['tasks.create', ({ tasks }, options) => tasks.create({ text: 'a', complete_till: 1 }, options)],
  ['tasks.complete', ({ tasks }, options) => tasks.complete(1, null, options)],
  ['tasks.change', ({ tasks }, options) => tasks.change(1, { complete_till: 1 }, options)],
  ['notes.list', ({ notes }, options) => notes.list({ ...lead, entityId: 1, types: [] }, options)],
  ['notes.addText', ({ notes }, options) => notes.addText(lead, 'a', options)],
  ['notes.addCall', ({ notes }, options) => notes.addCall(lead, call, options)],
  ['notes.getCall', ({ notes }, options) => notes.getCall(lead, 1, options)],
  ['notes.patchCall', ({ notes }, options) => notes.patchCall(lead, 1, {}, options)],
  ['calls.add', (client, options) => client.calls.add(call, options)],
  [
    'unsorted.createSip',
    ({ unsorted }, options) =>
      unsorted.createSip({ phone: '1', uniq: 'u', calledAt: 1, duration: 0 }, options),
  ],
  ['unsorted.accept', ({ unsorted }, options) => unsorted.accept('a', {}, options)],
  ['popups.show', ({ popups }, options) => popups.show('1', null, options)],
  ['webhooks.list', ({ webhooks }, options) => webhooks.list(null, options)],
  ['webhooks.subscribe', ({ webhooks }, options) => webhooks.subscribe('x', [], options)],
  ['webhooks.unsubscribe', ({ webhooks }, options) => webhooks.unsubscribe('x', options)],
  ['rawPage', (client, options) => client.rawPage('/api/v4/contacts', options)],
  ['contacts.pages', ({ contacts }, options) => first(contacts.pages({}, options))],
  ['companies.pages', ({ companies }, options) => first(companies.pages({}, options))],
  ['leads.pages', ({ leads }, options) => first(leads.pages({}, options))],
  ['leads.ofContact', ({ leads }, options) => first(leads.ofContact(1, options))],
  ['links.pages', ({ links }, options) => first(links.pages(lead, null, options))],
  ['tasks.pages', ({ tasks }, options) => first(tasks.pages({}, options))],
  ['notes.pages', ({ notes }, options) => first(notes.pages({ ...lead, entityId: 1, types: [] }, options))],
  ['events.pages', ({ events }, options) => first(events.pages({}, options))],
  ['unsorted.pages', ({ unsorted }, options) => first(unsorted.pages({}, options))],
];

async function first<T>(pages: Pages<T>): Promise<CrmResult<unknown>> {
  for await (const page of pages) return page;
  throw new Error('an empty list');
}
