import { afterEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../../main/crm/types/crmFailure.ts';
import type { WhoLogs } from '../../../../main/writes/call/pbxCallLogs.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from '../../outbox/outboxUnderTest.ts';
import type { OutboxUnderTest } from '../../outbox/outboxUnderTest.ts';

const MINUTE = 60_000;
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };
const offline: CrmFailure = { kind: 'network', maySucceed: false, words: '' };
const forbidden: CrmFailure = { kind: 'forbidden', words: '' };

let fixture: OutboxUnderTest;
let inPlace = false;
afterEach(() => {
  fixture.close();
  inPlace = false;
});

function fixtureWhere(whoLogs: WhoLogs): number {
  fixture = createOutboxUnderTest({
    pbx: {
      whoLogs: () => whoLogs,
      resultInPlace: () => inPlace,
      resultNote: (result, words) =>
        [`Result ${String(result)}`, words].filter((one) => one !== '').join(': '),
    },
  });
  return fixture.crm.addContact('Ivan', PHONE);
}
const pbxLogs = (id: number, more: Partial<Parameters<OutboxUnderTest['crm']['pbxLogs']>[1]> = {}): number =>
  fixture.crm.pbxLogs(
    { entity: 'contact', id },
    { direction: 'inbound', phone: '8 (916) 123-45-67', created_at: seconds(), ...more },
  );
const seconds = (): number => Math.floor(fixture.clock.now() / 1000);
const ofRingside = (): string[] =>
  fixture.crm.calls.filter(({ source }) => source === 'Ringside').map(({ call }) => call.uniq);
const texts = (): (string | null)[] => fixture.crm.notes.map(({ text }) => text);

describe('a call that the PBX logged', () => {
  it('is not logged again: result and words are a note on its card, the task follows to it', async () => {
    const ivan = fixtureWhere('first');
    const note = pbxLogs(ivan);
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
    const task = { text: 'Send the offer', typeId: 1, completeTill: 2_000_000_000, responsible: null };
    fixture.outbox.finishCall(ACCOUNT, 'a', {
      result: 2,
      note: ' two pallets ',
      writes: [{ kind: 'createTask', target: null, ...task }],
    });
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual([]);
    expect(fixture.crm.notes).toMatchObject([
      { entity: 'contact', entity_id: ivan, text: 'Result 2: two pallets' },
    ]);
    expect(fixture.crm.tasks).toMatchObject([
      { text: 'Send the offer', entity_type: 'contacts', entity_id: ivan },
    ]);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
    expect(fixture.journal.outbox.ofCall(ACCOUNT, 'a')[0]).toMatchObject({ remoteId: note, pbx: 'joined' });
  });

  it('is another than this one: other number, direction or time, or a colleague’s Ringside', async () => {
    const ivan = fixtureWhere('first');
    pbxLogs(ivan, { phone: '+79161234568' });
    pbxLogs(ivan, { direction: 'outbound' });
    pbxLogs(ivan, { created_at: seconds() - 600 });
    fixture.crm.addOtherCall({ entity: 'contact', id: ivan }, 'of a colleague');
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['of a colleague', 'a']);
    expect(texts()).toEqual([]);
    expect(fixture.state('a')).toEqual({ state: 'logged', at: expect.any(Number) as number });
  });

  it('was an earlier one of the same caller: its note is not taken for the next call’s', async () => {
    const ivan = fixtureWhere('first');
    const now = fixture.clock.now();
    pbxLogs(ivan, { created_at: seconds() - 80 });
    fixture.journal.calls.putFacts(
      callFacts('missed', now, {
        startedAt: now - 100_000,
        answeredAt: null,
        endedAt: now - 80_000,
        endReason: 'missed',
      }),
    );
    fixture.journal.calls.putFacts(
      callFacts('next', now, { startedAt: now - 60_000, answeredAt: now - 55_000, endedAt: now - 1000 }),
    );
    fixture.outbox.logCall(ACCOUNT, 'next', 4);
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['next']);
    fixture.outbox.logCall(ACCOUNT, 'missed', 6);
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['next']);
    expect(fixture.state('missed')).toMatchObject({ state: 'logged', pbx: 'added' });
  });

  it('is one call: two notes are two calls’, and a second call without one of its own is logged', async () => {
    const ivan = fixtureWhere('first');
    const notes = [pbxLogs(ivan, { created_at: seconds() - 20 }), pbxLogs(ivan)];
    for (const id of ['a', 'b', 'c']) fixture.logged(id);
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['c']);
    const joined = ['a', 'b'].map((id) => fixture.journal.outbox.ofCall(ACCOUNT, id)[0]?.remoteId);
    expect(joined).toEqual(notes);
    expect(texts()).toEqual(['Result 4', 'Result 4']);
  });

  it('has its result once though the answer was lost', async () => {
    const ivan = fixtureWhere('first');
    pbxLogs(ivan);
    let times = 0;
    fixture.crm.fate = (what) => {
      if (!what.startsWith('notes.addText')) return 'works';
      times += 1;
      return times === 1 ? { failure: lost, written: true } : 'works';
    };
    fixture.logged('a');
    await fixture.clock.advance(5 * MINUTE);
    expect(texts()).toEqual(['Result 4']);
    expect(fixture.state('a')).toMatchObject({ pbx: 'added' });
  });

  it('says so when its result was refused, and tries again when the agent wants', async () => {
    const ivan = fixtureWhere('first');
    pbxLogs(ivan);
    fixture.crm.fate = (what) =>
      what.startsWith('notes.addText') ? { failure: forbidden, written: false } : 'works';
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'notAdded' });
    fixture.crm.fate = () => 'works';
    const [write] = fixture.outbox.writes.list(ACCOUNT, { undoneOnly: true }).writes;
    fixture.outbox.writes.retry(ACCOUNT, write?.id ?? 0);
    await fixture.clock.advance(MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
    expect(ofRingside()).toEqual([]);
  });

  it('later than Ringside, whose answer was lost, is not taken for it', async () => {
    const ivan = fixtureWhere('first');
    fixture.crm.fate = (what) => {
      if (!what.startsWith('calls.add')) return 'works';
      pbxLogs(ivan);
      return { failure: lost, written: true };
    };
    fixture.logged('a');
    await fixture.clock.advance(5 * MINUTE);
    expect(ofRingside()).toEqual(['a']);
    expect(texts()).toEqual([]);
    expect(fixture.state('a')).not.toHaveProperty('pbx');
  });

  it('keeps its result through restarts', async () => {
    const ivan = fixtureWhere('first');
    pbxLogs(ivan);
    fixture.crm.fate = (what) =>
      what.startsWith('notes.addText') ? { silence: true, written: true } : 'works';
    fixture.logged('a');
    await fixture.clock.advance(11_000);
    expect(texts()).toEqual(['Result 4']);
    fixture.crm.fate = () => 'works';
    await fixture.restart();
    await fixture.clock.advance(5 * MINUTE);
    expect(texts()).toEqual(['Result 4']);
    expect(fixture.state('a')).toMatchObject({ pbx: 'added' });
  });
});

describe('who logs', () => {
  it('Ringside, when it is first', async () => {
    fixtureWhere('first');
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['a']);
  });

  it('Ringside alone: nobody’s notes are read', async () => {
    const ivan = fixtureWhere('ringside');
    pbxLogs(ivan);
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['a']);
    expect(fixture.crm.requests).toEqual(['calls.add:a']);
  });

  it('the PBX: its note is waited for, and what follows of others is not held back', async () => {
    const ivan = fixtureWhere('pbx');
    fixture.logged('a');
    fixture.outbox.writes.add(ACCOUNT, null, [
      { kind: 'addNote', target: { entity: 'lead', id: 9 }, text: 'other' },
    ]);
    await fixture.clock.advance(MINUTE);
    expect(texts()).toEqual(['other']);
    expect(fixture.state('a')).toEqual({ state: 'waiting', failure: null, retryAt: null });
    pbxLogs(ivan);
    await fixture.clock.advance(20_000);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
    expect(ofRingside()).toEqual([]);
  });

  it('Ringside for a PBX that did not in two minutes: no result is lost', async () => {
    fixtureWhere('pbx');
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual([]);
    await fixture.clock.advance(2 * MINUTE);
    expect(ofRingside()).toEqual(['a']);
    expect(fixture.state('a')).not.toHaveProperty('pbx');
  });
});

describe('looking for the PBX’s note', () => {
  it('costs one reading for all calls of an outage', async () => {
    const ivan = fixtureWhere('first');
    fixture.crm.fate = () => ({ failure: offline, written: false });
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) fixture.logged(id);
    pbxLogs(ivan);
    await fixture.clock.advance(30 * MINUTE);
    fixture.crm.fate = () => 'works';
    fixture.crm.requests.splice(0);
    fixture.outbox.wake(ACCOUNT);
    await fixture.clock.advance(10 * MINUTE);
    expect(ofRingside()).toHaveLength(4);
    expect(texts()).toEqual(['Result 4']);
    expect(fixture.crm.requests.filter((what) => what.startsWith('notes.list'))).toHaveLength(3);
  });

  it('keeps nobody from logging who may not read some kind of card', async () => {
    fixtureWhere('first');
    fixture.crm.fate = (what) =>
      what.startsWith('notes.list:company') ? { failure: forbidden, written: false } : 'works';
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(ofRingside()).toEqual(['a']);
  });

  it('waits while the CRM cannot be read: nothing is logged on a guess', async () => {
    const ivan = fixtureWhere('first');
    pbxLogs(ivan);
    fixture.crm.fate = (what) =>
      what.startsWith('notes.list') ? { failure: offline, written: false } : 'works';
    fixture.logged('a');
    await fixture.clock.advance(10 * MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'waiting', failure: 'network' });
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(10 * MINUTE);
    expect(ofRingside()).toEqual([]);
    expect(texts()).toEqual(['Result 4']);
  });
});

describe('a call that the PBX logged, whose own note is to have the result', () => {
  const note = () => fixture.crm.calls.map(({ call }) => [call.call_status, call.call_result]);
  const intoNote = (): number => {
    inPlace = true;
    const ivan = fixtureWhere('first');
    pbxLogs(ivan);
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
    fixture.outbox.finishCall(ACCOUNT, 'a', { result: 2, note: 'two pallets', writes: [] });
    return ivan;
  };

  it('has it there, with the words above its own, and no second note', async () => {
    intoNote();
    await fixture.clock.advance(MINUTE);
    expect(note()).toEqual([[2, 'two pallets']]);
    expect(texts()).toEqual([]);
    expect(ofRingside()).toEqual([]);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
  });

  it.each(['notes.patchCall', 'notes.getCall'])(
    'has it once though the answer of %s was lost',
    async (what) => {
      intoNote();
      let isLost = false;
      fixture.crm.fate = (asked) => {
        if (isLost || !asked.startsWith(what)) return 'works';
        isLost = true;
        return { failure: lost, written: true };
      };
      await fixture.clock.advance(10 * MINUTE);
      expect(note()).toEqual([[2, 'two pallets']]);
      expect(texts()).toEqual([]);
      expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
    },
  );

  it.each<CrmFailure>([
    forbidden,
    { kind: 'validation', problems: [], words: 'not yours' },
    { kind: 'notFound', words: '' },
  ])('has it beside that, as a note, where the CRM refuses: %o', async (failure) => {
    intoNote();
    fixture.crm.fate = (what) => (what.startsWith('notes.patchCall') ? { failure, written: false } : 'works');
    await fixture.clock.advance(MINUTE);
    expect(texts()).toEqual(['Result 2: two pallets']);
    expect(note().map(([, words]) => words)).toEqual([undefined]);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
  });

  it('has it beside that where the CRM answers well and keeps the note as it was', async () => {
    intoNote();
    const { patchCall } = fixture.crm.client.notes;
    fixture.crm.client.notes.patchCall = (target, id, _params, options) => patchCall(target, id, {}, options);
    await fixture.clock.advance(MINUTE);
    expect(texts()).toEqual(['Result 2: two pallets']);
  });

  it('waits for the network, and is not said to be logged before', async () => {
    intoNote();
    fixture.crm.fate = (what) =>
      what.startsWith('notes.patchCall') ? { failure: offline, written: false } : 'works';
    await fixture.clock.advance(MINUTE);
    expect(fixture.state('a')).toMatchObject({ state: 'waiting', failure: 'network' });
    fixture.crm.fate = () => 'works';
    await fixture.clock.advance(20 * MINUTE);
    expect(note()).toEqual([[2, 'two pallets']]);
    expect(texts()).toEqual([]);
  });
});
