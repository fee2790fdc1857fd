import { contactOrCompanyCardFields } from '../../entities/contactOrCompany.ts';
import { emptyValues } from '../../entities/field.ts';
import type {
  LeadNote,
  LeadRow,
  ContactOrCompanyCard,
  ContactOrCompanyRow,
  SearchHit,
  TaskRow,
} from '../../preload/contract.ts';
import { longName, MINUTE, NOW, rightToLeft } from './people.ts';

const DAY = 24 * 60 * MINUTE;

/** A person of the list, changed where a picture needs it. */
export const person = (id: number, changes: Partial<ContactOrCompanyRow> = {}): ContactOrCompanyRow => ({
  entity: 'contact',
  id,
  name: 'Margaret Osborne',
  phone: '+1 202 555-0143',
  company: { id: 31, name: 'Osborne & Daughters Ltd' },
  responsible: 'Emma Clarke',
  responsibleIsMe: true,
  updatedAt: NOW - DAY,
  deal: { stage: 'Offer sent', colour: '#99ccff' },
  pending: null,
  ...changes,
});

const first = ['Alice', 'Boris', 'Carla', 'Дарья', 'Emma', 'Фёдор', 'Grace', 'Игорь'];
const last = ['Adams', 'Белов', 'Clarke', 'Dawson', 'Ершова', 'Fischer'];

/** A long list with everything that can be odd about a row among its first ones. */
export const people: readonly ContactOrCompanyRow[] = [
  person(11),
  person(12, { name: longName, phone: '+7 916 123-45-67', company: { id: 32, name: longName } }),
  person(13, { name: rightToLeft, responsibleIsMe: false, responsible: 'John Baker' }),
  person(14, { name: '', company: null, phone: '', responsibleIsMe: false, responsible: null }),
  person(-3, {
    name: 'Peter Osborne',
    company: null,
    pending: { state: 'waiting', failure: 'network' },
  }),
  person(15, { name: 'Мария Соколова', pending: { state: 'failed', failure: 'changedMeanwhile' } }),
  ...Array.from({ length: 500 }, (_, index) =>
    person(100 + index, {
      name: `${first[index % first.length] ?? ''} ${last[index % last.length] ?? ''} ${index}`,
      phone: `+1 202 555-${String(1000 + index)}`,
      company: index % 3 === 0 ? null : { id: 40, name: 'Northwind Traders' },
    }),
  ),
];

export const companies: readonly ContactOrCompanyRow[] = [
  person(31, { entity: 'company', name: 'Osborne & Daughters Ltd', company: null }),
  person(33, { entity: 'company', name: 'ИП Соколова М. В.', company: null, phone: '' }),
];

const deal = (id: number, changes: Partial<LeadRow> = {}): LeadRow => ({
  id,
  name: 'Office fit-out, second floor',
  price: 18_400,
  pipelineId: 1,
  pipeline: 'Sales',
  statusId: 3,
  stage: 'Offer sent',
  stageColour: '#99ccff',
  outcome: 'open',
  responsibleId: 1,
  responsible: 'Emma Clarke',
  contact: 'Margaret Osborne',
  contactRef: { entity: 'contact', id: 11 },
  nextTask: null,
  updatedAt: NOW - DAY,
  pending: null,
  ...changes,
});

const task = (id: number, changes: Partial<TaskRow> = {}): TaskRow => ({
  id,
  text: 'Send the price of the blinds',
  typeId: 1,
  type: 'Contact',
  completeTill: NOW + DAY,
  responsibleId: 1,
  responsible: 'Emma Clarke',
  about: { entity: 'contact', id: 11, name: 'Margaret Osborne' },
  person: { entity: 'contact', id: 11, name: 'Margaret Osborne', phone: '+1 202 555-0143' },
  pending: null,
  ...changes,
});

const note = (id: number, changes: Partial<LeadNote> = {}): LeadNote => ({
  id,
  at: NOW - DAY,
  kind: 'note',
  text: 'Wants the blinds in light grey. The second floor opens in January.',
  duration: null,
  result: null,
  by: { name: 'Emma Clarke', isMe: true },
  moved: null,
  pending: null,
  ...changes,
});

/** A deal of theirs came to another stage. */
const movedEntry = (id: string, changes: Partial<LeadNote> = {}): LeadNote => ({
  ...note(0, { kind: 'stage', text: '' }),
  id,
  moved: { lead: 'Office fit-out, second floor', from: 'First contact', to: 'Offer sent' },
  ...changes,
});

export const moves: readonly LeadNote[] = [
  movedEntry('01', { at: NOW - 4 * DAY }),
  movedEntry('02', {
    at: NOW - 30 * DAY,
    by: { name: 'John Baker', isMe: false },
    moved: { lead: longName, from: null, to: null },
  }),
];

const phone = (value: string, kind: string | null) => ({ value, display: value, e164: value, kind });

/** A card with everything on it, changed where a picture needs it. */
export const card = (
  changes: Partial<ContactOrCompanyCard> = {},
  contactOrCompany: Partial<NonNullable<ContactOrCompanyCard['contactOrCompany']>> = {},
): ContactOrCompanyCard => ({
  contactOrCompany: {
    ...person(11),
    ...emptyValues(contactOrCompanyCardFields),
    phones: [phone('+1 202 555-0143', 'WORK'), phone('+1 202 555-0188', 'MOB')],
    emails: ['margaret@osborne.example'],
    tags: ['wholesale', 'friendly'],
    contacts: [],
    ...contactOrCompany,
  },
  leads: [
    deal(101),
    deal(102, { name: 'Maintenance contract 2027', stage: 'First contact', price: null }),
    deal(-4, { name: 'Meeting room chairs', price: 3_950, pending: { state: 'waiting', failure: null } }),
    deal(104, { name: 'Reception desk', outcome: 'won', stage: 'Won', price: 7_200 }),
  ],
  tasks: [
    task(51, { completeTill: NOW - 2 * DAY, text: 'Call about the delivery date' }),
    task(52),
    task(-6, { text: 'Measure the windows', pending: { state: 'failed', failure: 'validation' } }),
  ],
  notes: [
    note(0, {
      id: null,
      at: NOW - MINUTE,
      text: 'Asked to call on Friday.',
      pending: { state: 'waiting', failure: 'network' },
    }),
    note(71, {
      kind: 'callIn',
      hasRecording: true,
      at: NOW - 90 * MINUTE,
      text: 'Wants 20 machines instead of 12, delivery on Fridays only. Asked for the terms with a buy-out.',
      duration: 184_000,
      result: 4,
    }),
    note(72),
    note(73, { kind: 'callOut', text: '', duration: 0, result: 6, at: NOW - 3 * DAY }),
    note(75, { kind: 'callIn', text: '', duration: 0, at: NOW - 20 * DAY, by: null }),
    note(76, { text: longName, at: NOW - 21 * DAY, by: { name: longName, isMe: false } }),
    note(77, {
      text: rightToLeft,
      at: NOW - 60 * DAY,
      by: { name: 'John Baker', isMe: false },
    }),
  ],
  freshness: 'fresh',
  failure: null,
  ...changes,
});

const hit = (
  entity: SearchHit['entity'],
  id: number,
  name: string,
  changes: Partial<SearchHit> = {},
): SearchHit => ({
  entity,
  id,
  name,
  context: null,
  phone: '',
  responsible: 'Emma Clarke',
  responsibleIsMe: true,
  stage: null,
  price: null,
  calledAt: null,
  ...changes,
});

/** What a search finds in the copy, and what the CRM adds to it. */
export const hits = {
  copy: [
    hit('contact', 11, 'Margaret Osborne', {
      context: 'Osborne & Daughters Ltd',
      phone: '+1 202 555-0143',
      stage: { name: 'Offer sent', colour: '#99ccff' },
      calledAt: NOW - 20 * MINUTE,
    }),
    hit('contact', 12, longName, { phone: '+7 916 123-45-67' }),
    hit('contact', 13, rightToLeft, { responsible: null, responsibleIsMe: false }),
    hit('company', 31, 'Osborne & Daughters Ltd'),
    hit('lead', 101, 'Office fit-out, second floor', {
      context: 'Margaret Osborne',
      stage: { name: 'Offer sent', colour: '#99ccff' },
      price: 18_400,
    }),
  ],
  crm: [
    hit('contact', 11, 'Margaret Osborne'),
    hit('contact', 91, 'Peter Osborne', { phone: '+1 202 555-0199' }),
  ],
} as const satisfies { copy: readonly SearchHit[]; crm: readonly SearchHit[] };
