import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteView } from '../../../preload/contract.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const DUE = 1_800_000_000;

let fixture: OutboxUnderTest;
beforeEach(() => {
  fixture = createOutboxUnderTest();
});
afterEach(() => {
  fixture.close();
});

/** Lets an agent's write go out and tells how it ended. */
async function write(one: AgentWrite): Promise<WriteView> {
  const added = fixture.outbox.writes.add(ACCOUNT, null, [one]);
  if (!added.ok) throw new Error(added.error);
  await fixture.clock.advance(60_000);
  return viewOf(added.value[0]?.id ?? 0);
}
function viewOf(id: number): WriteView {
  const all = fixture.outbox.writes.list(ACCOUNT, { undoneOnly: false }).writes;
  const view = all.find((one) => one.id === id);
  if (view === undefined) throw new Error(`no write ${id}`);
  return view;
}
async function insist(view: WriteView): Promise<WriteView> {
  fixture.outbox.writes.retry(ACCOUNT, view.id);
  await fixture.clock.advance(60_000);
  return viewOf(view.id);
}
async function newLead(contactId?: number): Promise<number> {
  const made = await fixture.crm.client.leads.create({
    name: 'Deal',
    price: 10,
    ...(contactId === undefined ? {} : { contactId }),
  });
  fixture.crm.requests.length = 0;
  return made.ok ? made.value.id : 0;
}
async function newTask(): Promise<number> {
  const made = await fixture.crm.client.tasks.create({ text: 'Call', complete_till: DUE });
  fixture.crm.requests.length = 0;
  return made.ok ? made.value.id : 0;
}
const sentWrites = (): string[] =>
  fixture.crm.requests.filter((what) => /add|create|patch|complete|change|link/.test(what));

describe('a lead somebody else changed meanwhile', () => {
  it('is not overwritten unasked; the agent may insist', async () => {
    const leadId = await newLead();
    await fixture.crm.client.leads.patch(leadId, { price: 99 });
    const view = await write({ kind: 'patchLead', leadId, price: 20, before: { price: 10 } });
    expect(view).toMatchObject({ state: 'failed', failure: 'changedMeanwhile', words: '99' });
    expect(fixture.crm.leads[0]?.price).toBe(99);
    expect(await insist(view)).toMatchObject({ state: 'sent' });
    expect(fixture.crm.leads[0]?.price).toBe(20);
  });

  it('is changed where the agent’s own key is as it was', async () => {
    const leadId = await newLead();
    await fixture.crm.client.leads.patch(leadId, { name: 'Renamed' });
    const view = await write({ kind: 'patchLead', leadId, price: 20, before: { name: 'Deal', price: 10 } });
    expect(view.state).toBe('sent');
    expect(fixture.crm.leads[0]).toMatchObject({ name: 'Renamed', price: 20 });
  });

  it('that has what the agent wants already is not written to', async () => {
    const leadId = await newLead();
    await fixture.crm.client.leads.patch(leadId, { price: 20 });
    fixture.crm.requests.length = 0;
    const view = await write({ kind: 'patchLead', leadId, price: 20, before: { price: 10 } });
    expect(view.state).toBe('sent');
    expect(sentWrites()).toEqual([]);
  });

  it('is not moved from a stage the agent has not seen', async () => {
    const leadId = await newLead();
    await fixture.crm.client.leads.patch(leadId, { stage: { kind: 'won', pipeline_id: 1 } });
    const stage = { pipelineId: 1, statusId: 5 };
    const before = { stage: { pipelineId: 1, statusId: 1 } };
    const view = await write({ kind: 'patchLead', leadId, stage, before });
    expect(view).toMatchObject({ state: 'failed', failure: 'changedMeanwhile' });
    expect(fixture.crm.leads[0]?.status_id).toBe(142);
  });

  it('or deleted, is said to be gone', async () => {
    expect(await write({ kind: 'patchLead', leadId: 404, price: 1 })).toMatchObject({
      state: 'failed',
      failure: 'entityNotFound',
    });
    expect(sentWrites()).toEqual([]);
  });
});

describe('a contact somebody else changed meanwhile', () => {
  it('keeps the phones the agent did not touch', async () => {
    const id = fixture.crm.addContact('Ivan', [PHONE, '+74950000000']);
    const view = await write({
      kind: 'patchContact',
      target: { entity: 'contact', id },
      phones: { before: [PHONE], after: ['+79990000000'] },
    });
    expect(view.state).toBe('sent');
    const values = fixture.crm.contacts[0]?.custom_fields_values[0]?.values.map(({ value }) => value);
    expect(values).toEqual(['+79990000000', '+74950000000']);
  });

  it('keeps a name the agent has not seen', async () => {
    const id = fixture.crm.addContact('Ivan Petrov', PHONE);
    const target = { entity: 'contact', id } as const;
    const view = await write({ kind: 'patchContact', target, name: 'Ivan I.', before: { name: 'Ivan' } });
    expect(view).toMatchObject({ state: 'failed', failure: 'changedMeanwhile', words: 'Ivan Petrov' });
    expect(await insist(view)).toMatchObject({ state: 'sent' });
    expect(fixture.crm.contacts[0]?.name).toBe('Ivan I.');
  });

  it('or deleted, is said to be gone', async () => {
    const target = { entity: 'contact', id: 404 } as const;
    const view = await write({ kind: 'patchContact', target, name: 'X' });
    expect(view).toMatchObject({ state: 'failed', failure: 'entityNotFound' });
  });
});

describe('a task somebody else completed meanwhile', () => {
  it.each([
    { said: 'Done by Petr', ours: 'Called', state: 'failed', kept: 'Done by Petr' },
    { said: 'Called', ours: 'Called', state: 'sent', kept: 'Called' },
    { said: 'Done by Petr', ours: '', state: 'sent', kept: 'Done by Petr' },
    { said: null, ours: 'Called', state: 'sent', kept: 'Called' },
  ])('with "$said" while we said "$ours": $state', async ({ said, ours, state, kept }) => {
    const taskId = await newTask();
    await fixture.crm.client.tasks.complete(taskId, said);
    const view = await write({ kind: 'completeTask', taskId, resultText: ours });
    expect(view.state).toBe(state);
    expect(fixture.crm.tasks[0]?.result).toBe(kept);
  });

  it('gets the agent’s result all the same when the agent insists', async () => {
    const taskId = await newTask();
    await fixture.crm.client.tasks.complete(taskId, 'Done by Petr');
    const view = await write({ kind: 'completeTask', taskId, resultText: 'Called' });
    expect(await insist(view)).toMatchObject({ state: 'sent' });
    expect(fixture.crm.tasks[0]?.result).toBe('Called');
  });

  it('is not moved any more', async () => {
    const taskId = await newTask();
    await fixture.crm.client.tasks.complete(taskId, null);
    const view = await write({ kind: 'moveTask', taskId, completeTill: DUE + 60 });
    expect(view).toMatchObject({ state: 'failed', failure: 'changedMeanwhile' });
  });
});

describe('a new contact', () => {
  const contact: AgentWrite = { kind: 'newContact', name: 'Petr', phones: [PHONE], evenIfDuplicates: false };

  it('is not made when its number is somebody’s already, unless the agent insists', async () => {
    fixture.crm.addContact('Ivan', PHONE);
    const view = await write(contact);
    expect(view).toMatchObject({ state: 'failed', failure: 'duplicate', words: 'Ivan' });
    expect(await insist(view)).toMatchObject({ state: 'sent' });
    expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Ivan', 'Petr']);
  });

  it('is found again when the answer was lost, with a number or without', async () => {
    fixture.crm.fate = (what) =>
      what.startsWith('contacts.create')
        ? { failure: { kind: 'timeout', maySucceed: true, words: '' }, written: true }
        : 'works';
    expect(await write(contact)).toMatchObject({ state: 'sent' });
    expect(await write({ ...contact, name: 'Nobody', phones: [] })).toMatchObject({ state: 'sent' });
    expect(fixture.crm.contacts.map(({ name }) => name)).toEqual(['Petr', 'Nobody']);
  });
});

describe('a new lead', () => {
  const lead = (contactId: number): AgentWrite => ({
    kind: 'createLead',
    name: 'Deal',
    price: 5,
    pipelineId: null,
    statusId: null,
    responsible: null,
    contact: { entity: 'contact', id: contactId },
  });

  it('has its contact embedded, in one request', async () => {
    const id = fixture.crm.addContact('Ivan', PHONE);
    expect(await write(lead(id))).toMatchObject({ state: 'sent' });
    expect(sentWrites()).toEqual(['leads.create:Deal']);
    expect(fixture.crm.leads[0]?.contactIds).toEqual([id]);
  });

  it('is made alone and linked after where the service refuses to embed a contact that is there', async () => {
    const id = fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.embeds = false;
    expect(await write(lead(id))).toMatchObject({ state: 'sent' });
    expect(sentWrites()).toEqual([
      'leads.create:Deal',
      'leads.create:Deal',
      `leads.link:${fixture.crm.leads[0]?.id ?? 0}`,
    ]);
    expect(fixture.crm.leads.map(({ contactIds }) => contactIds)).toEqual([[id]]);
  });

  it('of which only a half was made is repaired, not made again', async () => {
    const id = fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.embeds = false;
    let links = 0;
    fixture.crm.fate = (what) => {
      if (!what.startsWith('leads.link') || (links += 1) > 1) return 'works';
      return { failure: { kind: 'network', maySucceed: false, words: '' }, written: false };
    };
    expect(await write(lead(id))).toMatchObject({ state: 'sent' });
    expect(fixture.crm.leads.map(({ contactIds }) => contactIds)).toEqual([[id]]);
  });

  it('whose link is refused says so, and is linked when the agent tries again', async () => {
    const id = fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.embeds = false;
    fixture.crm.fate = (what) =>
      what.startsWith('leads.link')
        ? { failure: { kind: 'forbidden', words: 'not yours' }, written: false }
        : 'works';
    const view = await write(lead(id));
    expect(view).toMatchObject({
      state: 'failed',
      failure: 'halfWritten',
      words: 'not yours',
      changeable: false,
    });
    fixture.crm.fate = () => 'works';
    expect(await insist(view)).toMatchObject({ state: 'sent' });
    expect(fixture.crm.leads.map(({ contactIds }) => contactIds)).toEqual([[id]]);
  });

  it('of a contact that is gone is not made', async () => {
    fixture.crm.embeds = false;
    expect(await write(lead(404))).toMatchObject({ state: 'failed', failure: 'entityNotFound' });
    expect(fixture.crm.leads).toEqual([]);
  });
});
