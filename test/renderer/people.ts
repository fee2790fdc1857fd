import type { Account, Lead, Match } from '../../preload/contract.ts';

/** The moment all pictures are taken at, Unix ms: a Monday, 14:32 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 14, 32, 10);
export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const russianAccount: Account = {
  key: 'sandbox:1:1',
  zone: 'sandbox',
  subdomain: 'romashka',
  host: 'romashka.amocrm.ru',
  accountId: 1,
  name: 'ООО «Ромашка»',
  crmName: 'ООО «Ромашка»',
  userId: 1,
  userName: 'Анна Кузнецова',
  colour: '#2f7d4f',
  currency: 'RUB',
  region: 'RU',
  timezone: 'Europe/Moscow',
  state: 'ready',
  way: 'browser',
  tokenEndsAt: null,
  clockAhead: 0,
  sessionOnly: false,
};

export const englishAccount: Account = {
  ...russianAccount,
  key: 'sandbox:2:1',
  subdomain: 'northwind',
  host: 'northwind.kommo.com',
  accountId: 2,
  name: 'Northwind Traders',
  crmName: 'Northwind Traders',
  userName: 'Emma Clarke',
  colour: '#8a3ffc',
  currency: 'USD',
  region: 'US',
  timezone: null,
};

/** A lead with everything known. */
export const lead = (id: number, name: string, stage: string, price: number | null): Lead => ({
  id,
  name,
  stage,
  pipeline: 'Sales',
  stageColour: ['#99ccff', '#ffcc66', '#87f2c0'][id % 3] ?? null,
  price,
  responsible: null,
  open: true,
});

export const emma: Match = {
  entity: 'contact',
  id: 11,
  name: 'Margaret Osborne',
  company: 'Osborne & Daughters Ltd',
  phone: '+1 202 555-0143',
  responsible: 'Emma Clarke',
  responsibleIsMe: true,
  leads: [
    lead(101, 'Office fit-out, second floor', 'Offer sent', 18_400),
    lead(102, 'Maintenance contract 2027', 'First contact', null),
    lead(103, 'Meeting room chairs', 'Negotiation', 3_950),
  ],
  lastContact: {
    at: NOW - DAY - 90 * MINUTE,
    kind: 'callOut',
    text: 'Asked for the price of the blinds',
    by: { name: 'Emma Clarke', isMe: true },
  },
  earlier: [
    {
      at: NOW - 3 * DAY,
      kind: 'callIn',
      text: 'Wants them in grey, by March',
      duration: 192_000,
      result: 4,
      by: { name: 'Emma Clarke', isMe: true },
    },
    {
      at: NOW - 6 * DAY,
      kind: 'note',
      text: 'Quote sent',
      duration: null,
      result: null,
      by: { name: 'John Baker', isMe: false },
    },
    { at: NOW - 8 * DAY, kind: 'callIn', text: '', duration: 0, result: null, by: null },
  ],
  certainty: 'certain',
  updatedAt: NOW - DAY,
};

export const maria: Match = {
  ...emma,
  id: 12,
  name: 'Мария Соколова',
  company: 'ИП Соколова М. В.',
  phone: '+7 916 123-45-67',
  responsible: 'Анна Кузнецова',
  leads: [
    lead(101, 'Ремонт офиса, второй этаж', 'Отправлено предложение', 1_840_000),
    lead(102, 'Договор обслуживания', 'Первый контакт', null),
    lead(103, 'Стулья в переговорную', 'Переговоры', 95_000),
    lead(104, 'Жалюзи', 'Переговоры', 18_000),
    lead(105, 'Двери', 'Переговоры', 44_000),
  ],
  lastContact: { at: NOW - DAY - 90 * MINUTE, kind: 'callOut', text: 'Спросила о цене жалюзи' },
};

/** Somebody of a family or an office that shares one number. */
export const other = (id: number, name: string, company: string | null, leads: readonly Lead[]): Match => ({
  ...emma,
  id,
  name,
  company,
  leads: [...leads],
  responsible: 'John Baker',
  responsibleIsMe: false,
  lastContact: null,
});

export const longName = 'Бесконечная'.repeat(910);
export const rightToLeft = 'عبد الرحمن بن محمد الفارسي';

/** Three who share a number, ranked. */
export const family = [
  emma,
  other(21, 'Peter Osborne', 'Osborne & Daughters Ltd', [lead(201, 'Reception desk', 'Negotiation', 7_200)]),
  other(22, 'Osborne & Daughters Ltd', null, []),
];
