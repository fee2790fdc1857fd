import { fc, runs } from '../../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';
import { fate } from './fates.ts';
import type { Fate } from './modelCrm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DUE = 1_800_000_000;
const refusal: Fate = { failure: { kind: 'forbidden', words: 'Not enough rights' }, written: false };

let fixture: OutboxUnderTest;
let contact: number;
beforeEach(() => {
  fixture = createOutboxUnderTest();
  contact = fixture.crm.addContact('Ivan', PHONE);
});
afterEach(() => {
  fixture.close();
});

/** Refuses the requests whose name matches, until it is changed. */
function refuse(which: RegExp | null): void {
  fixture.crm.fate = (what) => (which?.test(what) === true ? refusal : 'works');
}
function write(one: AgentWrite): number {
  const added = fixture.outbox.writes.add(ACCOUNT, null, [one]);
  if (!added.ok) throw new Error(added.error);
  return added.value[0]?.id ?? 0;
}
const note = (text: string): number =>
  write({ kind: 'addNote', target: { entity: 'contact', id: contact }, text });
const sent = (): string[] => fixture.crm.calls.map(({ uniq }) => uniq ?? '');
const notes = (): string[] => fixture.crm.notes.map(({ text }) => text ?? '');
const tries = (which: RegExp): number => fixture.crm.requests.filter((what) => which.test(what)).length;
const stateOf = (id: number): string | undefined => fixture.journal.outbox.get(id)?.state;
const states = (...ids: readonly string[]): string[] => ids.map((id) => fixture.state(id).state);

describe('what was refused for want of rights', () => {
  it('is said to the agent, goes by itself when the rights are back, and each once', async () => {
    refuse(/^calls\.add/u);
    for (const id of ['a', 'b', 'c']) fixture.logged(id);
    await fixture.clock.advance(MINUTE);
    expect(states('a', 'b', 'c')).toEqual(['failed', 'failed', 'failed']);
    refuse(null);
    await fixture.clock.advance(5 * MINUTE);
    expect(sent().toSorted()).toEqual(['a', 'b', 'c']);
    expect(states('a', 'b', 'c')).toEqual(['logged', 'logged', 'logged']);
    await fixture.clock.advance(24 * HOUR);
    expect(tries(/^calls\.add/u)).toBe(6);
  });

  it('goes at once when another write of that kind goes through', async () => {
    refuse(/^notes\.addText/u);
    note('one');
    note('two');
    await fixture.clock.advance(1_000);
    expect(notes()).toEqual([]);
    refuse(null);
    note('three');
    await fixture.clock.settle();
    expect(notes().toSorted()).toEqual(['one', 'three', 'two']);
  });

  it('does not go with a write that needs another right', async () => {
    refuse(/^notes\.addText/u);
    const first = note('one');
    await fixture.clock.advance(1_000);
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(sent()).toEqual(['a']);
    expect(tries(/^notes\.addText/u)).toBe(1);
    expect(stateOf(first)).toBe('dead');
  });

  it('goes when the account is woken: signed in, paid, resumed, or the agent presses "try again"', async () => {
    refuse(/^calls\.add/u);
    for (const id of ['a', 'b']) fixture.logged(id);
    await fixture.clock.advance(MINUTE);
    refuse(null);
    fixture.outbox.wake(ACCOUNT);
    await fixture.clock.settle();
    expect(sent().toSorted()).toEqual(['a', 'b']);
  });

  it('goes after a new start of Ringside', async () => {
    refuse(/^calls\.add/u);
    for (const id of ['a', 'b']) fixture.logged(id);
    await fixture.clock.advance(MINUTE);
    refuse(null);
    await fixture.restart();
    await fixture.clock.settle();
    expect(sent().toSorted()).toEqual(['a', 'b']);
  });

  it('costs the service one request in ten minutes and right while the rights stay away, however much waits', async () => {
    refuse(/^(?:calls\.add|notes\.addText)/u);
    for (let n = 0; n < 100; n += 1) fixture.logged(`call-${String(n)}`);
    note('one');
    await fixture.clock.advance(MINUTE);
    fixture.crm.requests.length = 0;
    await fixture.clock.advance(8 * HOUR);
    // After 5 minutes, then every ten.
    expect(tries(/^calls\.add/u)).toBeLessThanOrEqual(49);
    expect(tries(/^notes\.addText/u)).toBeLessThanOrEqual(49);
    expect(tries(/^calls\.add/u)).toBeGreaterThanOrEqual(47);
  });

  it('of a card the agent may never change keeps nothing else back, and is not tried with every write', async () => {
    const theirs = fixture.crm.addContact('Olga', '+79160000001');
    refuse(/^notes\.addText/u);
    write({ kind: 'addNote', target: { entity: 'contact', id: theirs }, text: 'never' });
    note('mine');
    await fixture.clock.advance(1_000);
    const never = /^notes\.addText:never/u;
    refuse(never);
    await fixture.clock.advance(HOUR);
    expect(notes()).toEqual(['mine']);
    const before = tries(never);
    for (let n = 0; n < 60; n += 1) {
      note(`more ${String(n)}`);
      await fixture.clock.advance(MINUTE);
    }
    expect(notes()).toHaveLength(61);
    expect(tries(never) - before).toBeLessThanOrEqual(13);
  });

  it('does not undo what the agent changed since', async () => {
    const made = await fixture.crm.client.tasks.create({ text: 'Call', complete_till: DUE });
    const taskId = made.ok ? made.value.id : 0;
    refuse(/^tasks\.change/u);
    const first = write({ kind: 'moveTask', taskId, completeTill: DUE + 1 });
    await fixture.clock.advance(1_000);
    refuse(null);
    write({ kind: 'moveTask', taskId, completeTill: DUE + 2 });
    await fixture.clock.advance(24 * HOUR);
    expect(fixture.crm.tasks[0]?.complete_till).toBe(DUE + 2);
    expect(stateOf(first)).toBe('dead');
  });

  it('is not tried again when the agent discarded it', async () => {
    refuse(/^notes\.addText/u);
    const first = note('one');
    await fixture.clock.advance(1_000);
    expect(fixture.outbox.writes.discard(ACCOUNT, first)).toEqual({ ok: true, value: null });
    refuse(null);
    await fixture.clock.advance(24 * HOUR);
    expect(notes()).toEqual([]);
  });

  it('is in the CRM once through refusals, lost answers and kills', async () => {
    const refusedOr: fc.Arbitrary<Fate> = fc.oneof(fc.constant(refusal), fate);
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('call' as const, 'note' as const) },
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 10 * MINUTE }) },
      { weight: 1, arbitrary: fc.constantFrom('kill' as const, 'wake' as const) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(refusedOr, { maxLength: 60 }),
        async (steps, fates) => {
          fixture.close();
          fixture = createOutboxUnderTest();
          contact = fixture.crm.addContact('Ivan', PHONE);
          const left = [...fates];
          fixture.crm.fate = () => left.shift() ?? 'works';
          const calls: string[] = [];
          const words: string[] = [];
          for (const what of steps) {
            if (what === 'call') {
              calls.push(`call-${String(calls.length).padStart(2, '0')}`);
              fixture.logged(calls.at(-1) ?? '');
            } else if (what === 'note') {
              words.push(`note-${String(words.length).padStart(2, '0')}`);
              note(words.at(-1) ?? '');
            } else if (what === 'kill') await fixture.restart();
            else if (what === 'wake') fixture.outbox.wake();
            else await fixture.clock.advance(what);
          }
          fixture.crm.fate = () => 'works';
          await fixture.restart();
          await fixture.clock.advance(3 * HOUR);
          expect(fixture.bugs).toEqual([]);
          expect(sent().toSorted()).toEqual(calls);
          expect(notes().toSorted()).toEqual(words);
        },
      ),
      { numRuns: runs(40) },
    );
  }, 120_000);
});
