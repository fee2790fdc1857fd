import { formEncoded } from '../../../sandbox/webhooks/form.ts';

/** The account of every body here. */
const ACCOUNT = { subdomain: 'demo', id: '31000001', _links: { self: 'https://demo.amocrm.ru' } };

/** A body as the CRM posts it, of one account. */
export const body = (entity: object, account: object | null = ACCOUNT): string =>
  formEncoded({ ...entity, ...(account && { account }) });

const times = { date_create: '1726572752', last_modified: '1726572758' };
const times4 = { created_at: '1726572752', updated_at: '1726572758' };
const people = {
  responsible_user_id: '11087123',
  modified_user_id: '11087124',
  created_user_id: '11087125',
};

const FIELDS = {
  select: { id: '1246489', name: 'Select', values: [{ value: '2', enum: '908107' }] },
  date: { id: '1246491', name: 'Date', values: ['1725915600'] },
  radio: { id: '791730', name: 'Radio', values: { value: '2', enum: '566642' } },
  phone: {
    id: '771906',
    name: 'Телефон',
    values: [{ value: '+79991234567', enum: '552476' }],
    code: 'PHONE',
  },
  text: { id: '5', name: 'Text', values: [{ value: 'a & b = c [0] + 100 %' }] },
};

export const LEAD = {
  id: '15318175',
  name: 'Сделка #15318175',
  status_id: '67548619',
  price: '1000',
  ...people,
  ...times,
  pipeline_id: '8572511',
  tags: [{ id: '1', name: 'vip' }],
  account_id: '31000001',
  custom_fields: [FIELDS.select, FIELDS.date, FIELDS.text],
  ...times4,
};

export const CONTACT = {
  id: '17611273',
  name: 'Иван Иванов',
  ...people,
  ...times,
  account_id: '31000001',
  custom_fields: [FIELDS.phone, FIELDS.radio],
  ...times4,
  type: 'contact',
};

export const COMPANY = {
  ...CONTACT,
  id: '17611300',
  name: 'ООО «Ромашка»',
  linked_leads_id: { 15318175: { ID: '15318175' }, 15318176: { ID: '15318176' } },
  type: 'company',
};

const TASK = {
  id: '1564885',
  element_id: '15318175',
  element_type: '2',
  task_type: '1',
  date_create: '2024-09-17 16:43:34',
  text: 'Перезвонить',
  status: '0',
  account_id: '31000001',
  created_user_id: '11087123',
  last_modified: '2024-09-17 16:43:35',
  responsible_user_id: '11087123',
  complete_till: '2024-09-18 23:59:00',
  complete_before: '1726693140',
  action_close: '0',
  main_user: '11087123',
};

const CALL = {
  UNIQ: 'c3f1',
  SRC: 'softphone',
  PHONE: '+79991234567',
  DURATION: '65',
  LINK: 'https://pbx.test/r/c3f1.mp3',
  call_status: '4',
  call_result: 'ok',
};

export const note = (kind: string, text: string, more: object = {}): object => ({
  note: {
    text,
    attachement: '',
    date_create: '2024-09-17 16:43:34',
    note_type: kind,
    element_type: '1',
    element_id: '17611273',
    catalog_id: '0',
    group_id: '0',
    timestamp_x: '2024-09-17 16:44:11',
    account_id: '31000001',
    metadata: JSON.stringify({ event_source: { id: 11087123, author_name: 'Demo', type: 1 } }),
    created_by: '11087123',
    modified_by: '11087123',
    main_user_id: '11087123',
    id: '4600607',
    created_at: '1726580614',
    updated_at: '1726580651',
  },
  ...more,
});

const SIP = {
  uid: 'f575b7',
  category: 'sip',
  source_data: { from: '+79991234567', phone: '+74950000000', service: 'pbx' },
  data: { leads: ['15258873'] },
  pipeline_id: '8572511',
  lead_id: '15258873',
  created_at: '1726392264',
};

/** Every event of crm-api.md 5.1 and 5.2 as one body, named `{entity} {action}` as the parser names it. */
export const BODIES: Readonly<Record<string, string>> = {
  'lead add': body({ leads: { add: [LEAD] } }),
  'lead update': body({ leads: { update: [{ ...LEAD, old_status_id: '67548607' }] } }),
  'lead status': body({
    leads: { status: [{ ...LEAD, old_status_id: '67548607', old_pipeline_id: '8572510' }] },
  }),
  'lead responsible': body({ leads: { responsible: [{ ...LEAD, old_responsible_user_id: '11087126' }] } }),
  'lead delete': body({
    leads: { delete: [{ id: '12345678', status_id: '67548607', pipeline_id: '8572511' }] },
  }),
  'lead restore': body({ leads: { restore: [LEAD] } }),
  'contact add': body({ contacts: { add: [CONTACT] } }),
  'contact update': body({ contacts: { update: [{ ...CONTACT, old_responsible_user_id: '11087126' }] } }),
  'contact responsible': body({ contacts: { responsible: [CONTACT] } }),
  'contact delete': body({ contacts: { delete: [{ id: '17611273', type: 'contact' }] } }),
  'contact restore': body({ contacts: { restore: [CONTACT] } }),
  'company add': body({ contacts: { add: [COMPANY] } }),
  'company update': body({ contacts: { update: [COMPANY] } }),
  'company responsible': body({ contacts: { responsible: [COMPANY] } }),
  'company delete': body({ contacts: { delete: [{ id: '17611300', type: 'company' }] } }),
  'company restore': body({ contacts: { restore: [COMPANY] } }),
  'customer add': body({ customers: { add: [{ id: '7', name: 'Buyer', ...people, ...times4 }] } }),
  'customer update': body({
    customers: { update: [{ id: '7', next_price: '10.5', next_date: '1726693140' }] },
  }),
  'customer responsible': body({ customers: { responsible: [{ id: '7' }] } }),
  'customer delete': body({ customers: { delete: [{ id: '7' }] } }),
  'task add': body({ task: { add: [TASK] } }),
  'task update': body({
    task: { update: [{ ...TASK, status: '1', action_close: '1', result: { id: '4', text: 'Дозвонился' } }] },
  }),
  'task responsible': body({ task: { responsible: [{ ...TASK, old_responsible_user_id: '11087126' }] } }),
  'task delete': body({ task: { delete: [{ id: '1564885' }] } }),
  'unsorted add': body({ unsorted: { add: [SIP] } }),
  'unsorted update': body({ unsorted: { update: [SIP] } }),
  'unsorted delete': body({
    unsorted: {
      delete: [
        {
          action: 'accept',
          uid: 'f575b7',
          accept_result: { leads: ['15258873'] },
          category: 'sip',
          created_at: '1726392264',
          modified_user_id: '11087123',
        },
      ],
    },
  }),
  'message add': body({
    message: {
      add: [
        {
          id: '0f1c2d',
          chat_id: 'c-1',
          talk_id: '22',
          contact_id: '17611273',
          text: 'Здравствуйте! 👋',
          created_at: '1726580614',
          element_type: '2',
          entity_type: 'lead',
          element_id: '15318175',
          entity_id: '15318175',
          type: 'incoming',
          author: { id: 'a-1', type: 'external', name: 'Иван' },
          origin: 'telegram',
        },
      ],
    },
  }),
  'talk add': body({
    talk: { add: [{ talk_id: '22', contact_id: '17611273', is_in_work: '1', is_read: '0' }] },
  }),
  'talk update': body({ talk: { update: [{ talk_id: '22', is_in_work: '0', rate: '5' }] } }),
  'catalog add': body({ catalogs: { add: [{ id: '3', name: 'Goods', type: 'catalog' }] } }),
  'catalog update': body({ catalogs: { update: [{ id: '3', name: 'Goods', type: 'catalog' }] } }),
  'catalog delete': body({ catalogs: { delete: [{ id: '3', type: 'catalog' }] } }),
  'note add': body({ contacts: { note: [note('10', JSON.stringify(CALL), { type: 'contact' })] } }),
};

/** Notes on each kind of card, and of each kind. */
export const NOTES = {
  callOut: body({ leads: { note: [note('11', JSON.stringify(CALL))] } }),
  common: body({ leads: { note: [note('4', 'Позвонить\nзавтра')] } }),
  file: body({ contacts: { note: [note('5', 'offer.pdf', { type: 'company' })] } }),
  brokenJson: body({ leads: { note: [note('10', '{"UNIQ":')] } }),
  customer: body({ customers: { note: [note('4', 'hello')] } }),
};
