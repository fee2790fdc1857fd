import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteView } from '../../../preload/contract.ts';
import { madeBy, subjectOf } from '../../../preload/contract/agentWrites.ts';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';

const MINUTE = 60_000;
const DUE = 1_800_000_000;
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: 'ECONNREFUSED' };
const refused: CrmFailure = { kind: 'rejected', status: 409, words: 'no' };
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let desk: Desk;
let contact: number;
beforeEach(() => {
  desk = createDesk();
  contact = desk.crm.addContact('Ivan', PHONE);
});
afterEach(() => {
  desk.close();
});

const add = (...writes: readonly AgentWrite[]): readonly WriteView[] => {
  const added = desk.outbox.writes.add(ACCOUNT, null, writes);
  if (!added.ok) throw new Error(added.error);
  return added.value;
};
const note = (text = 'Called back'): AgentWrite => ({
  kind: 'addNote',
  target: { entity: 'contact', id: contact },
  text,
});
const viewOf = (id: number): WriteView | undefined =>
  desk.outbox.writes.list(ACCOUNT, { undoneOnly: false }).writes.find((one) => one.id === id);
const idOf = ([view]: readonly WriteView[]): number => view?.id ?? 0;
const fateOf = (start: string, failure: CrmFailure, written = false): void => {
  desk.crm.fate = (what) => (what.startsWith(start) ? { failure, written } : 'works');
};
const events = () => desk.events.flatMap((event) => (event.type === 'writeChanged' ? [event.event] : []));

describe('a write', () => {
  it('is sent at once, tells how it stands, and is listed with what it made', async () => {
    const id = idOf(add(note()));
    await desk.clock.settle();
    expect(viewOf(id)).toMatchObject({ state: 'sent', remoteId: desk.crm.notes[0]?.id, changeable: false });
    expect(events().map(({ write }) => write?.state)).toEqual(['waiting', 'sending', 'sent']);
    expect(events().map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(desk.outbox.writes.list(ACCOUNT, { undoneOnly: true })).toEqual({ version: 3, writes: [] });
  });

  it('waits offline, says why and until when, and carries the time it was written at', async () => {
    desk.crm.fate = () => ({ failure: offline, written: false });
    const at = Math.floor(desk.clock.now() / 1000);
    const id = idOf(add(note()));
    await desk.clock.advance(60 * MINUTE);
    expect(viewOf(id)).toMatchObject({ state: 'waiting', failure: 'network', changeable: true });
    expect(viewOf(id)?.retryAt).toBeGreaterThan(desk.clock.now());
    desk.crm.fate = () => 'works';
    desk.outbox.wake();
    await desk.clock.settle();
    expect(desk.crm.notes.map(({ created_at }) => created_at)).toEqual([at]);
  });

  it('that was refused does not hold back the next one on the same card, and needs the agent', async () => {
    fateOf('notes.addText:bad', refused);
    const [bad, good] = add(note('bad'), note('good'));
    await desk.clock.settle();
    expect(viewOf(bad?.id ?? 0)).toMatchObject({ state: 'failed', failure: 'rejected', words: 'no' });
    expect(viewOf(good?.id ?? 0)).toMatchObject({ state: 'sent' });
    desk.crm.fate = () => 'works';
    expect(desk.outbox.writes.retry(ACCOUNT, good?.id ?? 0)).toEqual({ ok: false, error: 'nothingToRetry' });
    expect(desk.outbox.writes.retry(ACCOUNT, bad?.id ?? 0)).toMatchObject({ ok: true });
    await desk.clock.settle();
    expect(desk.crm.notes.map(({ text }) => text)).toEqual(['good', 'bad']);
  });

  it('can be edited while the CRM certainly has nothing of it', async () => {
    fateOf('notes.addText:bad', refused);
    const id = idOf(add(note('bad')));
    await desk.clock.settle();
    expect(desk.outbox.writes.edit(ACCOUNT, id, { kind: 'completeTask', taskId: 1, resultText: '' })).toEqual(
      {
        ok: false,
        error: 'otherKind',
      },
    );
    expect(desk.outbox.writes.edit(ACCOUNT, id, note('better'))).toMatchObject({ ok: true });
    await desk.clock.settle();
    expect(desk.crm.notes.map(({ text }) => text)).toEqual(['better']);
    expect(desk.outbox.writes.edit(ACCOUNT, id, note('late'))).toEqual({ ok: false, error: 'tooLate' });
  });

  it('that is edited while the CRM is read for it is sent as it is now', async () => {
    const lead = await desk.crm.client.leads.create({ name: 'Deal' });
    const leadId = lead.ok ? lead.value.id : 0;
    const id = idOf(add({ kind: 'patchLead', leadId, price: 1 }));
    desk.outbox.writes.edit(ACCOUNT, id, { kind: 'patchLead', leadId, price: 2 });
    await desk.clock.settle();
    expect(desk.crm.requests.filter((what) => what.startsWith('leads.patch'))).toHaveLength(1);
    expect(desk.crm.leads[0]?.price).toBe(2);
  });

  it('can be discarded unless the CRM may have it', async () => {
    desk.crm.fate = () => ({ failure: offline, written: false });
    const [first, second] = add(note('first'), note('second'));
    await desk.clock.settle();
    expect(desk.outbox.writes.discard(ACCOUNT, first?.id ?? 0)).toEqual({ ok: true, value: null });
    expect(events().at(-1)).toMatchObject({ id: first?.id, write: null });
    fateOf('notes.addText', lost, true);
    desk.outbox.wake();
    await desk.clock.settle();
    expect(viewOf(second?.id ?? 0)).toMatchObject({ state: 'waiting', changeable: false });
    expect(desk.outbox.writes.discard(ACCOUNT, second?.id ?? 0)).toEqual({ ok: false, error: 'tooLate' });
    await desk.clock.advance(MINUTE);
    expect(desk.crm.notes.map(({ text }) => text)).toEqual(['second']);
    expect(desk.outbox.writes.discard(ACCOUNT, 12_345)).toEqual({ ok: false, error: 'unknownWrite' });
  });

  it('is nobody else’s: another account neither sees nor changes it', () => {
    desk.crm.fate = () => ({ failure: offline, written: false });
    const id = idOf(add(note()));
    expect(desk.outbox.writes.list('other', { undoneOnly: false }).writes).toEqual([]);
    expect(desk.outbox.writes.discard('other', id)).toEqual({ ok: false, error: 'unknownWrite' });
  });

  it('fails as a value when the disk refuses, and nothing is kept', () => {
    desk.diskRefuses(true);
    expect(desk.outbox.writes.add(ACCOUNT, null, [note()])).toEqual({ ok: false, error: 'journal' });
    desk.diskRefuses(false);
    expect(desk.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes).toEqual([]);
  });

  it('shows on the cards it is about, until it is sent', async () => {
    desk.crm.fate = () => ({ failure: offline, written: false });
    const task = { text: 'Call', typeId: 1, completeTill: DUE, responsible: null };
    add(
      note(),
      { kind: 'createTask', target: { entity: 'contact', id: contact }, ...task },
      { kind: 'moveTask', taskId: 9, completeTill: DUE },
      { kind: 'newContact', name: 'New', phones: [], evenIfDuplicates: true },
    );
    const kinds = (views: readonly WriteView[]): string[] => views.map(({ write }) => write.kind);
    const undone = (): readonly WriteView[] => desk.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
    const on = (entity: string, id: number): readonly WriteView[] =>
      undone().filter(({ write }) => subjectOf(write)?.entity === entity && subjectOf(write)?.id === id);
    expect(kinds(on('contact', contact))).toEqual(['addNote', 'createTask']);
    expect(kinds(on('company', contact))).toEqual([]);
    expect(kinds(on('task', 9))).toEqual(['moveTask']);
    expect(kinds(undone().filter(({ write }) => madeBy(write) === 'contact'))).toEqual(['newContact']);
    desk.crm.fate = () => 'works';
    desk.outbox.wake();
    await desk.clock.settle();
    expect(on('contact', contact)).toEqual([]);
  });
});

describe('an after-call form', () => {
  const finish = (changes: Partial<Parameters<Desk['outbox']['finishCall']>[2]> = {}) =>
    desk.outbox.finishCall(ACCOUNT, 'a', {
      result: 4,
      note: 'Wants an offer',
      chosen: { entity: 'contact', entityId: contact, leadId: null, name: 'Ivan' },
      writes: [
        { kind: 'createTask', target: null, text: 'Offer', typeId: 1, completeTill: DUE, responsible: null },
      ],
      ...changes,
    });
  beforeEach(() => {
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now()));
  });

  it('is saved as one and sent in order: the call, then what follows from it', async () => {
    expect(finish()).toMatchObject({ ok: true });
    await desk.clock.advance(9_999);
    expect(desk.crm.requests).toEqual([]);
    await desk.clock.advance(1);
    expect(desk.crm.requests).toEqual([`notes.addCall:a:contact:${contact}`, 'tasks.create:Offer']);
    expect(desk.crm.tasks[0]).toMatchObject({ entity_type: 'contacts', entity_id: contact });
    expect(desk.crm.calls[0]?.text).toBe('Wants an offer');
  });

  it('is taken back as one', async () => {
    finish();
    expect(desk.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: true, value: null });
    await desk.clock.advance(MINUTE);
    expect(desk.crm.requests).toEqual([]);
    expect(desk.state('a')).toEqual({ state: 'unlogged' });
    expect(desk.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes).toEqual([]);
    expect(events().at(-1)?.write).toBeNull();
  });

  it('replaces an earlier one while that can be undone, and not later', async () => {
    finish();
    await desk.clock.advance(5_000);
    expect(finish({ result: 2, writes: [] })).toMatchObject({ ok: true });
    await desk.clock.advance(10_000);
    expect(desk.crm.calls.map(({ call }) => call.call_status)).toEqual([2]);
    expect(desk.crm.tasks).toEqual([]);
    expect(finish()).toEqual({ ok: false, error: 'alreadySent' });
    expect(desk.outbox.undo(ACCOUNT, 'a')).toEqual({ ok: false, error: 'tooLate' });
  });

  it('keeps its task when the result is given again by a key', async () => {
    finish();
    desk.outbox.logCall(ACCOUNT, 'a', 2);
    await desk.clock.advance(10_000);
    expect(desk.crm.requests).toEqual([`notes.addCall:a:contact:${contact}`, 'tasks.create:Offer']);
  });

  it('of nobody’s choice has its task on whatever the service logged the call to', async () => {
    finish({ chosen: undefined });
    await desk.clock.advance(10_000);
    expect(desk.crm.requests[0]).toBe('calls.add:a');
    expect(desk.crm.tasks[0]).toMatchObject({ entity_type: 'contacts', entity_id: contact });
  });

  it('waits for the contact of an unknown number, and its task goes there', async () => {
    const phone = '+79160009999';
    desk.journal.calls.putFacts(callFacts('b', desk.clock.now(), { rawNumber: phone, e164: phone }));
    desk.outbox.finishCall(ACCOUNT, 'b', {
      result: 4,
      writes: [
        { kind: 'createTask', target: null, text: 'Offer', typeId: 1, completeTill: DUE, responsible: null },
      ],
    });
    await desk.clock.advance(10_000);
    expect(desk.state('b')).toMatchObject({ state: 'failed', failure: 'entityNotFound' });
    expect(desk.crm.tasks).toEqual([]);
    desk.outbox.contactForCall(ACCOUNT, 'b', { name: 'Petr', phone, evenIfDuplicates: false });
    await desk.clock.settle();
    const made = desk.crm.contacts.find(({ name }) => name === 'Petr');
    expect(desk.state('b')).toMatchObject({ state: 'logged' });
    expect(desk.crm.tasks).toMatchObject([{ entity_type: 'contacts', entity_id: made?.id }]);
  });

  it('fails alone where only a part of it is refused: the call is in the CRM', async () => {
    fateOf('tasks.create', refused);
    finish();
    await desk.clock.advance(MINUTE);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
    const [task] = desk.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
    expect(task).toMatchObject({ callId: 'a', state: 'failed', failure: 'rejected' });
    // Trying the call again is not meant for it.
    expect(desk.outbox.retry(ACCOUNT, 'a')).toEqual({ ok: false, error: 'nothingToRetry' });
  });

  it('is refused whole when the disk refuses', () => {
    desk.diskRefuses(true);
    expect(finish()).toEqual({ ok: false, error: 'journal' });
    desk.diskRefuses(false);
    expect(desk.state('a')).toEqual({ state: 'unlogged' });
    expect(desk.journal.calls.get(ACCOUNT, 'a')).toMatchObject({ note: '', chosen: null });
  });
});
