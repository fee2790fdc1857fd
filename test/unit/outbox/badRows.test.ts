import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { Desk } from './outboxUnderTest.ts';

const MINUTE = 60_000;
let desk: Desk;
afterEach(() => {
  desk.close();
});

const sent = (): readonly (string | null)[] => desk.crm.calls.map(({ uniq }) => uniq);

describe('one bad row holds up nobody else', () => {
  it('that cannot be read: it is set aside, and what came after it is sent', async () => {
    desk = createDesk();
    desk.crm.addContact('Ivan', PHONE);
    for (const id of ['a', 'b', 'c']) desk.logged(id);
    const [bad] = desk.journal.outbox.ofCall(ACCOUNT, 'a');
    desk.damage(bad?.id ?? 0, '{"kind":"of another program"}');
    await desk.clock.advance(MINUTE);
    expect(sent()).toEqual(['b', 'c']);
    expect(desk.journal.outbox.counts(ACCOUNT)).toMatchObject({ pending: 0, dead: 1 });
  });

  it('whose code throws: it is told of, and the next go at once', async () => {
    desk = createDesk();
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = (what) => {
      if (what === 'calls.add:a') throw new Error('a mistake of ours');
      return 'works';
    };
    for (const id of ['a', 'b', 'c']) desk.logged(id);
    await desk.clock.advance(11_000);
    expect(sent()).toEqual(['b', 'c']);
    expect(desk.bugs.splice(0)).not.toEqual([]);
  });

  it('that the service always stumbles over: ten minutes at most', async () => {
    desk = createDesk({ random: () => 0.999 });
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = (what) =>
      what === 'calls.add:a'
        ? { failure: { kind: 'server', status: 500, maySucceed: true, words: '' }, written: false }
        : 'works';
    for (const id of ['a', 'b', 'c']) desk.logged(id);
    await desk.clock.advance(10 * MINUTE + 10_000);
    expect(sent()).toEqual(['b', 'c']);
    expect(desk.state('a')).toMatchObject({ state: 'waiting', failure: 'server' });
  });
});

describe('what the agent changed while the CRM was read', () => {
  it('is what is sent: note and contact are read at the lease', async () => {
    desk = createDesk({ pbx: { whoLogs: () => 'first', resultInPlace: () => false, resultNote: () => '' } });
    desk.crm.addContact('Ivan', PHONE);
    const olga = desk.crm.addContact('Olga', '+79990000000');
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now()));
    desk.journal.calls.setNote(ACCOUNT, 'a', 'old words');
    desk.outbox.logCall(ACCOUNT, 'a', 4);
    desk.crm.fate = (what) => {
      if (what.startsWith('notes.list:lead')) {
        desk.journal.calls.setNote(ACCOUNT, 'a', 'new words');
        desk.journal.calls.setChosen(ACCOUNT, 'a', {
          entity: 'contact',
          entityId: olga,
          leadId: null,
          name: 'Olga',
        });
      }
      return 'works';
    };
    await desk.clock.advance(MINUTE);
    expect(desk.crm.calls).toMatchObject([{ entity: 'contact', entity_id: olga, text: 'new words' }]);
  });
});
