import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteView } from '../../../preload/contract.ts';
import { madeBy, subjectOf } from '../../../preload/contract/agentWrites.ts';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const DUE = 1_800_000_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };
const refused: CrmFailure = { kind: 'rejected', status: 409, words: 'no' };
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let fixture: OutboxUnderTest;
let contact: number;
beforeEach(() => {
  fixture = createOutboxUnderTest();
  contact = fixture.crm.addContact('Ivan', PHONE);
});
afterEach(() => {
  fixture.close();
});

const add = (...writes: readonly AgentWrite[]): readonly WriteView[] => {
  const added = fixture.outbox.writes.add(ACCOUNT, null, writes);
  if (!added.ok) throw new Error(added.error);
  return added.value;
};
const note = (text = 'Called back'): AgentWrite => ({
  kind: 'addNote',
  target: { entity: 'contact', id: contact },
  text,
});
const viewOf = (id: number): WriteView | undefined =>
  fixture.outbox.writes.list(ACCOUNT, { undoneOnly: false }).writes.find((one) => one.id === id);
const idOf = ([view]: readonly WriteView[]): number => view?.id ?? 0;
const fateOf = (start: string, failure: CrmFailure, written = false): void => {
  fixture.crm.fate = (what) => (what.startsWith(start) ? { failure, written } : 'works');
};
const events = () => fixture.events.flatMap((event) => (event.type === 'writeChanged' ? [event.event] : []));

describe('a write', () => {
  it('is sent at once, tells how it stands, and is listed with what it made', async () => {
    const id = idOf(add(note()));
    await fixture.clock.settle();
    expect(viewOf(id)).toMatchObject({
      state: 'sent',
      remoteId: fixture.crm.notes[0]?.id,
      changeable: false,
    });
    expect(events().map(({ write }) => write?.state)).toEqual(['waiting', 'sending', 'sent']);
    expect(events().map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true })).toEqual({ version: 3, writes: [] });
  });

  it('waits offline, says why and until when, and carries the time it was written at', async () => {
    fixture.crm.fate = () => ({ failure: offline, written: false });
    const at = Math.floor(fixture.clock.now() / 1000);
    const id = idOf(add(note()));
    await fixture.clock.advance(60 * MINUTE);
    expect(viewOf(id)).toMatchObject({ state: 'waiting', failure: 'network', changeable: true });
    expect(viewOf(id)?.retryAt).toBeGreaterThan(fixture.clock.now());
    fixture.crm.fate = () => 'works';
    fixture.outbox.wake();
    await fixture.clock.settle();
    expect(fixture.crm.notes.map(({ created_at }) => created_at)).toEqual([at]);
  });

  it('that was refused does not hold back the next one on the same card, and needs the agent', async () => {
    fateOf('notes.addText:bad', refused);
    const [bad, good] = add(note('bad'), note('good'));
    await fixture.clock.settle();
    expect(viewOf(bad?.id ?? 0)).toMatchObject({ state: 'failed', failure: 'rejected', words: 'no' });
    expect(viewOf(good?.id ?? 0)).toMatchObject({ state: 'sent' });
    fixture.crm.fate = () => 'works';
    expect(fixture.outbox.writes.retry(ACCOUNT, good?.id ?? 0)).toEqual({
      ok: false,
      error: 'nothingToRetry',
    });
    expect(fixture.outbox.writes.retry(ACCOUNT, bad?.id ?? 0)).toMatchObject({ ok: true });
    await fixture.clock.settle();
    expect(fixture.crm.notes.map(({ text }) => text)).toEqual(['good', 'bad']);
  });

  it('can be edited while the CRM certainly has nothing of it', async () => {
    fateOf('notes.addText:bad', refused);
    const id = idOf(add(note('bad')));
    await fixture.clock.settle();
    expect(
      fixture.outbox.writes.edit(ACCOUNT, id, { kind: 'completeTask', taskId: 1, resultText: '' }),
    ).toEqual({
      ok: false,
      error: 'otherKind',
    });
    expect(fixture.outbox.writes.edit(ACCOUNT, id, note('better'))).toMatchObject({ ok: true });
    await fixture.clock.settle();
    expect(fixture.crm.notes.map(({ text }) => text)).toEqual(['better']);
    expect(fixture.outbox.writes.edit(ACCOUNT, id, note('late'))).toEqual({ ok: false, error: 'tooLate' });
  });

  it('that is edited while the CRM is read for it is sent as it is now', async () => {
    const lead = await fixture.crm.client.leads.create({ name: 'Deal' });
    const leadId = lead.ok ? lead.value.id : 0;
    const id = idOf(add({ kind: 'patchLead', leadId, price: 1 }));
    fixture.outbox.writes.edit(ACCOUNT, id, { kind: 'patchLead', leadId, price: 2 });
    await fixture.clock.settle();
    expect(fixture.crm.requests.filter((what) => what.startsWith('leads.patch'))).toHaveLength(1);
    expect(fixture.crm.leads[0]?.price).toBe(2);
  });

  it('can be discarded unless the CRM may have it', async () => {
    fixture.crm.fate = () => ({ failure: offline, written: false });
    const [first, second] = add(note('first'), note('second'));
    await fixture.clock.settle();
    expect(fixture.outbox.writes.discard(ACCOUNT, first?.id ?? 0)).toEqual({ ok: true, value: null });
    expect(events().at(-1)).toMatchObject({ id: first?.id, write: null });
    fateOf('notes.addText', lost, true);
    fixture.outbox.wake();
    await fixture.clock.settle();
    expect(viewOf(second?.id ?? 0)).toMatchObject({ state: 'waiting', changeable: false });
    expect(fixture.outbox.writes.discard(ACCOUNT, second?.id ?? 0)).toEqual({ ok: false, error: 'tooLate' });
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.notes.map(({ text }) => text)).toEqual(['second']);
    expect(fixture.outbox.writes.discard(ACCOUNT, 12_345)).toEqual({ ok: false, error: 'unknownWrite' });
  });

  it('is nobody else’s: another account neither sees nor changes it', () => {
    fixture.crm.fate = () => ({ failure: offline, written: false });
    const id = idOf(add(note()));
    expect(fixture.outbox.writes.list('other', { undoneOnly: false }).writes).toEqual([]);
    expect(fixture.outbox.writes.discard('other', id)).toEqual({ ok: false, error: 'unknownWrite' });
  });

  it('fails as a value when the disk refuses, and nothing is kept', () => {
    fixture.diskRefuses(true);
    expect(fixture.outbox.writes.add(ACCOUNT, null, [note()])).toEqual({ ok: false, error: 'journal' });
    fixture.diskRefuses(false);
    expect(fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes).toEqual([]);
  });

  it('shows on the cards it is about, until it is sent', async () => {
    fixture.crm.fate = () => ({ failure: offline, written: false });
    const task = { text: 'Call', typeId: 1, completeTill: DUE, responsible: null };
    add(
      note(),
      { kind: 'createTask', target: { entity: 'contact', id: contact }, ...task },
      { kind: 'moveTask', taskId: 9, completeTill: DUE },
      { kind: 'newContact', name: 'New', phones: [], evenIfDuplicates: true },
    );
    const kinds = (views: readonly WriteView[]): string[] => views.map(({ write }) => write.kind);
    const undone = (): readonly WriteView[] =>
      fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
    const on = (entity: string, id: number): readonly WriteView[] =>
      undone().filter(({ write }) => subjectOf(write)?.entity === entity && subjectOf(write)?.id === id);
    expect(kinds(on('contact', contact))).toEqual(['addNote', 'createTask']);
    expect(kinds(on('company', contact))).toEqual([]);
    expect(kinds(on('task', 9))).toEqual(['moveTask']);
    expect(kinds(undone().filter(({ write }) => madeBy(write) === 'contact'))).toEqual(['newContact']);
    fixture.crm.fate = () => 'works';
    fixture.outbox.wake();
    await fixture.clock.settle();
    expect(on('contact', contact)).toEqual([]);
  });
});

describe('an after-call form', () => {
  const finish = (changes: Partial<Parameters<OutboxUnderTest['outbox']['finishCall']>[2]> = {}) =>
    fixture.outbox.finishCall(ACCOUNT, 'a', {
      result: 4,
      note: 'Wants an offer',
      chosen: { entity: 'contact', entityId: contact, leadId: null, name: 'Ivan' },
      writes: [
        { kind: 'createTask', target: null, text: 'Offer', typeId: 1, completeTill: DUE, responsible: null },
      ],
      ...changes,
    });
  beforeEach(() => {
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
  });

  it('is saved as one and sent in order: the call, then what follows from it', async () => {
    expect(finish()).toMatchObject({ ok: true });
    await fixture.clock.advance(9_999);
    expect(fixture.crm.requests).toEqual([]);
    await fixture.clock.advance(1);
    expect(fixture.crm.requests).toEqual([`notes.addCall:a:contact:${contact}`, 'tasks.create:Offer']);
    expect(fixture.crm.tasks[0]).toMatchObject({ entity_type: 'contacts', entity_id: contact });
    expect(fixture.crm.calls[0]?.text).toBe('Wants an offer');
  });

  it('is taken back as one', async () => {
    finish();
    expect(fixture.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: true, value: null });
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.requests).toEqual([]);
    expect(fixture.state('a')).toEqual({ state: 'unlogged' });
    expect(fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes).toEqual([]);
    expect(events().at(-1)?.write).toBeNull();
  });

  it('replaces an earlier one while that can be undone, and not later', async () => {
    finish();
    await fixture.clock.advance(5_000);
    expect(finish({ result: 2, writes: [] })).toMatchObject({ ok: true });
    await fixture.clock.advance(10_000);
    expect(fixture.crm.calls.map(({ call }) => call.call_status)).toEqual([2]);
    expect(fixture.crm.tasks).toEqual([]);
    expect(finish()).toEqual({ ok: false, error: 'alreadySent' });
    expect(fixture.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
  });

  it('keeps its task when the result is given again by a key', async () => {
    finish();
    fixture.outbox.logCall(ACCOUNT, 'a', 2);
    await fixture.clock.advance(10_000);
    expect(fixture.crm.requests).toEqual([`notes.addCall:a:contact:${contact}`, 'tasks.create:Offer']);
  });

  it('of nobody’s choice has its task on whatever the service logged the call to', async () => {
    finish({ chosen: undefined });
    await fixture.clock.advance(10_000);
    expect(fixture.crm.requests[0]).toBe('calls.add:a');
    expect(fixture.crm.tasks[0]).toMatchObject({ entity_type: 'contacts', entity_id: contact });
  });

  it('waits for the contact of an unknown number, and its task goes there', async () => {
    const phone = '+79160009999';
    fixture.journal.calls.putFacts(callFacts('b', fixture.clock.now(), { rawNumber: phone, e164: phone }));
    fixture.outbox.finishCall(ACCOUNT, 'b', {
      result: 4,
      writes: [
        { kind: 'createTask', target: null, text: 'Offer', typeId: 1, completeTill: DUE, responsible: null },
      ],
    });
    await fixture.clock.advance(10_000);
    expect(fixture.state('b')).toMatchObject({ state: 'failed', failure: 'entityNotFound' });
    expect(fixture.crm.tasks).toEqual([]);
    fixture.outbox.contactForCall(ACCOUNT, 'b', { name: 'Petr', phone, evenIfDuplicates: false });
    await fixture.clock.settle();
    const made = fixture.crm.contacts.find(({ name }) => name === 'Petr');
    expect(fixture.state('b')).toMatchObject({ state: 'logged' });
    expect(fixture.crm.tasks).toMatchObject([{ entity_type: 'contacts', entity_id: made?.id }]);
  });

  it('fails alone where only a part of it is refused: the call is in the CRM', async () => {
    fateOf('tasks.create', refused);
    finish();
    await fixture.clock.advance(MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
    const [task] = fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
    expect(task).toMatchObject({ callId: 'a', state: 'failed', failure: 'rejected' });
    // Trying the call again is not meant for it.
    expect(fixture.outbox.retry(ACCOUNT, 'a')).toEqual({ ok: false, error: 'nothingToRetry' });
  });

  it('is refused whole when the disk refuses', () => {
    fixture.diskRefuses(true);
    expect(finish()).toEqual({ ok: false, error: 'journal' });
    fixture.diskRefuses(false);
    expect(fixture.state('a')).toEqual({ state: 'unlogged' });
    expect(fixture.journal.calls.get(ACCOUNT, 'a')).toMatchObject({ note: '', chosen: null });
  });
});
