import { contactOrCompanyFields } from '../../entities/contactOrCompany.ts';
import { emptyValues } from '../../entities/field.ts';
import type { LeadRecord, ContactOrCompanyRecord } from '../../main/mirror/mirrorRecords.ts';
import type { ListPlace, MirrorWriter } from '../../main/mirror/mirrorWriter.ts';

/** Rows of one transaction while filling: more than a page, to be quick. */
const BATCH = 10_000;
/** A contact in ten has an open lead. */
const LEAD_EVERY = 10;

/**
 * Fills the mirror of a known account with contacts 1 .. `contacts`, each with a company and a mobile number of its own
 * (`digitsOf`) as an agent types it; one in ten with an open lead.
 */
export function fillMirror(writer: MirrorWriter, account: string, contacts: number): void {
  const place: ListPlace = {
    watermark: 0,
    nextHref: null,
    newest: null,
    completedAt: 0,
    walked: 0,
    firstId: null,
    lastId: null,
    total: null,
  };
  const now = Date.now();
  const save = (list: 'contacts' | 'companies', rows: readonly ContactOrCompanyRecord[]): void => {
    writer.savePage(account, { list, rows }, place, now);
  };
  writer.savePage(account, { list: 'users', rows: [{ id: 1, name: 'Agent', isAdmin: false }] }, place, now);
  const statuses = [{ id: 10, name: 'Offer', color: '#99ccff', sort: 10, isIncoming: false }];
  writer.savePage(
    account,
    { list: 'pipelines', rows: [{ id: 1, name: 'Sales', sort: 1, statuses }] },
    place,
    now,
  );
  save(
    'companies',
    Array.from({ length: 1_000 }, (_, index) => contactOrCompany(index + 1, [])),
  );
  for (let from = 1; from <= contacts; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, contacts - from + 1) }, (_, index) => from + index);
    save(
      'contacts',
      ids.map((id) => contactOrCompany(id, [dirtyPhone(id)], 1 + (id % 1_000))),
    );
    const rows = ids.filter((id) => id % LEAD_EVERY === 0).map(lead);
    writer.savePage(account, { list: 'leads', rows }, place, now);
  }
  writer.checkpoint();
}

const contactOrCompany = (
  id: number,
  phones: readonly string[],
  companyId: number | null = null,
): ContactOrCompanyRecord => ({
  ...emptyValues(contactOrCompanyFields),
  id,
  name: nameOf(id),
  companyId,
  responsibleUserId: 1,
  updatedAt: 1_700_000_000 + (id % 1_000_000),
  isDeleted: false,
  phones: phones.map((value) => ({ value, kind: 'MOB' })),
  leadIds: null,
});

const lead = (id: number): LeadRecord => ({
  id,
  name: `Deal ${id}`,
  price: id,
  responsibleUserId: 1,
  pipelineId: 1,
  statusId: 10,
  lossReasonId: null,
  createdAt: 1_690_000_000,
  updatedAt: 1_700_000_000,
  closedAt: null,
  isDeleted: false,
  tags: [],
  customFields: [],
  mainContactId: id,
  contactIds: [id],
  companyIds: [],
});

const FIRST_NAMES = [
  'Александр',
  'Алексей',
  'Анна',
  'Артём',
  'Валентина',
  'Виктор',
  'Галина',
  'Дмитрий',
  'Евгений',
  'Елена',
  'Иван',
  'Игорь',
  'Ирина',
  'Кирилл',
  'Ксения',
  'Людмила',
  'Мария',
  'Максим',
  'Надежда',
  'Наталья',
  'Николай',
  'Олег',
  'Ольга',
  'Павел',
  'Пётр',
  'Роман',
  'Светлана',
  'Сергей',
  'Татьяна',
  'Фёдор',
  'Эльвира',
  'Юлия',
  'Юрий',
  'Яна',
];
const SYLLABLES = [
  'ба',
  'ве',
  'го',
  'ду',
  'жи',
  'за',
  'ко',
  'ле',
  'ма',
  'но',
  'пе',
  'ро',
  'си',
  'та',
  'фе',
  'ча',
  'шу',
  'ёл',
];
const ENDINGS = ['ов', 'ев', 'ин', 'ский', 'енко', 'ова', 'ева', 'ина'];

/** The name of contact `id`: a first name of 34 and a family name of thousands, as unevenly spread as real ones. */
export function nameOf(id: number): string {
  const pick = <T>(list: readonly T[], step: number): T | string => list[step % list.length] ?? '';
  const place = scattered(id, 1_000_003);
  // The square puts a third of all into the first tenth of the family names.
  const family = Math.floor((place / 1_000_003) ** 2 * 46_656);
  const syllables = [family % 18, Math.floor(family / 18) % 18, Math.floor(family / 324) % 18]
    .map((step) => pick(SYLLABLES, step))
    .join('');
  const surname = `${syllables.slice(0, 1).toUpperCase()}${syllables.slice(1)}${pick(ENDINGS, place)}`;
  return `${pick(FIRST_NAMES, place % 613)} ${surname}`;
}

/** The digits of contact `id`, without a plus: a different mobile number for each, spread over the whole range as real ones are. */
export function digitsOf(id: number): string {
  return `79${String(scattered(id, 1_000_000_007)).padStart(9, '0').slice(-9)}`;
}

/** As an agent typed it. */
export function dirtyPhone(id: number): string {
  const digits = digitsOf(id);
  return `8 (${digits.slice(1, 4)}) ${digits.slice(4, 7)}-${digits.slice(7, 9)}-${digits.slice(9)}`;
}

/** Steps through 0 .. size-1 in an order without pattern for a cache, never twice within `size` steps. */
export function scattered(step: number, size: number): number {
  // 7919 and 100,003 are primes that divide none of the sizes used.
  return (step * (size > 1_000_003 ? 7_919_777 : 7_919) + 100_003) % size;
}
