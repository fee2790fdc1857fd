import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentWrite, WriteView } from '../../../../preload/contract.ts';
import { writeFacts } from '../../../../main/writes/writeFacts.ts';
import { createContactService } from '../../../../main/views/contact/contactService.ts';
import { createMirrorFile, lead, contactOrCompany } from '../../mirror/mirrorFile.ts';
import type { MirrorFile } from '../../mirror/mirrorFile.ts';
import { noNames } from '../viewsUnderTest.ts';

const IVAN = { entity: 'contact', id: 1 } as const;
let mirror: MirrorFile;
let writes: WriteView[];
beforeEach(() => {
  mirror = createMirrorFile();
  writes = [];
  mirror.save({ list: 'companies', rows: [contactOrCompany(5, ['+74950000000'], { name: 'Ромашка' })] });
  mirror.save({
    list: 'contacts',
    rows: [
      contactOrCompany(1, ['+79161234567', '8 916 765-43-21'], { name: 'Иван', companyId: 5 }),
      contactOrCompany(2, [], { name: 'Анна', responsibleUserId: 99 }),
    ],
  });
  mirror.save({ list: 'leads', rows: [lead(9, { contactIds: [1], price: 5_000 })] });
});
afterEach(() => mirror.close());

const write = (what: AgentWrite, changes: Partial<WriteView> = {}): void => {
  writes.push({
    id: writes.length + 1,
    callId: null,
    write: what,
    state: 'waiting',
    ...writeFacts(what, changes.failure ?? null),
    words: '',
    createdAt: 1_700_000_000_000,
    retryAt: null,
    changeable: true,
    remoteId: null,
    ...changes,
  });
};
/** Ids the CRM gave to what writes made. */
const madeAs = new Map<number, number>();
const desk = () =>
  createContactService({
    mirror: mirror.reader,
    writesOf: () => writes,
    settingOf: () => noNames,
    madeAs: (_account, writeId) => madeAs.get(writeId) ?? null,
    clientOf: () => null,
    remember: () => undefined,
    changed: () => undefined,
  });
const page = (changes: { text?: string; entity?: 'contact' | 'company' } = {}) =>
  desk().page('a', { entity: 'contact', text: '', responsible: null, cursor: null, limit: 50, ...changes });
const card = () => desk().card('a', IVAN, false);

describe('a list of people', () => {
  it('is the copy, by name', () => {
    expect(page().rows.map(({ name, company, pending }) => [name, company?.name, pending])).toEqual([
      ['Анна', undefined, null],
      ['Иван', 'Ромашка', null],
    ]);
  });

  it('shows a changed name and number at once, and that they are on their way', () => {
    write({
      kind: 'patchContact',
      target: IVAN,
      name: 'Иван Петров',
      phones: { before: ['+79161234567', '8 916 765-43-21'], after: ['+79160000000'] },
    });
    expect(page().rows[1]).toMatchObject({
      name: 'Иван Петров',
      phone: '+79160000000',
      pending: { state: 'waiting', failure: null },
    });
  });

  it('says why a change was refused', () => {
    write(
      { kind: 'patchContact', target: IVAN, name: 'Ваня' },
      { state: 'failed', failure: 'changedMeanwhile' },
    );
    expect(page().rows[1]?.pending).toEqual({ state: 'failed', failure: 'changedMeanwhile' });
  });

  it('begins with people the CRM has not got, where their names fit', () => {
    write({ kind: 'newContact', name: 'Новый Человек', phones: ['+79990000001'], evenIfDuplicates: false });
    expect(page().rows[0]).toMatchObject({ id: -1, name: 'Новый Человек', phone: '+79990000001' });
    expect(page().total).toBe(3);
    expect(page({ text: 'чел' }).rows.map(({ id }) => id)).toEqual([-1]);
    expect(page({ text: 'ива' }).rows.map(({ id }) => id)).toEqual([1]);
    expect(page({ entity: 'company' }).rows.map(({ id }) => id)).toEqual([5]);
  });

  it('does not show a person twice who is in the CRM by now', () => {
    write(
      { kind: 'newContact', name: 'Анна', phones: [], evenIfDuplicates: false },
      { state: 'sent', remoteId: 2 },
    );
    expect(page().rows.map(({ id }) => id)).toEqual([2, 1]);
  });
});

describe('a card', () => {
  it('has everything of the copy', () => {
    expect(card()).toMatchObject({
      contactOrCompany: {
        name: 'Иван',
        company: { id: 5, name: 'Ромашка' },
        phones: [{ value: '+79161234567' }, {}],
      },
      leads: [{ id: 9, price: 5_000 }],
      notes: null,
      freshness: 'local',
    });
  });

  it('is of another account for another account', () => {
    expect(desk().card('b', IVAN, false).contactOrCompany).toBeNull();
  });

  it('shows numbers that stay as they were read, and new ones as they were typed', () => {
    write({
      kind: 'patchContact',
      target: IVAN,
      phones: { before: [], after: ['8 916 765-43-21', '+7 999 1'] },
    });
    expect(card().contactOrCompany?.phones).toMatchObject([
      { value: '8 916 765-43-21', e164: '+79167654321' },
      { value: '+7 999 1', e164: null },
    ]);
  });

  it('shows a note, a task and a deal that wait for the CRM, and nobody else’s', () => {
    write({ kind: 'addNote', target: IVAN, text: 'Ждёт звонка' });
    write({ kind: 'addNote', target: { entity: 'contact', id: 2 }, text: 'Другая' });
    write({
      kind: 'createTask',
      target: IVAN,
      text: 'Позвонить',
      typeId: 1,
      completeTill: 1_800_000_000,
      responsible: null,
    });
    write({
      kind: 'createLead',
      name: 'Окна',
      price: 100,
      pipelineId: null,
      statusId: null,
      responsible: null,
      contact: IVAN,
    });
    expect(card()).toMatchObject({
      notes: [{ id: null, text: 'Ждёт звонка', pending: { state: 'waiting' } }],
      tasks: [{ id: -3, text: 'Позвонить', pending: { state: 'waiting' } }],
      leads: [{ id: -4, name: 'Окна', pending: { state: 'waiting' } }, { id: 9 }],
    });
  });

  it('of somebody not in the CRM yet shows what was written', () => {
    write({ kind: 'newContact', name: 'Новый', phones: ['+79990000001'], evenIfDuplicates: false });
    expect(desk().card('a', { entity: 'contact', id: -1 }, true)).toMatchObject({
      contactOrCompany: { name: 'Новый', phones: [{ value: '+79990000001' }] },
      freshness: 'local',
    });
  });

  it('of somebody not in the CRM yet shows what was changed and hung on them since, before and after they have an id', () => {
    const target = { entity: 'contact', id: -1 } as const;
    write({ kind: 'newContact', name: 'Новый', phones: ['+79990000001'], evenIfDuplicates: false });
    write({ kind: 'patchContact', target, name: 'Новый Человек' });
    write({ kind: 'addNote', target, text: 'Ждёт звонка' });
    const hung = {
      contactOrCompany: { id: -1, name: 'Новый Человек', phones: [{ value: '+79990000001' }] },
      leads: [{ id: -4, name: 'Окна' }],
      notes: [{ text: 'Ждёт звонка' }],
      tasks: [{ id: -5 }],
    };
    const deal = { name: 'Окна', price: 1, pipelineId: null, statusId: null, responsible: null };
    write({ kind: 'createLead', ...deal, contact: target });
    const task = { text: 'Позвонить', typeId: 1, completeTill: 1_800_000_000, responsible: null };
    write({ kind: 'createTask', target, ...task });
    expect(desk().card('a', target, false)).toMatchObject(hung);
    expect(page({ text: 'нов' }).rows).toMatchObject([{ id: -1, name: 'Новый Человек' }]);
    // Sent, and what followed is about its id; the mirror has not heard of it.
    madeAs.set(1, 777);
    writes = writes.map((view): WriteView => {
      if (view.id === 1) return { ...view, state: 'sent', remoteId: 777 };
      return view.write.kind === 'patchContact'
        ? { ...view, write: { ...view.write, target: { entity: 'contact', id: 777 } } }
        : view;
    });
    expect(desk().card('a', target, false)).toMatchObject({ contactOrCompany: hung.contactOrCompany });
    expect(page({ text: 'нов' }).rows).toMatchObject([{ id: -1, name: 'Новый Человек' }]);
  });

  it('of somebody made here is the one of the copy as soon as that has them', () => {
    write(
      { kind: 'newContact', name: 'Анна', phones: [], evenIfDuplicates: false },
      { state: 'sent', remoteId: 2 },
    );
    madeAs.set(1, 2);
    expect(desk().card('a', { entity: 'contact', id: -1 }, false).contactOrCompany).toMatchObject({
      id: 2,
      name: 'Анна',
    });
    writes.length = 0;
    expect(desk().card('a', { entity: 'contact', id: -1 }, false).contactOrCompany).toMatchObject({ id: 2 });
    madeAs.clear();
    expect(desk().card('a', { entity: 'contact', id: -1 }, false)).toMatchObject({
      contactOrCompany: null,
      freshness: 'gone',
    });
  });

  it('says that the CRM cannot be asked without a sign-in', () => {
    expect(desk().card('a', IVAN, true)).toMatchObject({ freshness: 'offline', failure: 'noToken' });
  });
});
