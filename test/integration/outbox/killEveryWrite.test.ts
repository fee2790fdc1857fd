import { describe, expect, it } from 'vitest';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { CALL, killedAppPerTest } from './killedApp.ts';
import type { KilledApp } from './killedApp.ts';
import type { KillStep } from './processOrder.ts';

const TEXT = 'Kept once';
const LATER = 'Kept once as well';
const DUE = 2_000_000_000;
const PHONE = '+79995550199';
const killedApp = killedAppPerTest();

/** What a write is made to, and how often the CRM holds it then. */
interface Kind {
  readonly what: string;
  readonly write: (made: KilledApp) => AgentWrite;
  readonly held: (made: KilledApp) => number;
}

const contactOf = ({ store }: KilledApp) => {
  const contact = store.contacts.all().find((one) => !one.is_deleted);
  if (contact === undefined) throw new Error('no contact');
  return contact;
};
const leadOf = ({ store }: KilledApp) => {
  const lead = store.leads.all().find((one) => !one.is_deleted);
  if (lead === undefined) throw new Error('no lead');
  return lead;
};
const taskOf = ({ store }: KilledApp) => {
  const task = store.tasks.all().find((one) => !one.is_completed);
  if (task === undefined) throw new Error('no task');
  return task;
};
/** Somebody of the account the task is not for yet. */
const otherUserOf = (made: KilledApp): number => {
  const other = made.store.users.find(({ id }) => id !== made.store.account.agent_id);
  if (other === undefined) throw new Error('no other user');
  return other.id;
};
const isPhoneOf = (contact: { readonly custom_fields_values: unknown }): boolean =>
  JSON.stringify(contact.custom_fields_values).split(PHONE).length === 2;

/** Minus the row that makes it: rows are numbered from one, in the order of the kinds. */
const madeBy = (kind: AgentWrite['kind']): number =>
  -1 - ['addNote', 'createTask', 'newContact', 'createLead'].indexOf(kind);

const KINDS: readonly Kind[] = [
  {
    what: 'a note',
    write: (made) => ({ kind: 'addNote', target: { entity: 'contact', id: contactOf(made).id }, text: TEXT }),
    held: ({ store }) =>
      store.notes.all().filter(({ params }) => Object.values(params).includes(TEXT)).length,
  },
  {
    what: 'a task',
    write: (made) => ({
      kind: 'createTask',
      target: { entity: 'lead', id: leadOf(made).id },
      text: TEXT,
      typeId: 1,
      completeTill: DUE,
      responsible: null,
    }),
    held: ({ store }) => store.tasks.all().filter(({ text }) => text === TEXT).length,
  },
  {
    what: 'a contact without a number',
    write: () => ({ kind: 'newContact', name: TEXT, phones: [], evenIfDuplicates: false }),
    held: ({ store }) => store.contacts.all().filter(({ name }) => name === TEXT).length,
  },
  {
    what: 'a lead with its contact',
    write: (made) => ({
      kind: 'createLead',
      name: TEXT,
      price: 100,
      pipelineId: null,
      statusId: null,
      responsible: null,
      contact: { entity: 'contact', id: contactOf(made).id },
    }),
    held: (made) =>
      made.store.leads
        .all()
        .filter(({ name, contacts }) => name === TEXT && contacts.some(({ id }) => id === contactOf(made).id))
        .length,
  },
  {
    what: 'a new time of a task',
    write: (made) => ({ kind: 'moveTask', taskId: taskOf(made).id, completeTill: DUE + 1 }),
    held: ({ store }) => store.tasks.all().filter(({ complete_till }) => complete_till === DUE + 1).length,
  },
  {
    what: 'who a task is for',
    write: (made) => ({ kind: 'assignTask', taskId: taskOf(made).id, responsible: otherUserOf(made) }),
    held: (made) =>
      made.store.tasks
        .all()
        .filter(
          ({ complete_till, responsible_user_id }) =>
            complete_till === DUE + 1 && responsible_user_id === otherUserOf(made),
        ).length,
  },
  {
    what: 'a result of a task',
    write: (made) => ({ kind: 'completeTask', taskId: taskOf(made).id, resultText: TEXT }),
    held: ({ store }) => store.tasks.all().filter(({ result }) => result?.text === TEXT).length,
  },
  {
    what: 'a phone of a contact',
    write: (made) => ({
      kind: 'patchContact',
      target: { entity: 'contact', id: contactOf(made).id },
      phones: { before: [], after: [PHONE] },
    }),
    held: ({ store }) => store.contacts.all().filter(isPhoneOf).length,
  },
  {
    what: 'a name of a lead',
    write: (made) => ({ kind: 'patchLead', leadId: leadOf(made).id, name: `${TEXT} again`, price: 4321 }),
    held: ({ store }) => store.leads.all().filter(({ name }) => name === `${TEXT} again`).length,
  },
  {
    what: 'a note on the contact made above, whose id nobody knew then',
    write: () => ({ kind: 'addNote', target: { entity: 'contact', id: madeBy('newContact') }, text: LATER }),
    held: ({ store }) => {
      const made = store.contacts.all().find(({ name }) => name === TEXT)?.id;
      return store.notes
        .all()
        .filter(({ params, entity_id }) => params['text'] === LATER && entity_id === made).length;
    },
  },
  {
    what: 'the end of the lead made above',
    write: (made) => ({
      kind: 'patchLead',
      leadId: madeBy('createLead'),
      stage: { pipelineId: leadOf(made).pipeline_id, statusId: 143 },
    }),
    held: ({ store }) =>
      store.leads.all().filter(({ name, status_id }) => name === TEXT && status_id === 143).length,
  },
  {
    what: 'a result of the task made above',
    write: () => ({ kind: 'completeTask', taskId: madeBy('createTask'), resultText: LATER }),
    held: ({ store }) => store.tasks.all().filter(({ result }) => result?.text === LATER).length,
  },
];

describe('everything an agent writes', () => {
  it(`is in the CRM exactly once, though the process dies before each request and after each answer`, async () => {
    const made = killedApp();
    const writes = KINDS.map(({ write }) => write(made));
    const order = made.orderFor(made.journalWithCall(made.demo.showcase.certain), { writes });
    const heldNow = (): number[] => KINDS.map(({ held }) => held(made));
    for (const [place, { what }] of KINDS.entries()) {
      const before = heldNow();
      expect([what, ...before]).toEqual([what, ...KINDS.map((_, at) => (at < place ? 1 : 0))]);
      // The first start presses the keys; every other goes on with what it finds.
      const log = place === 0;
      const first = await made.startProcess({ ...order, log, dieAt: 'afterLease' }).ended;
      expect([what, first.signal]).toEqual([what, 'SIGKILL']);
      expect([what, ...heldNow()]).toEqual([what, ...before]);
      const second = await made.startProcess({ ...order, log: false, dieAt: 'afterAnswer' }).ended;
      expect([what, second.signal]).toEqual([what, 'SIGKILL']);
      expect([what, ...heldNow()]).toEqual([what, ...KINDS.map((_, at) => (at <= place ? 1 : 0))]);
    }
    expect(await made.startAgain(order)).toEqual({ signal: null, said: 'sent' });
    expect(heldNow()).toEqual(KINDS.map(() => 1));
  }, 240_000);
});

describe('killed while an after-call form is sent', () => {
  const callsHeld = ({ sandbox, demo }: KilledApp): number =>
    sandbox.calls(demo.subdomain).filter(({ uniq }) => uniq === CALL).length;
  const tasksHeld = ({ store }: KilledApp) => store.tasks.all().filter(({ text }) => text === TEXT);

  it.each<KillStep>(['afterLease', 'afterAnswer'])(
    'at the step %s, the call and its task are in the CRM once, the task where the call is',
    async (dieAt) => {
      const made = killedApp();
      const order = made.orderFor(made.journalWithCall(made.demo.showcase.certain), { task: TEXT });
      expect((await made.startProcess({ ...order, dieAt }).ended).signal).toBe('SIGKILL');
      expect(await made.startAgain(order)).toEqual({ signal: null, said: 'logged' });
      expect(callsHeld(made)).toBe(1);
      const [call] = made.sandbox.calls(made.demo.subdomain).filter(({ uniq }) => uniq === CALL);
      expect(tasksHeld(made)).toMatchObject([{ entity_id: call?.entity_id }]);
    },
  );

  it('before it was committed there is nothing of it', async () => {
    const made = killedApp();
    const order = made.orderFor(made.journalWithCall(made.demo.showcase.certain), { task: TEXT });
    const { signal } = await made.startProcess({ ...order, dieAt: 'beforeResultCommit' }).ended;
    expect(signal).toBe('SIGKILL');
    expect(await made.startAgain(order)).toEqual({ signal: null, said: 'nothing' });
    expect(made.sandbox.log()).toEqual([]);
  });
});
