import { CARD_REQUESTS } from './cardRequests.ts';
import type { ClientRequest, KnownIds } from './clientRequest.ts';
import { NOW } from './clientRequest.ts';

const called = (ids: KnownIds): object => ({
  from: ids.phone,
  phone: ids.phone,
  called_at: NOW,
  duration: 0,
  link: null,
  service_code: null,
  uniq: null,
  is_call_event_needed: true,
});

const form = {
  form_id: 'site-callback',
  form_name: 'Call me back',
  form_page: 'https://shop.example/callback',
  ip: '192.0.2.7',
  form_sent_at: NOW,
  referer: null,
  visitor_uid: null,
};

const unsorted: readonly ClientRequest[] = [
  {
    name: 'PHP puts a call among the incoming leads; null is what it was not told',
    path: () => '/api/v4/leads/unsorted/sip',
    body: (ids) => [
      {
        source_name: 'PBX',
        source_uid: 'pbx-1',
        pipeline_id: ids.pipeline,
        created_at: NOW,
        metadata: called(ids),
        _embedded: { leads: [{ name: 'A call', request_id: '0' }], contacts: [{ name: 'Nobody known' }] },
        request_id: '0',
      },
    ],
    status: 200,
    answer: () => ({ _total_items: 1, _embedded: { unsorted: [{ request_id: '0' }] } }),
  },
  {
    name: "the documents' example: the phone is an integer",
    path: () => '/api/v4/leads/unsorted/sip',
    body: (ids) => [
      {
        source_name: 'PBX',
        source_uid: 'pbx-1',
        metadata: { ...called(ids), phone: Number(ids.phone), uniq: 'u1', service_code: 'pbx', link: '' },
      },
    ],
    status: 200,
  },
  {
    name: 'a form of a web page',
    path: () => '/api/v4/leads/unsorted/forms',
    body: ({ pipeline }) => [
      {
        source_name: 'Web page',
        source_uid: 'web-1',
        pipeline_id: pipeline,
        created_at: NOW,
        metadata: form,
        _embedded: { leads: [{ name: 'From the page' }], contacts: [{ name: 'Olga' }], companies: [] },
        request_id: 'f1',
      },
    ],
    status: 200,
    answer: () => ({ _total_items: 1, _embedded: { unsorted: [{ request_id: 'f1' }] } }),
  },
  {
    name: 'PHP lists them by category, oldest first',
    path: () =>
      '/api/v4/leads/unsorted?filter%5Bcategory%5D%5B0%5D=forms&order%5Bcreated_at%5D=asc&limit=50&page=1',
    status: 200,
    answer: () => ({
      _embedded: { unsorted: [{ category: 'forms', metadata: { form_id: 'site-callback' } }] },
    }),
  },
  {
    name: 'PHP accepts one with nothing to say, which it writes as an empty list',
    path: ({ unsorted: uid }) => `/api/v4/leads/unsorted/${uid}/accept`,
    body: () => [],
    status: 200,
    answer: ({ unsorted: uid }) => ({ uid, category: 'sip' }),
  },
];

const lists: readonly ClientRequest[] = [
  {
    name: 'PHP lists leads with every filter it has',
    path: ({ lead, pipeline, stage, admin }) =>
      `/api/v4/leads?filter%5Bid%5D%5B0%5D=${String(lead)}&filter%5Bprice%5D%5Bfrom%5D=0&filter%5Bprice%5D%5Bto%5D=999999999&filter%5Bresponsible_user_id%5D%5B0%5D=${String(admin)}&filter%5Bupdated_at%5D%5Bfrom%5D=1&filter%5Bupdated_at%5D%5Bto%5D=4000000000&filter%5Bstatuses%5D%5B0%5D%5Bstatus_id%5D=${String(stage)}&filter%5Bstatuses%5D%5B0%5D%5Bpipeline_id%5D=${String(pipeline)}&order%5Bid%5D=asc&with=contacts%2Closs_reason&limit=50&page=1`,
    status: 200,
    answer: ({ lead }) => ({ _page: 1, _embedded: { leads: [{ id: lead }] } }),
  },
  {
    name: '@shevernitskiy/amo lists contacts by ids, unescaped',
    path: ({ contact }) => `/api/v4/contacts?with=leads,customers&filter[id][0]=${String(contact)}&limit=1`,
    status: 200,
    answer: ({ contact }) => ({ _embedded: { contacts: [{ id: contact }] } }),
  },
  {
    name: 'a single id, as a scalar',
    path: ({ contact }) => `/api/v4/contacts?filter[id]=${String(contact)}`,
    status: 200,
  },
  {
    name: 'PHP asks the feed: comma lists, an array of authors, a range',
    path: ({ admin, contact }) =>
      `/api/v4/events?filter%5Btype%5D=common_note_added%2Cincoming_call&filter%5Bentity%5D=contact&filter%5Bentity_id%5D=${String(contact)}&filter%5Bcreated_by%5D%5B0%5D=${String(admin)}&filter%5Bcreated_at%5D%5Bfrom%5D=1&filter%5Bcreated_at%5D%5Bto%5D=4000000000&limit=50&page=1`,
    status: 200,
    answer: ({ contact }) => ({
      _embedded: {
        events: [
          { entity_id: contact, entity_type: 'contact', type: 'incoming_call' },
          { entity_id: contact, type: 'common_note_added' },
        ],
      },
    }),
  },
  { name: 'a list nobody is in', path: () => '/api/v4/contacts?filter[id]=1', status: 204 },
  { name: 'more than 250 a page', path: () => '/api/v4/contacts?limit=251', status: 422 },
  { name: 'more than 100 events a page', path: () => '/api/v4/events?limit=101', status: 422 },
];

const others: readonly ClientRequest[] = [
  {
    name: 'a Salesbot on a lead',
    path: () => '/api/v4/bots/run',
    body: ({ lead }) => [{ bot_id: 565, entity_id: lead, entity_type: 'leads' }],
    status: 202,
  },
  {
    name: 'a Salesbot by its id',
    path: () => '/api/v4/bots/565/run',
    body: ({ contact }) => ({ entity_id: contact, entity_type: 'contacts' }),
    status: 202,
  },
  {
    name: '@shevernitskiy/amo starts a Salesbot the old way',
    path: () => '/api/v2/salesbot/run',
    body: ({ lead }) => [{ bot_id: 565, entity_id: lead, entity_type: '2' }],
    status: 202,
  },
  {
    name: "an admin's token acts as another user",
    path: () => '/api/v4/account',
    headers: ({ agent }) => ({ 'x-context-user-id': String(agent) }),
    status: 200,
    answer: ({ agent }) => ({ current_user_id: agent }),
  },
  {
    name: 'a lead cannot be deleted',
    method: 'DELETE',
    path: ({ lead }) => `/api/v4/leads/${String(lead)}`,
    status: 405,
  },
  {
    name: 'PHP writes an empty object as an empty list',
    path: () => '/api/v4/contacts',
    body: () => [{ name: 'Olga', custom_fields_values: [], _embedded: [] }],
    status: 200,
  },
  {
    name: '@shevernitskiy/amo makes tags, PHP with the id they have not yet',
    path: () => '/api/v4/leads/tags',
    body: () => [{ name: 'fair' }, { id: null, name: 'spring', request_id: 't2' }],
    status: 200,
    answer: () => ({ _total_items: 2, _embedded: { tags: [{ name: 'fair' }, { request_id: 't2' }] } }),
  },
  {
    name: 'a hook is subscribed, its place among others not told',
    path: () => '/api/v4/webhooks',
    body: () => ({ destination: 'https://pbx.example/hook', settings: ['add_lead'], sort: null }),
    status: 201,
    answer: () => ({ destination: 'https://pbx.example/hook', settings: ['add_lead'], disabled: false }),
  },
  {
    name: '@shevernitskiy/amo unsubscribes with the whole hook',
    method: 'DELETE',
    path: () => '/api/v4/webhooks',
    body: () => ({ destination: 'https://pbx.example/hook', settings: ['add_lead'], sort: 1 }),
    status: 204,
  },
  {
    name: 'a call with everything the documents name, its agent as a plain name',
    path: () => '/api/v4/calls',
    body: ({ phone, admin }) => [
      {
        direction: 'inbound',
        uniq: '0a1b',
        duration: 61,
        source: 'PBX',
        phone: `+${phone}`,
        link: 'https://pbx.example/r.mp3',
        call_result: 'Agreed',
        call_status: 4,
        call_responsible: 'Operator',
        responsible_user_id: admin,
        created_by: admin,
        updated_by: admin,
        created_at: NOW,
        updated_at: NOW,
        request_id: 'c9',
      },
    ],
    status: 200,
    answer: () => ({ _total_items: 1, errors: [], _embedded: { calls: [{ request_id: 'c9' }] } }),
  },
  {
    name: 'a call of nobody known',
    path: () => '/api/v4/calls',
    body: () => [{ direction: 'outbound', duration: 0, source: 'PBX', phone: '+79990000000' }],
    status: 400,
    answer: () => ({ _total_items: 0, errors: [{ title: 'Entity not found', request_id: '0' }] }),
  },
  {
    name: 'fifty in one request',
    path: () => '/api/v4/contacts',
    body: () => Array.from({ length: 50 }, (_, at) => ({ name: `Of many ${String(at)}` })),
    status: 200,
  },
  {
    name: 'PHP makes a lead: no name, tags by name',
    path: () => '/api/v4/leads',
    body: ({ admin }) => [
      {
        price: 0,
        responsible_user_id: admin,
        _embedded: { tags: [{ name: 'trade fair' }] },
        request_id: '0',
      },
    ],
    status: 200,
    answer: () => ({ _embedded: { leads: [{ request_id: '0' }] } }),
  },
];

/** In this order: later ones see what earlier ones wrote. */
export const CLIENT_REQUESTS: readonly ClientRequest[] = [...CARD_REQUESTS, ...unsorted, ...lists, ...others];
