import type { BoardStage, Dictionary, LeadCard, LeadRow, TaskRow } from '../../preload/contract.ts';
import type { DealsFixture } from './fixture.ts';
import { emma, englishAccount, longName, MINUTE, NOW, rightToLeft } from './people.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const stages = [
  { id: 11, name: 'First contact', colour: '#99ccff', isIncoming: false },
  { id: 12, name: 'Negotiation', colour: '#ffcc66', isIncoming: false },
  { id: 13, name: 'Offer sent', colour: '#87f2c0', isIncoming: false },
  { id: 142, name: 'Closed - won', colour: '#ccff66', isIncoming: false },
  { id: 143, name: 'Closed - lost', colour: '#d5d8db', isIncoming: false },
];

export const dictionary: Dictionary = {
  pipelines: [
    { id: 1, name: 'Sales', statuses: stages },
    { id: 2, name: 'Service and repairs', statuses: stages.slice(1) },
  ],
  users: [
    { id: englishAccount.userId, name: englishAccount.userName },
    { id: 2, name: 'John Baker' },
    { id: 3, name: '' },
  ],
  taskTypes: [
    { id: 1, name: 'Call', code: 'FOLLOW_UP' },
    { id: 2, name: 'Meeting', code: 'MEETING' },
  ],
  lossReasons: [
    { id: 1, name: 'Too expensive' },
    { id: 2, name: 'Chose a competitor' },
  ],
};

export const leadRow = (id: number, changes: Partial<LeadRow> = {}): LeadRow => ({
  id,
  name: `Office fit-out ${id}`,
  price: 18_400,
  pipelineId: 1,
  pipeline: 'Sales',
  statusId: 11,
  stage: 'First contact',
  stageColour: '#99ccff',
  outcome: 'open',
  responsibleId: englishAccount.userId,
  responsible: englishAccount.userName,
  contact: emma.name,
  contactRef: { entity: 'contact', id: 11 },
  nextTask: { text: 'Call about the offer', at: NOW + id * HOUR },
  updatedAt: NOW - id * HOUR,
  pending: null,
  ...changes,
});

const rows: readonly LeadRow[] = [
  leadRow(1, {
    name: 'Office fit-out, second floor',
    nextTask: { text: 'Send the plan', at: NOW - 4 * DAY },
  }),
  leadRow(2, {
    nextTask: null,
    name: 'Meeting room chairs',
    price: 3_950,
    pending: { state: 'waiting', failure: null },
  }),
  leadRow(3, {
    name: longName,
    contact: longName,
    pending: { state: 'failed', failure: 'forbidden' },
  }),
  leadRow(4, { statusId: 12, stage: 'Negotiation', name: rightToLeft, contact: rightToLeft, price: null }),
  leadRow(5, { statusId: 12, stage: 'Negotiation', responsibleId: 99, responsible: null }),
  leadRow(6, {
    statusId: 13,
    stage: 'Offer sent',
    price: 1_840_000,
    pending: { state: 'waiting', failure: 'network' },
  }),
  leadRow(-7, {
    statusId: 13,
    stage: 'Offer sent',
    name: 'Made a minute ago',
    pending: { state: 'waiting', failure: null },
  }),
];

const boardOf = (leads: readonly LeadRow[]): BoardStage[] =>
  stages.map(({ id, name, colour }) => {
    const own = leads.filter(({ statusId }) => statusId === id);
    return {
      pipelineId: 1,
      statusId: id,
      name,
      colour,
      takesDeals: true,
      outcome: id === 142 ? 'won' : id === 143 ? 'lost' : 'open',
      count: id === 142 ? 1_204 : own.length,
      sum: id === 142 ? 8_412_000 : own.reduce((sum, { price }) => sum + (price ?? 0), 0),
      leads: id === 142 ? [leadRow(8, { statusId: 142, stage: name, outcome: 'won' })] : own,
    };
  });

/** In a pipeline nobody here knows of. */
export const strangeDeal = leadRow(9, {
  pipelineId: 999,
  pipeline: null,
  statusId: 998,
  stage: null,
  stageColour: null,
});

const taskRow = (id: number, changes: Partial<TaskRow> = {}): TaskRow => ({
  id,
  text: 'Call about the offer',
  typeId: 1,
  type: 'Call',
  completeTill: NOW + id * HOUR,
  responsibleId: englishAccount.userId,
  responsible: englishAccount.userName,
  about: { entity: 'lead', id: 1, name: 'Office fit-out, second floor' },
  person: { entity: 'contact', id: 11, name: emma.name, phone: emma.phone },
  pending: null,
  ...changes,
});

const tasks: readonly TaskRow[] = [
  taskRow(1, { text: 'Send the plan of the second floor', completeTill: NOW - 2 * DAY }),
  taskRow(2, { completeTill: NOW - 20 * MINUTE, about: { entity: 'contact', id: 11, name: emma.name } }),
  taskRow(3, { completeTill: NOW + 40 * MINUTE, type: 'Meeting', typeId: 2 }),
  taskRow(4, { text: longName, about: { entity: 'company', id: 5, name: longName } }),
  taskRow(5, {
    text: rightToLeft,
    about: null,
    person: null,
    pending: { state: 'failed', failure: 'forbidden' },
  }),
  taskRow(6, { completeTill: NOW + DAY, about: { entity: 'lead', id: 77, name: null } }),
  taskRow(-8, { completeTill: NOW + 7 * DAY, type: null, pending: { state: 'waiting', failure: null } }),
];

export const card: LeadCard = {
  lead: leadRow(1, { name: 'Office fit-out, second floor' }),
  contacts: [
    { entity: 'contact', id: 11, name: emma.name, phone: emma.phone },
    { entity: 'contact', id: 12, name: null, phone: '' },
    { entity: 'company', id: 5, name: emma.company, phone: '+1 202 555-0100' },
  ],
  lossReason: null,
  tags: ['vip', 'second floor'],
  tasks: tasks.slice(0, 2),
  notes: [
    {
      id: null,
      at: NOW - MINUTE,
      kind: 'note',
      text: 'Wants it in oak',
      duration: null,
      result: null,
      by: { name: null, isMe: true },
      moved: null,
      pending: { state: 'waiting', failure: null },
    },
    {
      id: 2,
      at: NOW - 3 * HOUR,
      kind: 'callOut',
      text: 'Asked for the price of the blinds',
      duration: 83_000,
      result: 4,
      by: { name: 'John Baker', isMe: false },
      moved: null,
      pending: null,
    },
    {
      id: 3,
      at: NOW - 2 * DAY,
      kind: 'note',
      text: 'Measured the rooms.\nTwo windows more than on the plan.',
      duration: null,
      result: null,
      by: { name: 'Emma Clarke', isMe: true },
      moved: null,
      pending: null,
    },
  ],
  freshness: 'fresh',
  failure: null,
};

/** A working day of deals and tasks. */
export const deals: DealsFixture = {
  dictionary,
  board: boardOf(rows),
  page: { rows: [...rows, strangeDeal], next: null, total: 8, failure: null },
  card,
  tasks,
};

export const emptyBoard = boardOf([]).map((stage) => ({ ...stage, count: 0, sum: 0, leads: [] }));
