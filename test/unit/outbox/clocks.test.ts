import { afterEach, describe, expect, it } from 'vitest';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import type { AgentWrite } from '../../../main/journal/outboxPayload.ts';
import { ACCOUNT, callFacts, createDesk, PHONE } from './outboxUnderTest.ts';
import type { CrmTime, Desk } from './outboxUnderTest.ts';
import { createFakeClock } from '../fakeClock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const lost: CrmFailure = { kind: 'timeout', maySucceed: true, words: '' };

let desk: Desk;
afterEach(() => {
  desk.close();
});

const open = (time: Partial<CrmTime>, changes: Parameters<typeof createDesk>[0] = {}): Desk =>
  (desk = createDesk(changes, createFakeClock(), time));

/** So many writes are done at the CRM, and their answers lost. */
function loseAnswers(times: number): void {
  let left = times;
  desk.crm.fate = (what) => {
    const isWrite = /^(?:calls\.add|notes\.add|tasks\.create|contacts\.create|leads\.create)/u.test(what);
    if (!isWrite || left === 0) return 'works';
    left -= 1;
    return { failure: lost, written: true };
  };
}

const add = (write: AgentWrite): unknown => desk.outbox.writes.add(ACCOUNT, null, [write]);
const responsible = null;

const WRITES = {
  'a call by its number': () => {
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
  },
  'a call on a chosen contact': () => {
    const entityId = desk.crm.addContact('Ivan', '+79990000000');
    desk.journal.calls.putFacts(callFacts('a', desk.clock.now()));
    desk.journal.calls.setChosen(ACCOUNT, 'a', { entity: 'contact', entityId, leadId: null, name: 'Ivan' });
    desk.outbox.logCall(ACCOUNT, 'a', 4);
  },
  'a note': () => {
    const id = desk.crm.addContact('Ivan', PHONE);
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
  const { calls, notes, tasks, contacts, leads } = desk.crm;
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
      await desk.clock.advance(HOUR);
      expect(held()).toBe(1);
      const open_ = desk.journal.outbox.counts(ACCOUNT);
      expect([open_.pending, open_.inFlight, open_.dead]).toEqual([0, 0, 0]);
    });
  });

  it.each(Object.entries(WRITES))(
    '%s is there once though the CRM never tells the time',
    async (_kind, write) => {
      open({ skew, knowsTime: false });
      desk.crm.hearTime = () => undefined;
      write();
      loseAnswers(3);
      await desk.clock.advance(HOUR);
      expect(held()).toBe(1);
    },
  );

  it.each(Object.entries(WRITES))(
    '%s is there once though the CRM keeps no time of ours',
    async (_kind, write) => {
      open({ skew });
      desk.crm.keepsTimes = false;
      write();
      loseAnswers(6);
      await desk.clock.advance(HOUR);
      expect(held()).toBe(1);
    },
  );

  it('nothing is dated in the future of the CRM, and a call as it was there', async () => {
    open({ skew });
    for (const write of Object.values(WRITES)) write();
    await desk.clock.advance(MINUTE);
    const { calls, notes, tasks, contacts, leads } = desk.crm;
    const ahead = [...calls, ...notes, ...tasks, ...contacts, ...leads].map(({ created_at: at }) =>
      Math.max(0, (at ?? 0) - desk.crm.seconds()),
    );
    expect(Math.max(...ahead)).toBe(0);
    // It began 90 s before its result, which was sent ten seconds later.
    const [call] = calls;
    expect(desk.crm.seconds() - (call?.created_at ?? 0)).toBeGreaterThanOrEqual(148);
    expect(desk.crm.seconds() - (call?.created_at ?? 0)).toBeLessThanOrEqual(152);
  });

  it("the PBX's own log of a call is recognised", async () => {
    open(
      { skew },
      { pbx: { whoLogs: () => 'first', resultInPlace: () => false, resultNote: () => 'Result' } },
    );
    const id = desk.crm.addContact('Ivan', PHONE);
    desk.crm.pbxLogs(
      { entity: 'contact', id },
      { direction: 'inbound', phone: PHONE, created_at: desk.crm.seconds() - 90 },
    );
    desk.logged('a');
    await desk.clock.advance(MINUTE);
    expect(desk.crm.calls).toHaveLength(1);
    expect(desk.state('a')).toMatchObject({ state: 'logged', pbx: 'added' });
  });
});

const CORRECTIONS = [-30 * DAY, -DAY, -HOUR, HOUR, DAY, 30 * DAY];

describe.each(CORRECTIONS)('when the computer’s clock is put right by %i ms', (correction) => {
  it('a result can be undone as long as ever, and is sent then', async () => {
    open({});
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    await desk.clock.advance(5 * SECOND);
    desk.clock.jump(correction);
    await desk.clock.advance(4 * SECOND);
    expect(desk.crm.calls).toEqual([]);
    await desk.clock.advance(2 * SECOND);
    expect(desk.crm.calls).toHaveLength(1);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('a result whose answer was lost is read back and settled within a minute, and holds nothing up', async () => {
    open({});
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    loseAnswers(1);
    await desk.clock.advance(11 * SECOND);
    desk.clock.jump(correction);
    desk.logged('b');
    await desk.clock.advance(MINUTE);
    expect(desk.crm.calls.map(({ uniq }) => uniq)).toEqual(['a', 'b']);
    expect(desk.state('a')).toMatchObject({ state: 'logged' });
  });

  it('a pause of two seconds is two seconds', async () => {
    open({});
    desk.crm.addContact('Ivan', PHONE);
    desk.crm.fate = () => ({
      failure: { kind: 'rateLimited', retryAfterMs: 2000, words: '' },
      written: false,
    });
    desk.logged('a');
    await desk.clock.advance(10 * SECOND);
    desk.crm.fate = () => 'works';
    desk.clock.jump(correction);
    await desk.clock.advance(3 * SECOND);
    expect(desk.crm.calls).toHaveLength(1);
  });

  it('between two runs nothing waits for it either', async () => {
    open({});
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    loseAnswers(1);
    await desk.clock.advance(11 * SECOND);
    desk.logged('b');
    await desk.restartAfter(() => {
      desk.clock.jump(correction);
    });
    await desk.clock.advance(MINUTE);
    expect(desk.crm.calls.map(({ uniq }) => uniq)).toEqual(['a', 'b']);
  });

  it('the CRM has what was written before and after it once, though answers are lost', async () => {
    open({ skew: 3 * HOUR });
    for (const write of Object.values(WRITES)) write();
    const before = desk.crm.contacts.length;
    loseAnswers(4);
    await desk.clock.advance(12 * SECOND);
    desk.clock.jump(correction);
    await desk.clock.advance(HOUR);
    expect(desk.crm.contacts.length - before).toBe(1);
    expect(desk.crm.calls).toHaveLength(1);
    expect([desk.crm.notes.length, desk.crm.tasks.length, desk.crm.leads.length]).toEqual([1, 1, 1]);
  });
});

it.each([-1, -500, -999, -1_500])(
  'results leave as they were given when the computer’s clock is put right by %i ms between two',
  async (correction) => {
    open({});
    desk.crm.addContact('Ivan', PHONE);
    desk.logged('a');
    desk.clock.jump(correction);
    desk.logged('b');
    await desk.clock.advance(MINUTE);
    expect(desk.crm.calls.map(({ uniq }) => uniq)).toEqual(['a', 'b']);
  },
);
