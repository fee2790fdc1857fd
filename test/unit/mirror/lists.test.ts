import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOfDay } from '../../../i18n/calendar.ts';
import type { LeadQuery, Page, ContactOrCompanyQuery } from '../../../main/mirror/readTypes.ts';
import type { ContactOrCompanyRecord, TaskRecord } from '../../../main/mirror/mirrorRecords.ts';
import { type MirrorFile, NOW, createMirrorFile, lead, contactOrCompany } from './mirrorFile.ts';

let mirror: MirrorFile;

beforeEach(() => {
  mirror = createMirrorFile();
});
afterEach(() => {
  mirror.close();
});

const contacts = (...rows: readonly ContactOrCompanyRecord[]): void => {
  mirror.save({ list: 'contacts', rows });
};
const companies = (...rows: readonly ContactOrCompanyRecord[]): void => {
  mirror.save({ list: 'companies', rows });
};
const named = (
  id: number,
  name: string,
  rest: Partial<ContactOrCompanyRecord> = {},
): ContactOrCompanyRecord => contactOrCompany(id, [], { name, ...rest });

/** All rows of a list, page after page. */
function walk<T>(pageAt: (cursor: string | null) => Page<T>): readonly T[] {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = pageAt(cursor);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

describe('contacts and companies', () => {
  const ask = (query: Partial<ContactOrCompanyQuery> = {}) =>
    mirror.reader.contactOrCompanyPage('a', {
      entity: 'contact',
      text: '',
      responsible: null,
      cursor: null,
      limit: 2,
      ...query,
    });
  const ids = (query: Partial<ContactOrCompanyQuery> = {}): readonly number[] =>
    walk((cursor) => ask({ ...query, cursor })).map(({ id }) => id);

  it('come by name in pages that neither repeat nor leave out, equal names included', () => {
    contacts(named(5, 'Яна'), named(2, 'ёлка'), named(3, 'Ежи'), named(9, 'Ежи'), named(1, ''));
    companies(named(7, 'Ежи'));
    mirror.save({ list: 'contacts', rows: [named(4, 'Ежи')] }, 'b');
    expect(ids()).toEqual([1, 3, 9, 2, 5]);
    expect(ask().total).toBe(5);
    expect(ids({ limit: 5 })).toHaveLength(5);
  });

  it('can be those of one user, and are counted anew when they change', () => {
    contacts(named(1, 'A', { responsibleUserId: 8 }), named(2, 'B'), named(3, 'C', { responsibleUserId: 8 }));
    expect(ids({ responsible: 8 })).toEqual([1, 3]);
    expect(ask({ responsible: 8 }).total).toBe(2);
    contacts(named(3, 'C', { responsibleUserId: 7 }));
    expect(ask({ responsible: 8 }).total).toBe(1);
  });

  it('are found by the beginnings of words, the newest first, though few of many fit', () => {
    contacts(
      ...Array.from({ length: 1_500 }, (_, index) =>
        named(index + 1, 'Пётр', { responsibleUserId: index === 0 ? 8 : 7 }),
      ),
    );
    expect(ids({ text: 'ПЕТ', limit: 500 }).slice(0, 2)).toEqual([1_500, 1_499]);
    expect(ids({ text: 'пёт', limit: 400 })).toHaveLength(1_500);
    // The only one lies deeper than one page looks: an empty page with a next leads there.
    const first = ask({ text: 'п', responsible: 8 });
    expect(first).toMatchObject({ rows: [], total: null });
    expect(first.next).not.toBeNull();
    expect(ids({ text: 'п', responsible: 8 })).toEqual([1]);
  });

  it('a cursor that is not ours begins anew', () => {
    contacts(named(1, 'A'));
    expect(ask({ cursor: 'nonsense' }).rows).toHaveLength(1);
    expect(ask({ cursor: Buffer.from('[1]').toString('base64url') }).rows).toHaveLength(1);
  });

  it('a card has phones as they stand in the CRM, mail, tags, company, people and leads, closed ones last', () => {
    mirror.save({ list: 'users', rows: [{ id: 7, name: 'Olga', isAdmin: true }] });
    companies(named(20, 'Ромашка'));
    contacts(
      named(1, 'Иван', {
        companyId: 20,
        phones: [
          { value: '8 495 123-45-67, 89167654321', kind: 'WORK' },
          { value: '+79161234567', kind: 'MOB' },
        ],
        emails: ['i@example.com'],
        tags: ['vip'],
      }),
    );
    mirror.save({
      list: 'leads',
      rows: [
        lead(1, { contactIds: [1], statusId: 142, closedAt: NOW / 1_000 }),
        lead(2, { contactIds: [1], companyIds: [20] }),
      ],
    });
    const joined = '8 495 123-45-67, 89167654321';
    expect(mirror.reader.contactOrCompany('a', { entity: 'contact', id: 1 })).toMatchObject({
      name: 'Иван',
      phone: '+7 495 123 45 67',
      phones: [
        { value: joined, display: '+7 495 123 45 67', e164: '+74951234567', kind: 'WORK' },
        { value: joined, display: '+7 916 765 43 21', kind: 'WORK' },
        { value: '+79161234567', kind: 'MOB' },
      ],
      emails: ['i@example.com'],
      tags: ['vip'],
      company: { id: 20, name: 'Ромашка' },
      responsible: { id: 7, name: 'Olga' },
      responsibleIsMe: true,
      leads: [
        { id: 2, open: true },
        { id: 1, open: false },
      ],
    });
    const company = mirror.reader.contactOrCompany('a', { entity: 'company', id: 20 });
    expect(company?.contacts.map(({ id }) => id)).toEqual([1]);
    expect(company?.leads.map(({ id }) => id)).toEqual([2]);
    expect(mirror.reader.contactOrCompany('a', { entity: 'contact', id: 99 })).toBeNull();
    expect(mirror.reader.contactOrCompany('b', { entity: 'contact', id: 1 })).toBeNull();
  });
});

describe('leads', () => {
  const ask = (query: Partial<LeadQuery> = {}) =>
    mirror.reader.leadPage('a', {
      pipelineId: null,
      statusId: null,
      responsible: null,
      open: null,
      text: '',
      cursor: null,
      limit: 2,
      ...query,
    });
  const ids = (query: Partial<LeadQuery> = {}): readonly number[] =>
    walk((cursor) => ask({ ...query, cursor })).map(({ id }) => id);

  beforeEach(() => {
    const statuses = [
      { id: 20, name: 'Won', color: null, sort: 20, isIncoming: false },
      { id: 10, name: 'Offer', color: '#fff', sort: 10, isIncoming: false },
    ];
    mirror.save({ list: 'pipelines', rows: [{ id: 1, name: 'Sales', sort: 1, statuses }] });
    contacts(named(1, 'Иван'));
    companies(named(2, 'Ромашка'));
    mirror.save({
      list: 'leads',
      rows: [
        lead(1, { name: 'Окна', contactIds: [1], mainContactId: 1, companyIds: [2] }),
        lead(2, { name: 'Двери', statusId: 20, price: 50, responsibleUserId: 8 }),
        lead(3, { name: 'Окна две', statusId: 143, closedAt: NOW / 1_000 }),
        lead(4, { name: 'Чужая', pipelineId: 77, statusId: 700, price: null }),
        lead(5, { name: 'Новая стадия', statusId: 99, price: 7 }),
      ],
    });
  });

  it('come by their last change, by pipeline, stage, user, open or closed, and counted', () => {
    expect(ids()).toEqual([5, 4, 3, 2, 1]);
    expect(ids({ pipelineId: 1 })).toEqual([5, 3, 2, 1]);
    expect(ids({ pipelineId: 1, statusId: 10 })).toEqual([1]);
    expect(ids({ responsible: 8 })).toEqual([2]);
    expect(ids({ open: false })).toEqual([3]);
    expect(ids({ open: true })).toEqual([5, 4, 2, 1]);
    expect(ids({ text: 'ОКН', open: true })).toEqual([1]);
    expect(ask({ open: true }).total).toBe(4);
    expect(ask({ pipelineId: 1, statusId: 10 }).total).toBe(1);
  });

  it('a lead of a pipeline nobody knows is shown without its name', () => {
    expect(mirror.reader.lead('a', 4)).toMatchObject({ name: 'Чужая', pipeline: '', stage: '', open: true });
    expect(mirror.reader.lead('a', 1)).toMatchObject({
      pipeline: 'Sales',
      stage: 'Offer',
      contact: { id: 1, name: 'Иван' },
      company: { id: 2, name: 'Ромашка' },
      contacts: [{ id: 1 }],
      companies: [{ id: 2 }],
    });
    expect(
      mirror.reader.leadBoard('a', { pipelineId: 77, responsible: null, text: '', perStage: 5 }),
    ).toMatchObject([{ statusId: 700, name: '', count: 1, sum: 0, leads: [{ id: 4 }] }]);
  });

  it('stand on the board by stage with count and sum, a stage not known yet included', () => {
    const board = mirror.reader.leadBoard('a', { pipelineId: 1, responsible: null, text: '', perStage: 5 });
    expect(board.map(({ statusId, count, sum }) => [statusId, count, sum])).toEqual([
      [10, 1, 1_000],
      [20, 1, 50],
      [99, 1, 7],
      [143, 1, 1_000],
    ]);
    const found = mirror.reader.leadBoard('a', {
      pipelineId: 1,
      responsible: null,
      text: 'двер',
      perStage: 5,
    });
    expect(found.map(({ count }) => count)).toEqual([0, 1, 0, 0]);
  });

  it('a stage goes on where its column ended', () => {
    mirror.save({ list: 'leads', rows: [lead(6), lead(7), lead(8)] });
    const [offer] = mirror.reader.leadBoard('a', { pipelineId: 1, responsible: null, text: '', perStage: 3 });
    expect(offer?.leads.map(({ id }) => id)).toEqual([8, 7, 6]);
    expect(ids({ pipelineId: 1, statusId: 10, cursor: offer?.next ?? '' }).length).toBeGreaterThan(0);
    expect(ask({ pipelineId: 1, statusId: 10, cursor: offer?.next ?? '' }).rows.map(({ id }) => id)).toEqual([
      1,
    ]);
  });
});

describe('tasks', () => {
  const at = (iso: string): number => Date.parse(iso);
  const task = (id: number, till: string, rest: Partial<TaskRecord> = {}): TaskRecord => ({
    id,
    text: `Task ${id}`,
    typeId: 1,
    entityType: null,
    entityId: null,
    responsibleUserId: 7,
    completeTill: at(till) / 1_000,
    updatedAt: 1,
    isCompleted: false,
    ...rest,
  });
  const now = at('2026-03-10T12:00:00+03:00');

  it('stand by their time: overdue, today and later in the account’s day, and are counted', () => {
    mirror.save({ list: 'taskTypes', rows: [{ id: 1, name: 'Связаться', code: 'FOLLOW_UP' }] });
    contacts(named(3, 'Иван'));
    mirror.save({
      list: 'tasks',
      rows: [
        task(1, '2026-03-10T11:59:59+03:00', { entityType: 'contacts', entityId: 3 }),
        task(2, '2026-03-10T23:59:00+03:00', { entityType: 'customers', entityId: 3 }),
        task(3, '2026-03-11T00:00:00+03:00'),
        task(4, '2026-03-09T00:00:00+03:00', { isCompleted: true }),
        task(5, '2026-03-09T00:00:00+03:00', { responsibleUserId: 8 }),
      ],
    });
    const timezone = 'Europe/Moscow';
    const ids = (scope: 'overdue' | 'today' | 'later' | 'all'): readonly number[] =>
      walk((cursor) => mirror.reader.taskPage('a', { scope, now, timezone, cursor, limit: 1 })).map(
        ({ id }) => id,
      );
    expect(ids('overdue')).toEqual([1]);
    expect(ids('today')).toEqual([2]);
    expect(ids('later')).toEqual([3]);
    expect(ids('all')).toEqual([1, 2, 3]);
    expect(mirror.reader.taskCounts('a', now, timezone)).toEqual({ overdue: 1, today: 1, later: 1 });
    // Further east it is tomorrow sooner.
    expect(mirror.reader.taskCounts('a', now, 'Asia/Vladivostok')).toEqual({
      overdue: 1,
      today: 0,
      later: 2,
    });
    expect(mirror.reader.tasksOf('a', { entity: 'contact', id: 3 })).toMatchObject([
      { id: 1, type: 'Связаться', target: { entity: 'contact', id: 3, name: 'Иван' } },
    ]);
  });

  it('a day ends at midnight, though the clocks are changed that day', () => {
    const berlin = 'Europe/Berlin';
    expect(endOfDay(at('2026-03-29T00:30:00+01:00'), berlin)).toBe(at('2026-03-30T00:00:00+02:00'));
    expect(endOfDay(at('2026-10-25T00:30:00+02:00'), berlin)).toBe(at('2026-10-26T00:00:00+01:00'));
    expect(endOfDay(at('2026-03-10T23:59:59.999+03:00'), 'Europe/Moscow')).toBe(
      at('2026-03-11T00:00:00+03:00'),
    );
    expect(endOfDay(now, 'Nowhere/Land')).toBeGreaterThan(now);
  });
});

describe('the dictionary', () => {
  it('has pipelines and stages in their order, and forgets those that are gone', () => {
    const pipeline = (id: number, sort: number) => ({ id, name: `P${id}`, sort, statuses: [] });
    mirror.save({ list: 'pipelines', rows: [pipeline(1, 2), pipeline(2, 1)] });
    expect(mirror.reader.dictionary('a').pipelines.map(({ id }) => id)).toEqual([2, 1]);
    mirror.save({ list: 'pipelines', rows: [pipeline(1, 2)] });
    mirror.save({ list: 'lossReasons', rows: [{ id: 5, name: 'Дорого', sort: 1 }] });
    expect(mirror.reader.dictionary('a')).toMatchObject({
      pipelines: [{ id: 1 }],
      lossReasons: [{ id: 5, name: 'Дорого' }],
    });
    expect(mirror.reader.dictionary('b').pipelines).toEqual([]);
  });
});
