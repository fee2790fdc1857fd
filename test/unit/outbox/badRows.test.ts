import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { OutboxUnderTest } from './outboxUnderTest.ts';

const MINUTE = 60_000;
let fixture: OutboxUnderTest;
afterEach(() => {
  fixture.close();
});

const sent = (): readonly (string | null)[] => fixture.crm.calls.map(({ uniq }) => uniq);

describe('one bad row holds up nobody else', () => {
  it('that cannot be read: it is set aside, and what came after it is sent', async () => {
    fixture = createOutboxUnderTest();
    fixture.crm.addContact('Ivan', PHONE);
    for (const id of ['a', 'b', 'c']) fixture.logged(id);
    const [bad] = fixture.journal.outbox.ofCall(ACCOUNT, 'a');
    fixture.damage(bad?.id ?? 0, '{"kind":"of another program"}');
    await fixture.clock.advance(MINUTE);
    expect(sent()).toEqual(['b', 'c']);
    expect(fixture.journal.outbox.counts(ACCOUNT)).toMatchObject({ pending: 0, dead: 1 });
  });

  it('whose code throws: it is told of, and the next go at once', async () => {
    fixture = createOutboxUnderTest();
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = (what) => {
      if (what === 'calls.add:a') throw new Error('a mistake of ours');
      return 'works';
    };
    for (const id of ['a', 'b', 'c']) fixture.logged(id);
    await fixture.clock.advance(11_000);
    expect(sent()).toEqual(['b', 'c']);
    expect(fixture.bugs.splice(0)).not.toEqual([]);
  });

  it('that the service always stumbles over: ten minutes at most', async () => {
    fixture = createOutboxUnderTest({ random: () => 0.999 });
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = (what) =>
      what === 'calls.add:a'
        ? { failure: { kind: 'server', status: 500, maySucceed: true, words: '' }, written: false }
        : 'works';
    for (const id of ['a', 'b', 'c']) fixture.logged(id);
    await fixture.clock.advance(10 * MINUTE + 10_000);
    expect(sent()).toEqual(['b', 'c']);
    expect(fixture.state('a')).toMatchObject({ state: 'waiting', failure: 'server' });
  });
});

describe('what the agent changed while the CRM was read', () => {
  it('is what is sent: note and contact are read at the lease', async () => {
    fixture = createOutboxUnderTest({
      pbx: { whoLogs: () => 'first', resultInPlace: () => false, resultNote: () => '' },
    });
    fixture.crm.addContact('Ivan', PHONE);
    const olga = fixture.crm.addContact('Olga', '+79990000000');
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
    fixture.journal.calls.setNote(ACCOUNT, 'a', 'old words');
    fixture.outbox.logCall(ACCOUNT, 'a', 4);
    fixture.crm.fate = (what) => {
      if (what.startsWith('notes.list:lead')) {
        fixture.journal.calls.setNote(ACCOUNT, 'a', 'new words');
        fixture.journal.calls.setChosen(ACCOUNT, 'a', {
          entity: 'contact',
          entityId: olga,
          leadId: null,
          name: 'Olga',
        });
      }
      return 'works';
    };
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.calls).toMatchObject([{ entity: 'contact', entity_id: olga, text: 'new words' }]);
  });
});
