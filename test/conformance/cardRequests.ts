import type { ClientRequest } from './clientRequest.ts';
import { NOW } from './clientRequest.ts';

const links: readonly ClientRequest[] = [
  {
    name: 'PHP links a contact: its own entity unnamed but present as null, no metadata',
    path: ({ lead }) => `/api/v4/leads/${String(lead)}/link`,
    body: ({ contact }) => [
      {
        entity_type: null,
        entity_id: null,
        to_entity_type: 'contacts',
        to_entity_id: contact,
        metadata: null,
      },
    ],
    status: 200,
    answer: ({ lead, contact }) => ({
      _total_items: 1,
      _embedded: { links: [{ entity_id: lead, entity_type: 'leads', to_entity_id: contact }] },
    }),
  },
  {
    name: 'PHP links a company and names its own entity',
    path: ({ lead }) => `/api/v4/leads/${String(lead)}/link`,
    body: ({ lead, company, admin }) => [
      {
        entity_type: 'leads',
        entity_id: lead,
        to_entity_type: 'companies',
        to_entity_id: company,
        metadata: { updated_by: admin },
      },
    ],
    status: 200,
  },
  {
    name: 'the links of one entity do not say whose they are',
    path: ({ lead }) => `/api/v4/leads/${String(lead)}/links?filter%5Bto_entity_type%5D=contacts`,
    status: 200,
    answer: ({ contact }) => ({
      _total_items: 1,
      _embedded: {
        links: [{ to_entity_id: contact, to_entity_type: 'contacts', metadata: { main_contact: true } }],
      },
    }),
  },
  {
    name: 'the links of many say whose they are',
    path: ({ lead }) => `/api/v4/leads/links?filter%5Bentity_id%5D%5B0%5D=${String(lead)}`,
    status: 200,
    answer: ({ lead }) => ({
      _total_items: 2,
      _embedded: { links: [{ entity_id: lead, entity_type: 'leads' }, { entity_id: lead }] },
    }),
  },
  {
    name: 'PHP unlinks with the same body',
    path: ({ lead }) => `/api/v4/leads/${String(lead)}/unlink`,
    body: ({ lead, company }) => [
      {
        entity_type: 'leads',
        entity_id: lead,
        to_entity_type: 'companies',
        to_entity_id: company,
        metadata: null,
      },
    ],
    status: 204,
  },
  {
    name: '@shevernitskiy/amo unlinks many by the kind of the owner',
    path: () => '/api/v4/leads/unlink',
    body: ({ lead, contact }) => [{ entity_id: lead, to_entity_id: contact, to_entity_type: 'contacts' }],
    status: 204,
  },
];

const tasks: readonly ClientRequest[] = [
  {
    name: 'amocrm-js makes a task with the _embedded it adds to everything',
    path: () => '/api/v4/tasks',
    body: ({ contact }) => [
      {
        text: 'Ring back',
        complete_till: NOW + 3_600,
        entity_id: contact,
        entity_type: 'contacts',
        task_type_id: 1,
        _embedded: {},
      },
    ],
    status: 200,
  },
  {
    name: "amocrm-js asks for an entity's tasks by its id alone",
    path: ({ contact }) => `/api/v4/tasks?filter[entity_id]=${String(contact)}`,
    status: 200,
    answer: ({ contact }) => ({ _embedded: { tasks: [{ entity_id: contact }, { entity_id: contact }] } }),
  },
  {
    name: 'PHP asks for open tasks with every filter it has',
    path: ({ contact, admin, task }) =>
      `/api/v4/tasks?filter%5Bid%5D%5B0%5D=${String(task)}&filter%5Bcreated_by%5D%5B0%5D=${String(admin)}&filter%5Bis_completed%5D=0&filter%5Btask_type_id%5D=1&filter%5Bresponsible_user_id%5D%5B0%5D=${String(admin)}&filter%5Bentity_type%5D=contacts&filter%5Bentity_id%5D%5B0%5D=${String(contact)}&order%5Bcomplete_till%5D=asc&limit=50&page=1`,
    status: 200,
    answer: ({ task }) => ({ _embedded: { tasks: [{ id: task }] } }),
  },
  {
    name: 'PHP changes a task with no request id at all',
    method: 'PATCH',
    path: ({ task }) => `/api/v4/tasks/${String(task)}`,
    body: ({ task }) => ({ id: task, text: 'Later', complete_till: NOW + 7_200, request_id: null }),
    status: 200,
    answer: ({ task }) => ({ id: task }),
  },
  {
    name: 'a task is completed with its result',
    method: 'PATCH',
    path: ({ task }) => `/api/v4/tasks/${String(task)}`,
    body: () => ({ is_completed: true, result: { text: 'Spoke to her' } }),
    status: 200,
  },
];

const notes: readonly ClientRequest[] = [
  {
    name: 'PHP changes notes as a list',
    method: 'PATCH',
    path: () => '/api/v4/contacts/notes',
    body: ({ contact, note }) => [
      {
        entity_id: contact,
        id: note,
        request_id: 'c1',
        note_type: 'common',
        params: { text: 'Wants a call in May' },
      },
    ],
    status: 200,
    answer: ({ contact, note }) => ({
      _embedded: { notes: [{ id: note, entity_id: contact, request_id: 'c1' }] },
    }),
  },
  {
    name: 'PHP changes one note by its id',
    method: 'PATCH',
    path: ({ note }) => `/api/v4/contacts/notes/${String(note)}`,
    body: ({ contact, note }) => ({
      entity_id: contact,
      id: note,
      request_id: '0',
      note_type: 'common',
      params: { text: 'Wants a call in June' },
    }),
    status: 200,
    answer: ({ contact, note }) => ({ id: note, entity_id: contact }),
  },
  {
    name: '@shevernitskiy/amo changes one note below its entity',
    method: 'PATCH',
    path: ({ contact, note }) => `/api/v4/contacts/${String(contact)}/notes/${String(note)}`,
    body: ({ contact }) => ({ entity_id: contact, params: { text: 'Wants a call in July' } }),
    status: 200,
  },
  {
    name: 'a changed note reads so',
    path: ({ contact, note }) => `/api/v4/contacts/${String(contact)}/notes/${String(note)}`,
    status: 200,
    answer: () => ({ note_type: 'common', params: { text: 'Wants a call in July' } }),
  },
  {
    name: 'a call gets its result afterwards',
    method: 'PATCH',
    path: () => '/api/v4/contacts/notes',
    body: ({ contact, callNote }) => [
      { id: callNote, entity_id: contact, params: { call_status: 4, call_result: 'Agreed' } },
    ],
    status: 200,
  },
  {
    name: 'PHP writes null for what it was not told of a call: refused (#570)',
    method: 'PATCH',
    path: ({ callNote }) => `/api/v4/contacts/notes/${String(callNote)}`,
    body: ({ contact }) => ({ entity_id: contact, note_type: 'call_in', params: { link: null } }),
    status: 400,
    answer: () => ({ 'validation-errors': [{ errors: [{ path: 'params.link' }] }] }),
  },
];

/** Links, tasks and notes, in this order: later ones see what earlier ones wrote. */
export const CARD_REQUESTS: readonly ClientRequest[] = [...links, ...tasks, ...notes];
