import { afterEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, callFacts, createOutboxUnderTest, PHONE } from './outboxUnderTest.ts';
import type { CrmTime, OutboxUnderTest } from './outboxUnderTest.ts';
import { createFakeClock } from '../fakeClock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let fixture: OutboxUnderTest;
afterEach(() => {
  fixture.close();
});

const open = (
  time: Partial<CrmTime>,
  changes: Parameters<typeof createOutboxUnderTest>[0] = {},
): OutboxUnderTest => (fixture = createOutboxUnderTest(changes, createFakeClock(), time));

/** So many writes are done at the CRM, and their answers lost. */
function loseAnswers(times: number): void {
  let left = times;
  fixture.crm.fate = (what) => {
    const isWrite = /^(?:calls\.add|notes\.add|tasks\.create|contacts\.create|leads\.create)/u.test(what);
    if (!isWrite || left === 0) return 'works';
    left -= 1;
    return { failure: lost, written: true };
  };
}

const add = (write: AgentWrite): unknown => fixture.outbox.writes.add(ACCOUNT, null, [write]);
const responsible = null;

const WRITES = {
  'a call by its number': () => {
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
  },
  'a call on a chosen contact': () => {
    const entityId = fixture.crm.addContact('Ivan', '+79990000000');
    fixture.journal.calls.putFacts(callFacts('a', fixture.clock.now()));
    fixture.journal.calls.setChosen(ACCOUNT, 'a', {
      entity: 'contact',
      entityId,
      leadId: null,
      name: 'Ivan',
    });
    fixture.outbox.logCall(ACCOUNT, 'a', 4);
  },
  'a note': () => {
    const id = fixture.crm.addContact('Ivan', PHONE);
    add({ kind: 'addNote', target: { entity: 'contact', id }, text: 'Said' });
  },
  'a task': () => {
    add({
      kind: 'createTask',
      target: null,
      text: 'Call',
      typeId: 1,
      completeTill: 2_000_000_000,
      responsible,
    });
  },
  'a contact': () => {
    add({ kind: 'newContact', name: 'Olga', phones: ['+79160000001'], evenIfDuplicates: true });
  },
  'a deal': () => {
    const stage = { pipelineId: null, statusId: null, responsible };
    add({ kind: 'createLead', name: 'Offer', price: 1, ...stage, contact: null });
  },
} as const;

const held = (): number => {
  const { calls, notes, tasks, contacts, leads } = fixture.crm;
  const made = contacts.filter(({ name }) => name !== 'Ivan');
  return calls.length + notes.length + tasks.length + made.length + leads.length;
};

const SKEWS = [-DAY, -3 * HOUR, -12 * MINUTE, 0, 12 * MINUTE, 3 * HOUR, DAY];

describe.each(SKEWS)('with a CRM whose clock shows %i ms more than the computer', (skew) => {
  describe.each([
    ['known', true],
    ['not known yet', false],
  ])('and its time %s', (_said, knowsTime) => {
    it.each(Object.entries(WRITES))('%s is there once though six answers were lost', async (_kind, write) => {
      open({ skew, knowsTime });
      write();
      loseAnswers(6);
      await fixture.clock.advance(HOUR);
      expect(held()).toBe(1);
      const open_ = fixture.journal.outbox.counts(ACCOUNT);
      expect([open_.pending, open_.inFlight, open_.dead]).toEqual([0, 0, 0]);
    });
  });

  it.each(Object.entries(WRITES))(
    '%s is there once though the CRM never tells the time',
    async (_kind, write) => {
      open({ skew, knowsTime: false });
      fixture.crm.hearTime = () => undefined;
      write();
      loseAnswers(3);
      await fixture.clock.advance(HOUR);
      expect(held()).toBe(1);
    },
  );

  it.each(Object.entries(WRITES))(
    '%s is there once though the CRM keeps no time of ours',
    async (_kind, write) => {
      open({ skew });
      fixture.crm.keepsTimes = false;
      write();
      loseAnswers(6);
      await fixture.clock.advance(HOUR);
      expect(held()).toBe(1);
    },
  );

  it('nothing is dated in the future of the CRM, and a call as it was there', async () => {
    open({ skew });
    for (const write of Object.values(WRITES)) write();
    await fixture.clock.advance(MINUTE);
    const { calls, notes, tasks, contacts, leads } = fixture.crm;
    const ahead = [...calls, ...notes, ...tasks, ...contacts, ...leads].map(({ created_at: at }) =>
      Math.max(0, (at ?? 0) - fixture.crm.seconds()),
    );
    expect(Math.max(...ahead)).toBe(0);
    // It began 90 s before its result, which was sent ten seconds later.
    const [call] = calls;
    expect(fixture.crm.seconds() - (call?.created_at ?? 0)).toBeGreaterThanOrEqual(148);
    expect(fixture.crm.seconds() - (call?.created_at ?? 0)).toBeLessThanOrEqual(152);
  });

  it("the PBX's own log of a call is recognised", async () => {
    open(
      { skew },
      { pbx: { whoLogs: () => 'first', resultInPlace: () => false, resultNote: () => 'Result' } },
    );
    const id = fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.pbxLogs(
      { entity: 'contact', id },
      { direction: 'inbound', phone: PHONE, created_at: fixture.crm.seconds() - 90 },
    );
    fixture.logged('a');
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.calls).toHaveLength(1);
    expect(fixture.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
  });
});

const CORRECTIONS = [-30 * DAY, -DAY, -HOUR, HOUR, DAY, 30 * DAY];

describe.each(CORRECTIONS)('when the computer’s clock is put right by %i ms', (correction) => {
  it('a result can be undone as long as ever, and is sent then', async () => {
    open({});
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    await fixture.clock.advance(5 * SECOND);
    fixture.clock.jump(correction);
    await fixture.clock.advance(4 * SECOND);
    expect(fixture.crm.calls).toEqual([]);
    await fixture.clock.advance(2 * SECOND);
    expect(fixture.crm.calls).toHaveLength(1);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('a result whose answer was lost is read back and settled within a minute, and holds nothing up', async () => {
    open({});
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    loseAnswers(1);
    await fixture.clock.advance(11 * SECOND);
    fixture.clock.jump(correction);
    fixture.logged('b');
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.calls.map(({ uniq }) => uniq)).toEqual(['a', 'b']);
    expect(fixture.state('a')).toMatchObject({ state: 'logged' });
  });

  it('a pause of two seconds is two seconds', async () => {
    open({});
    fixture.crm.addContact('Ivan', PHONE);
    fixture.crm.fate = () => ({
      failure: { kind: 'rateLimited', retryAfterMs: 2000, words: '' },
      written: false,
    });
    fixture.logged('a');
    await fixture.clock.advance(10 * SECOND);
    fixture.crm.fate = () => 'works';
    fixture.clock.jump(correction);
    await fixture.clock.advance(3 * SECOND);
    expect(fixture.crm.calls).toHaveLength(1);
  });

  it('between two runs nothing waits for it either', async () => {
    open({});
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    loseAnswers(1);
    await fixture.clock.advance(11 * SECOND);
    fixture.logged('b');
    await fixture.restartAfter(() => {
      fixture.clock.jump(correction);
    });
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.calls.map(({ uniq }) => uniq)).toEqual(['a', 'b']);
  });

  it('the CRM has what was written before and after it once, though answers are lost', async () => {
    open({ skew: 3 * HOUR });
    for (const write of Object.values(WRITES)) write();
    const before = fixture.crm.contacts.length;
    loseAnswers(4);
    await fixture.clock.advance(12 * SECOND);
    fixture.clock.jump(correction);
    await fixture.clock.advance(HOUR);
    expect(fixture.crm.contacts.length - before).toBe(1);
    expect(fixture.crm.calls).toHaveLength(1);
    expect([fixture.crm.notes.length, fixture.crm.tasks.length, fixture.crm.leads.length]).toEqual([1, 1, 1]);
  });
});

it.each([-1, -500, -999, -1_500])(
  'results leave as they were given when the computer’s clock is put right by %i ms between two',
  async (correction) => {
    open({});
    fixture.crm.addContact('Ivan', PHONE);
    fixture.logged('a');
    fixture.clock.jump(correction);
    fixture.logged('b');
    await fixture.clock.advance(MINUTE);
    expect(fixture.crm.calls.map(({ uniq }) => uniq)).toEqual(['a', 'b']);
  },
);
