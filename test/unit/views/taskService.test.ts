import { describe, expect, it } from 'vitest';
import { endOfDay } from '../../../i18n/calendar.ts';
import { countTasks, scopeOf, withTaskWrites } from '../../../main/views/task/taskRowView.ts';
import type { TaskRow as MirrorTask } from '../../../main/mirror/readTypes.ts';
import { createTaskService } from '../../../main/views/task/taskService.ts';
import { createFakeClock } from '../fakeClock.ts';
import { writeView } from './writeView.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-23T14:32:00Z');

const task = (id: number, completeTill: number, rest: Partial<MirrorTask> = {}): MirrorTask => ({
  id,
  text: `Task ${id}`,
  typeId: 1,
  type: 'Call',
  completeTill,
  target: null,
  responsible: { id: 7, name: 'Anna' },
  updatedAt: NOW,
  ...rest,
});
const setting = {
  dictionary: {
    pipelines: [],
    users: [{ id: 7, name: 'Anna' }],
    taskTypes: [{ id: 2, name: 'Meeting', code: null }],
    lossReasons: [],
  },
  userId: 7,
  nameOf: () => 'Office fit-out',
  personOf: () => null,
};
const tasks = [task(1, NOW - HOUR), task(2, NOW + HOUR), task(3, NOW + 30 * HOUR)];
const ids = (...writes: Parameters<typeof withTaskWrites>[1]): readonly number[] =>
  withTaskWrites(tasks, writes, setting).map(({ id }) => id);

describe('the agent’s tasks', () => {
  it('lose one that is done, unless the CRM refused that', () => {
    const done = writeView({ kind: 'completeTask', taskId: 2, resultText: 'Talked' });
    expect(ids(done)).toEqual([1, 3]);
    const refused = { ...done, state: 'failed' as const, failure: 'forbidden' as const };
    expect(withTaskWrites(tasks, [refused], setting)[1]).toMatchObject({
      id: 2,
      pending: { state: 'failed', failure: 'forbidden' },
    });
  });

  it('stand in the order of their time when one is put off, the last word counting', () => {
    const move = (hours: number) =>
      writeView({ kind: 'moveTask', taskId: 1, completeTill: (NOW + hours * HOUR) / 1000 });
    expect(ids(move(40), move(2))).toEqual([2, 1, 3]);
    expect(ids(move(2), move(40))).toEqual([2, 3, 1]);
  });

  it('hold a new one in its place, with its names, until the mirror has it', () => {
    const write = {
      kind: 'createTask',
      target: { entity: 'lead', id: 5 },
      text: 'Meet',
      typeId: 2,
      completeTill: (NOW + 2 * HOUR) / 1000,
      responsible: null,
    } as const;
    const view = writeView(write);
    expect(ids(view)).toEqual([1, 2, -view.id, 3]);
    expect(withTaskWrites([], [view], setting)[0]).toMatchObject({
      type: 'Meeting',
      responsible: 'Anna',
      about: { entity: 'lead', id: 5, name: 'Office fit-out' },
      pending: { state: 'waiting' },
    });
    expect(ids({ ...view, state: 'sent', remoteId: 3 })).toEqual([1, 2, 3]);
    expect(ids(writeView({ ...write, responsible: 8 }))).toEqual([1, 2, 3]);
  });

  it('lose one that is handed to somebody else, unless the CRM refused that', () => {
    const given = writeView({ kind: 'assignTask', taskId: 2, responsible: 8, before: 7 });
    expect(ids(given)).toEqual([1, 3]);
    expect(ids({ ...given, state: 'failed', failure: 'changedMeanwhile' })).toEqual([1, 2, 3]);
    expect(ids(given, writeView({ kind: 'assignTask', taskId: 2, responsible: 7 }))).toEqual([1, 2, 3]);
  });

  it('show what was done to a new one that the CRM has not got, before and after it has an id', () => {
    const made = writeView({
      kind: 'createTask',
      target: null,
      text: 'Meet',
      typeId: 2,
      completeTill: (NOW + 2 * HOUR) / 1000,
      responsible: null,
    });
    for (const [taskId, view] of [
      [-made.id, made],
      [900, { ...made, state: 'sent' as const, remoteId: 900 }],
    ] as const) {
      const move = writeView({ kind: 'moveTask', taskId, completeTill: (NOW - 2 * HOUR) / 1000 });
      expect(ids(view, move)).toEqual([-made.id, 1, 2, 3]);
      expect(ids(view, move, writeView({ kind: 'completeTask', taskId, resultText: '' }))).toEqual([1, 2, 3]);
    }
  });

  it('hold new ones of the same time in the order they were made in, which the CRM will give them too', () => {
    const made = (text: string) =>
      writeView({
        kind: 'createTask',
        target: null,
        text,
        typeId: 2,
        completeTill: (NOW + HOUR) / 1000,
        responsible: null,
      });
    const [first, second] = [made('first'), made('second')];
    expect(ids(first, second)).toEqual([1, 2, -first.id, -second.id, 3]);
  });
});

describe('the account’s day', () => {
  it.each([
    ['Europe/Moscow', '2026-11-23T20:59:59.999Z', '2026-11-23T21:00:00.000Z'],
    ['Europe/Moscow', '2026-11-23T21:00:00.000Z', '2026-11-24T21:00:00.000Z'],
    ['America/New_York', '2026-11-23T14:32:00.000Z', '2026-11-24T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23T14:32:00.000Z', '2026-11-23T18:15:00.000Z'],
    // 25 and 23 hours.
    ['Europe/London', '2026-10-24T23:30:00.000Z', '2026-10-26T00:00:00.000Z'],
    ['Europe/London', '2027-03-28T00:30:00.000Z', '2027-03-28T23:00:00.000Z'],
    // Midnight does not exist on this day in Havana.
    ['America/Havana', '2027-03-13T20:00:00.000Z', '2027-03-14T05:00:00.000Z'],
    ['UTC', '2026-12-31T12:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ])('in %s at %s ends at %s', (zone, now, end) => {
    expect(new Date(endOfDay(Date.parse(now), zone)).toISOString()).toBe(end);
  });

  it('is the computer’s where the account’s zone is not known', () => {
    expect(endOfDay(NOW, 'Mars/Olympus_Mons')).toBe(endOfDay(NOW, null));
  });

  it.each([-24 * HOUR, 0, 24 * HOUR])(
    'is the CRM’s day, however wrong the computer’s clock is (%i ms)',
    (off) => {
      const clock = createFakeClock();
      clock.jump(NOW + off - clock.now());
      const service = createTaskService({
        mirror: {
          taskPage: (_account, { scope, now, timezone }) => {
            const rows = tasks.filter(
              ({ completeTill: due }) =>
                scope === 'all' || scopeOf(due, now, endOfDay(now, timezone)) === scope,
            );
            return { rows, next: null, total: rows.length };
          },
          taskCounts: (_account, now, timezone) =>
            countTasks(withTaskWrites(tasks, [], setting), now, endOfDay(now, timezone)),
          tasksDue: () => [],
        },
        settingOf: () => ({ ...setting, timezone: 'Europe/Moscow' }),
        writesOf: () => writes,
        clock,
        clockAheadOf: () => -off,
      });
      const shown = (scope: 'overdue' | 'today' | 'later') =>
        service.page('a', { scope, cursor: null, limit: 50 }).rows.map(({ id }) => id);
      let writes: readonly ReturnType<typeof writeView>[] = [];
      const expected = { overdue: 1, today: 1, later: 1 };
      expect([shown('overdue'), shown('today'), shown('later')]).toEqual([[1], [2], [3]]);
      expect(service.counts('a')).toEqual(expected);
      // The same with a write of the agent's laid over.
      writes = [writeView({ kind: 'moveTask', taskId: 2, completeTill: (NOW + 2 * HOUR) / 1000 })];
      expect([shown('overdue'), shown('today'), shown('later')]).toEqual([[1], [2], [3]]);
      expect(service.counts('a')).toEqual(expected);
    },
  );

  it('says what is overdue, for today and for later', () => {
    const end = endOfDay(NOW, 'Europe/Moscow');
    expect([NOW - 1, NOW, end - 1, end].map((due) => scopeOf(due, NOW, end))).toEqual([
      'overdue',
      'today',
      'today',
      'later',
    ]);
    expect(countTasks(withTaskWrites(tasks, [], setting), NOW, end)).toEqual({
      overdue: 1,
      today: 1,
      later: 1,
    });
  });
});
