import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { createFakeClock } from '../fakeClock.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, crmTime, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';
import { fate } from './fates.ts';

/** What the model holds before the agent begins: a contact with two phones, a lead, a task. */
interface Before {
  readonly contact: number;
  readonly lead: number;
  readonly task: number;
}

const kinds = [
  'note',
  'sameNote',
  'task',
  'ownTask',
  'complete',
  'move',
  'phone',
  'contact',
  'customer',
  'lead',
  'price',
  'marks',
  'bot',
  'assign',
  'person',
  'doneTask',
  'form',
] as const;
type Kind = (typeof kinds)[number];

type Step =
  | { readonly do: 'write'; readonly kind: Kind }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'kill' }
  /** The computer's clock is put right, or wrong, by so much. */
  | { readonly do: 'jump'; readonly ms: number }
  | { readonly do: 'wake' };

const MONTH = 30 * 86_400_000;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), kind: fc.constantFrom(...kinds) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 60_000 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('jump' as const), ms: fc.integer({ min: -MONTH, max: MONTH }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'wake' as const }) },
);

async function startWith(fixture: OutboxUnderTest): Promise<Before> {
  const contact = fixture.crm.addContact('Ivan', [PHONE, '+74950000000']);
  const { client } = fixture.crm;
  const lead = await client.leads.create({ name: 'Old', contactId: contact });
  const task = await client.tasks.create({ text: 'Old', complete_till: 1 });
  if (!lead.ok || !task.ok) throw new Error('the model refused');
  // Nobody makes two deals for one contact within one second.
  await fixture.clock.advance(1_000);
  return { contact, lead: lead.value.id, task: task.value.id };
}

const DUE = 1_800_000_000;

/** The `n`-th write of the agent. */
function writeOf(kind: Exclude<Kind, 'form' | 'person' | 'doneTask'>, n: number, before: Before): AgentWrite {
  const target = { entity: 'contact', id: before.contact } as const;
  const task = { text: `Task ${n}`, typeId: 1, completeTill: DUE, responsible: null };
  switch (kind) {
    case 'note':
      return { kind: 'addNote', target, text: `Note ${n}` };
    case 'sameNote':
      return { kind: 'addNote', target, text: 'The same words' };
    case 'task':
      return { kind: 'createTask', target, ...task };
    case 'ownTask':
      return { kind: 'createTask', target: null, ...task, text: 'The same task' };
    case 'complete':
      return { kind: 'completeTask', taskId: before.task, resultText: '' };
    case 'move':
      return { kind: 'moveTask', taskId: before.task, completeTill: DUE + n };
    case 'assign':
      return { kind: 'assignTask', taskId: before.task, responsible: 100 + n };
    case 'phone':
      return { kind: 'patchContact', target, phones: { before: [PHONE], after: [PHONE, phone(n)] } };
    case 'contact':
      return { kind: 'newContact', name: `New ${n}`, phones: [phone(n)], evenIfDuplicates: true };
    case 'customer':
      return {
        kind: 'newContact',
        name: `Customer ${n}`,
        phones: [phone(n)],
        evenIfDuplicates: true,
        company: 'The same firm',
        deal: { name: `First of ${n}`, pipelineId: null, statusId: null },
      };
    case 'lead':
      return {
        kind: 'createLead',
        name: 'The same deal',
        price: n,
        pipelineId: null,
        statusId: null,
        responsible: null,
        contact: target,
      };
    case 'price':
      return { kind: 'patchLead', leadId: before.lead, price: n };
    case 'marks':
      return { kind: 'patchLead', leadId: before.lead, tags: [`Tag ${n}`], fields: [{ id: 5, value: n }] };
    case 'bot':
      return { kind: 'runBot', target, botId: n };
    default:
      return kind satisfies never;
  }
}

const phone = (n: number): string => `+7916${String(1_000_000 + n)}`;

function addOne(fixture: OutboxUnderTest, write: AgentWrite): number {
  const added = fixture.outbox.writes.add(ACCOUNT, null, [write]);
  if (!added.ok) throw new Error(added.error);
  return -(added.value[0]?.id ?? 0);
}

/** Somebody new who is renamed, gets a note and a deal, and the deal another price: all before the CRM has any of it. */
function addPerson(fixture: OutboxUnderTest, n: number): void {
  const made = addOne(fixture, {
    kind: 'newContact',
    name: `Person ${n}`,
    phones: [phone(n)],
    evenIfDuplicates: true,
  });
  const contact = { entity: 'contact', id: made } as const;
  addOne(fixture, { kind: 'patchContact', target: contact, name: `Renamed ${n}` });
  addOne(fixture, { kind: 'addNote', target: contact, text: `To person ${n}` });
  const stage = { pipelineId: null, statusId: null, responsible: null };
  const lead = addOne(fixture, { kind: 'createLead', name: `For ${n}`, price: 0, ...stage, contact });
  addOne(fixture, { kind: 'patchLead', leadId: lead, price: n });
  addOne(fixture, { kind: 'patchLead', leadId: lead, stage: { pipelineId: 1, statusId: 143 } });
}

function addDoneTask(fixture: OutboxUnderTest, n: number): void {
  const task = { target: null, text: `Done ${n}`, typeId: 1, completeTill: DUE, responsible: null };
  const taskId = addOne(fixture, { kind: 'createTask', ...task });
  addOne(fixture, { kind: 'moveTask', taskId, completeTill: DUE + n });
  addOne(fixture, { kind: 'completeTask', taskId, resultText: `Result ${n}` });
}

/** A call with its form: result, a task about whatever the call goes to, the lead's stage. */
function fillInForm(fixture: OutboxUnderTest, n: number, before: Before): void {
  fixture.journal.calls.putFacts(callFacts(`call-${n}`, fixture.clock.now()));
  const finished = fixture.outbox.finishCall(ACCOUNT, `call-${n}`, {
    result: 4,
    note: `Said ${n}`,
    writes: [
      { kind: 'patchLead', leadId: before.lead, stage: { pipelineId: 1, statusId: 100 + n } },
      {
        kind: 'createTask',
        target: null,
        text: `After ${n}`,
        typeId: 1,
        completeTill: DUE,
        responsible: null,
      },
    ],
  });
  if (!finished.ok) throw new Error(finished.error);
}

describe('whatever goes wrong on the way', () => {
  it('everything the agent wrote is in the CRM exactly once, the last change last, when it calms down', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(fate, { maxLength: 80 }),
        fc.record({ keepsTimes: fc.boolean(), embeds: fc.boolean(), hasComplex: fc.boolean() }),
        crmTime,
        async (steps, fates, service, time) => {
          const fixture = createOutboxUnderTest({}, createFakeClock(), time);
          try {
            const before = await startWith(fixture);
            Object.assign(fixture.crm, service);
            const left = [...fates];
            fixture.crm.fate = () => left.shift() ?? 'works';
            const written: { readonly kind: Kind; readonly n: number }[] = [];
            for (const what of steps) {
              if (what.do === 'write') {
                const n = written.length + 1;
                written.push({ kind: what.kind, n });
                if (what.kind === 'form') fillInForm(fixture, n, before);
                else if (what.kind === 'person') addPerson(fixture, n);
                else if (what.kind === 'doneTask') addDoneTask(fixture, n);
                else fixture.outbox.writes.add(ACCOUNT, null, [writeOf(what.kind, n, before)]);
              } else if (what.do === 'pass') await fixture.clock.advance(what.ms);
              else if (what.do === 'kill') await fixture.restart();
              else if (what.do === 'jump') fixture.clock.jump(what.ms);
              else fixture.outbox.wake();
            }
            fixture.crm.fate = () => 'works';
            await fixture.restart();
            await fixture.clock.advance(3_600_000);

            expect(fixture.bugs).toEqual([]);
            const of = (...some: readonly Kind[]): number[] =>
              written.filter(({ kind }) => some.includes(kind)).map(({ n }) => n);
            const times = (n: number, text: string): string[] => Array<string>(n).fill(text);
            const { crm } = fixture;
            expect(crm.notes.map(({ text }) => text ?? '').toSorted()).toEqual(
              [
                ...of('note').map((n) => `Note ${n}`),
                ...of('person').map((n) => `To person ${n}`),
                ...times(of('sameNote').length, 'The same words'),
              ].toSorted(),
            );
            expect(crm.tasks.map(({ text }) => text).toSorted()).toEqual(
              [
                'Old',
                ...of('task').map((n) => `Task ${n}`),
                ...times(of('ownTask').length, 'The same task'),
                ...of('form').map((n) => `After ${n}`),
                ...of('doneTask').map((n) => `Done ${n}`),
              ].toSorted(),
            );
            const finished = crm.tasks.filter(({ text }) => text.startsWith('Done '));
            expect(finished.map((one) => [one.is_completed, one.result, one.complete_till])).toEqual(
              of('doneTask').map((n) => [true, `Result ${n}`, DUE + n]),
            );
            expect(crm.contacts.map(({ name }) => name)).toEqual([
              'Ivan',
              ...written.flatMap(({ kind, n }) =>
                kind === 'contact'
                  ? [`New ${n}`]
                  : kind === 'customer'
                    ? [`Customer ${n}`]
                    : kind === 'person'
                      ? [`Renamed ${n}`]
                      : [],
              ),
            ]);
            const phones = crm.contacts[0]?.custom_fields_values[0]?.values.map(({ value }) => value);
            expect(phones).toEqual([PHONE, '+74950000000', ...of('phone').map(phone)]);
            const deals = crm.leads.slice(1).map(({ name, price, status_id, contactIds }) => {
              const [whose] = crm.contacts.filter(({ id }) => contactIds.includes(id));
              return [name, price, status_id, whose?.name];
            });
            expect(deals).toEqual(
              written.flatMap(({ kind, n }) =>
                kind === 'lead'
                  ? [['The same deal', n, 1, 'Ivan']]
                  : kind === 'customer'
                    ? [[`First of ${n}`, 0, 1, `Customer ${n}`]]
                    : kind === 'person'
                      ? [[`For ${n}`, n, 143, `Renamed ${n}`]]
                      : [],
              ),
            );
            // A firm is one, and everybody who was made with it is in it.
            const firms = crm.companies.map(({ id, name }) => [
              name,
              crm.contacts.filter(({ companyIds }) => companyIds.includes(id)).map(({ name: who }) => who),
            ]);
            const customers = of('customer').map((n) => `Customer ${n}`);
            expect(firms).toEqual(customers.length === 0 ? [] : [['The same firm', customers]]);
            expect(crm.leads[0]).toMatchObject({
              price: of('price').at(-1) ?? 0,
              status_id:
                of('form')
                  .map((n) => 100 + n)
                  .at(-1) ?? 1,
            });
            expect(crm.leads[0]?.tags).toEqual(of('marks').map((n) => `Tag ${n}`));
            const lastMark = of('marks').at(-1);
            expect(crm.leads[0]?.custom_fields_values.map(({ values }) => values[0]?.value)).toEqual(
              lastMark === undefined ? [] : [String(lastMark)],
            );
            expect(crm.tasks[0]).toMatchObject({ is_completed: of('complete').length > 0 });
            expect(crm.calls.map(({ uniq }) => uniq)).toEqual(of('form').map((n) => `call-${n}`));
            const lastMove = of('move').at(-1);
            const due = lastMove === undefined || of('complete').length > 0 ? null : DUE + lastMove;
            expect([null, crm.tasks[0]?.complete_till]).toContain(due);
            const lastOwner = of('complete').length > 0 ? undefined : of('assign').at(-1);
            expect([undefined, (crm.tasks[0]?.responsible_user_id ?? 0) - 100]).toContain(lastOwner);
            // A task that was completed is not moved or given away any more: that needs the agent.
            const open = fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
            const needAgent = ['moveTask', 'assignTask', 'runBot'];
            expect(open.filter(({ write }) => !needAgent.includes(write.kind))).toEqual([]);
            const failures = {
              moveTask: 'changedMeanwhile',
              assignTask: 'changedMeanwhile',
              runBot: 'perhapsDone',
            };
            expect(open.map(({ failure }) => failure)).toEqual(
              open.map(({ write }) => (failures as Record<string, string>)[write.kind]),
            );
            // A bot never runs twice; one that may have run is asked about, and no other is left.
            const asked = open.flatMap(({ write }) => (write.kind === 'runBot' ? [write.botId] : []));
            expect(new Set(crm.bots).size).toBe(crm.bots.length);
            expect([...new Set([...crm.bots, ...asked])].toSorted((a, b) => a - b)).toEqual(of('bot'));
          } finally {
            fixture.close();
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
});

const RUNS = runs(60);
