import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentWrite, WriteView } from '../../../../preload/contract.ts';
import { writeFacts } from '../../../../main/writes/writeFacts.ts';
import { createContactService } from '../../../../main/views/contact/contactService.ts';
import { createMirrorFile, lead, contactOrCompany } from '../../mirror/mirrorFile.ts';
import type { MirrorFile } from '../../mirror/mirrorFile.ts';
import type { CrmClient } from '../../../../main/crm/types/crmClient.ts';
import { openWireClient, page, reply } from '../../crm/wireClient.ts';
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
const service = (client: CrmClient | null = null) =>
  createContactService({
    mirror: mirror.reader,
    writesOf: () => writes,
    settingOf: () => noNames,
    madeAs: (_account, writeId) => madeAs.get(writeId) ?? null,
    clientOf: () => client,
    remember: () => undefined,
    changed: () => undefined,
  });
const list = (changes: { text?: string; entity?: 'contact' | 'company' } = {}) =>
  service().page('a', {
    entity: 'contact',
    text: '',
    responsible: null,
    cursor: null,
    limit: 50,
    ...changes,
  });
const card = () => service().card('a', IVAN, false);

describe('a list of people', () => {
  it('is the copy, by name', () => {
    expect(list().rows.map(({ name, company, pending }) => [name, company?.name, pending])).toEqual([
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
    expect(list().rows[1]).toMatchObject({
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
    expect(list().rows[1]?.pending).toEqual({ state: 'failed', failure: 'changedMeanwhile' });
  });

  it('begins with people the CRM has not got, where their names fit', () => {
    write({ kind: 'newContact', name: 'Новый Человек', phones: ['+79990000001'], evenIfDuplicates: false });
    expect(list().rows[0]).toMatchObject({ id: -1, name: 'Новый Человек', phone: '+79990000001' });
    expect(list().total).toBe(3);
    expect(list({ text: 'чел' }).rows.map(({ id }) => id)).toEqual([-1]);
    expect(list({ text: 'ива' }).rows.map(({ id }) => id)).toEqual([1]);
    expect(list({ entity: 'company' }).rows.map(({ id }) => id)).toEqual([5]);
  });

  it('does not show a person twice who is in the CRM by now', () => {
    write(
      { kind: 'newContact', name: 'Анна', phones: [], evenIfDuplicates: false },
      { state: 'sent', remoteId: 2 },
    );
    expect(list().rows.map(({ id }) => id)).toEqual([2, 1]);
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
    expect(service().card('b', IVAN, false).contactOrCompany).toBeNull();
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
    expect(service().card('a', { entity: 'contact', id: -1 }, true)).toMatchObject({
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
    expect(service().card('a', target, false)).toMatchObject(hung);
    expect(list({ text: 'нов' }).rows).toMatchObject([{ id: -1, name: 'Новый Человек' }]);
    // Sent, and what followed is about its id; the mirror has not heard of it.
    madeAs.set(1, 777);
    writes = writes.map((view): WriteView => {
      if (view.id === 1) return { ...view, state: 'sent', remoteId: 777 };
      return view.write.kind === 'patchContact'
        ? { ...view, write: { ...view.write, target: { entity: 'contact', id: 777 } } }
        : view;
    });
    expect(service().card('a', target, false)).toMatchObject({ contactOrCompany: hung.contactOrCompany });
    expect(list({ text: 'нов' }).rows).toMatchObject([{ id: -1, name: 'Новый Человек' }]);
  });

  it('of somebody made here is the one of the copy as soon as that has them', () => {
    write(
      { kind: 'newContact', name: 'Анна', phones: [], evenIfDuplicates: false },
      { state: 'sent', remoteId: 2 },
    );
    madeAs.set(1, 2);
    expect(service().card('a', { entity: 'contact', id: -1 }, false).contactOrCompany).toMatchObject({
      id: 2,
      name: 'Анна',
    });
    writes.length = 0;
    expect(service().card('a', { entity: 'contact', id: -1 }, false).contactOrCompany).toMatchObject({
      id: 2,
    });
    madeAs.clear();
    expect(service().card('a', { entity: 'contact', id: -1 }, false)).toMatchObject({
      contactOrCompany: null,
      freshness: 'gone',
    });
  });

  it('says that the CRM cannot be asked without a sign-in', () => {
    expect(service().card('a', IVAN, true)).toMatchObject({ freshness: 'offline', failure: 'noToken' });
  });
});

describe('looking back from the pop', () => {
  const note = (id: number, type: string, at: number) => ({
    id,
    entity_id: IVAN.id,
    note_type: type,
    created_at: at,
    updated_at: at,
    created_by: 7,
    params: { text: 'x' },
  });
  const person = reply({ id: IVAN.id, name: 'Иван', updated_at: 1 });

  it('is at the latest three calls and three notes, newest first, whatever else there is', async () => {
    const notes = [
      ...[9, 8, 7, 6, 5].map((id) => note(id, 'common', id * 100)),
      ...[40, 30, 20, 10].map((id) => note(id, 'call_in', id)),
    ];
    const { client } = await openWireClient(person, page('notes', notes));
    const entries = await service(client).past('a', IVAN);
    expect(entries?.map(({ id }) => id)).toEqual([9, 8, 7, 40, 30, 20]);
  });

  it('is not said to be nothing when the CRM does not answer', async () => {
    expect(await service(null).past('a', IVAN)).toBeNull();
    const { client } = await openWireClient(person, reply({}, 403));
    expect(await service(client).past('a', IVAN)).toBeNull();
  });
});
