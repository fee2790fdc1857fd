import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteView } from '../../../preload/contract.ts';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, createOutboxUnderTest } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

/** Changes of what the agent made and the CRM has not got. */
const DUE = 1_800_000_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };
const refused: CrmFailure = { kind: 'rejected', status: 409, words: 'no' };

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

const add = (write: AgentWrite): WriteView => {
  const added = fixture.outbox.writes.add(ACCOUNT, null, [write]);
  if (!added.ok) throw new Error(added.error);
  const [view] = added.value;
  if (view === undefined) throw new Error('nothing was written');
  return view;
};
const undone = (): readonly WriteView[] => fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
const person = (name = 'Ivan', phones = ['+79161234567']): AgentWrite => ({
  kind: 'newContact',
  name,
  phones,
  evenIfDuplicates: false,
});
const deal = (contact: number | null = null): AgentWrite => ({
  kind: 'createLead',
  name: 'Windows',
  price: 100,
  pipelineId: 1,
  statusId: 1,
  responsible: null,
  contact: contact === null ? null : { entity: 'contact', id: contact },
});
const task = (text = 'Call back'): AgentWrite => ({
  kind: 'createTask',
  target: null,
  text,
  typeId: 1,
  completeTill: DUE,
  responsible: null,
});
const goOffline = (): void => {
  fixture.crm.fate = () => ({ failure: offline, written: false });
};
const comeBack = async (): Promise<void> => {
  fixture.crm.fate = () => 'works';
  fixture.outbox.wake();
  await fixture.clock.advance(60_000);
};
const posts = (): readonly string[] => fixture.crm.requests.filter((one) => /create|patch|change/.test(one));

describe('a change of something the CRM has nothing of yet', () => {
  it('goes into the write that makes it: one request makes it as it is wanted', async () => {
    goOffline();
    const contact = add(person());
    const changed = add({
      kind: 'patchContact',
      target: { entity: 'contact', id: -contact.id },
      name: 'Ivan Petrov',
      phones: { before: ['+79161234567'], after: ['+79161234567', '+74950000000'] },
    });
    const lead = add(deal());
    add({ kind: 'patchLead', leadId: -lead.id, price: 250 });
    add({ kind: 'patchLead', leadId: -lead.id, stage: { pipelineId: 1, statusId: 5 }, name: 'Doors' });
    const made = add(task());
    add({ kind: 'moveTask', taskId: -made.id, completeTill: DUE + 60 });
    add({ kind: 'assignTask', taskId: -made.id, responsible: 9 });
    expect(changed.id).toBe(contact.id);
    expect(undone()).toHaveLength(3);
    await fixture.clock.settle();
    fixture.crm.requests.length = 0;
    await comeBack();
    expect(undone()).toEqual([]);
    expect(posts()).toEqual(['contacts.create:Ivan Petrov', 'leads.create:Doors', 'tasks.create:Call back']);
    expect(fixture.crm.contacts[0]?.custom_fields_values[0]?.values.map(({ value }) => value)).toEqual([
      '+79161234567',
      '+74950000000',
    ]);
    expect(fixture.crm.leads[0]).toMatchObject({ price: 250 });
    expect(fixture.crm.tasks[0]).toMatchObject({ complete_till: DUE + 60, responsible_user_id: 9 });
  });

  it('of a refused one is sent with it', async () => {
    fixture.crm.fate = (what) =>
      what === 'contacts.create:Iván' ? { failure: refused, written: false } : 'works';
    const contact = add(person('Iván'));
    await fixture.clock.settle();
    expect(undone()).toMatchObject([{ state: 'failed' }]);
    add({ kind: 'patchContact', target: { entity: 'contact', id: -contact.id }, name: 'Ivan' });
    await fixture.clock.settle();
    expect(undone()).toEqual([]);
    expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Ivan']);
  });
});

describe('what cannot go into the write that makes it', () => {
  it('follows in its order with the id the CRM gave, through a restart', async () => {
    goOffline();
    const contact = add(person());
    const lead = add(deal(-contact.id));
    add({ kind: 'addNote', target: { entity: 'lead', id: -lead.id }, text: 'Wants two' });
    add({ kind: 'patchLead', leadId: -lead.id, stage: { pipelineId: 1, statusId: 142 } });
    // After a close, which followed: this one must not overtake it.
    add({ kind: 'patchLead', leadId: -lead.id, stage: { pipelineId: 1, statusId: 7 } });
    const made = add({ ...task(), target: { entity: 'contact', id: -contact.id } } as AgentWrite);
    add({ kind: 'completeTask', taskId: -made.id, resultText: 'Talked' });
    await fixture.restart();
    await comeBack();
    expect(undone()).toEqual([]);
    const { crm } = fixture;
    expect(crm.contacts).toHaveLength(1);
    expect(crm.leads).toMatchObject([{ status_id: 7, contactIds: [crm.contacts[0]?.id] }]);
    expect(crm.notes).toMatchObject([{ entity: 'lead', entity_id: crm.leads[0]?.id }]);
    expect(crm.tasks).toMatchObject([
      { entity_id: crm.contacts[0]?.id, is_completed: true, result: 'Talked' },
    ]);
  });

  it('waits while nobody knows whether the CRM has it, and comes after', async () => {
    fixture.crm.fate = (what) =>
      what.startsWith('leads.create') ? { failure: lost, written: true } : 'works';
    const lead = add(deal());
    await fixture.clock.settle();
    add({ kind: 'patchLead', leadId: -lead.id, price: 999 });
    expect(undone().map(({ write }) => write.kind)).toEqual(['createLead', 'patchLead']);
    await comeBack();
    expect(undone()).toEqual([]);
    expect(fixture.crm.leads).toMatchObject([{ name: 'Windows', price: 999 }]);
  });

  it('waits for one the CRM refused, until the agent decides', async () => {
    fixture.crm.fate = (what) =>
      what.startsWith('contacts.create') ? { failure: refused, written: false } : 'works';
    const contact = add(person());
    add({ kind: 'addNote', target: { entity: 'contact', id: -contact.id }, text: 'Hello' });
    await fixture.clock.advance(3_600_000);
    expect(undone().map(({ state }) => state)).toEqual(['failed', 'waiting']);
    fixture.crm.fate = () => 'works';
    fixture.outbox.writes.retry(ACCOUNT, contact.id);
    await fixture.clock.settle();
    expect(undone()).toEqual([]);
    expect(fixture.crm.notes).toMatchObject([{ entity_id: fixture.crm.contacts[0]?.id }]);
  });

  it('goes with it when it is discarded, and every window hears so', async () => {
    goOffline();
    const contact = add(person());
    const lead = add(deal(-contact.id));
    const close = add({ kind: 'patchLead', leadId: -lead.id, stage: { pipelineId: 1, statusId: 143 } });
    await fixture.clock.settle();
    fixture.events.length = 0;
    expect(fixture.outbox.writes.discard(ACCOUNT, contact.id)).toEqual({ ok: true, value: null });
    const gone = fixture.events.flatMap((event) =>
      event.type === 'writeChanged' && event.event.write === null ? [event.event.id] : [],
    );
    expect(gone).toEqual([contact.id, lead.id, close.id]);
    await comeBack();
    expect([fixture.crm.contacts, fixture.crm.leads]).toEqual([[], []]);
  });
});

describe('once the CRM has it', () => {
  it('a change by the old name goes to the id the CRM gave', async () => {
    const lead = add(deal());
    await fixture.clock.settle();
    expect(fixture.outbox.writes.madeAs(ACCOUNT, lead.id)).toBe(fixture.crm.leads[0]?.id);
    add({ kind: 'patchLead', leadId: -lead.id, price: 7 });
    await fixture.clock.settle();
    expect(fixture.crm.leads).toMatchObject([{ price: 7 }]);
  });

  it('an edit made in a window that did not know yet keeps the id', async () => {
    goOffline();
    const contact = add(person());
    const note = add({ kind: 'addNote', target: { entity: 'contact', id: -contact.id }, text: 'Helo' });
    await fixture.clock.settle();
    fixture.crm.fate = (what) => (what.startsWith('notes') ? { failure: offline, written: false } : 'works');
    fixture.outbox.wake();
    await fixture.clock.settle();
    expect(undone()).toHaveLength(1);
    fixture.outbox.writes.edit(ACCOUNT, note.id, { ...note.write, text: 'Hello' } as AgentWrite);
    await comeBack();
    expect(fixture.crm.notes).toMatchObject([{ text: 'Hello', entity_id: fixture.crm.contacts[0]?.id }]);
  });

  it('nothing can be written about a write that is no more, or makes something else', () => {
    goOffline();
    const made = add(task());
    const note: AgentWrite = { kind: 'addNote', target: { entity: 'contact', id: -made.id }, text: 'x' };
    expect(fixture.outbox.writes.add(ACCOUNT, null, [note])).toEqual({ ok: false, error: 'unknownWrite' });
    fixture.outbox.writes.discard(ACCOUNT, made.id);
    const move: AgentWrite = { kind: 'moveTask', taskId: -made.id, completeTill: DUE };
    expect(fixture.outbox.writes.add(ACCOUNT, null, [move])).toEqual({ ok: false, error: 'unknownWrite' });
    expect(undone()).toEqual([]);
  });
});
