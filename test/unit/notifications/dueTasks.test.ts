import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteView } from '../../../preload/contract.ts';
import { createTaskService } from '../../../main/views/task/taskService.ts';
import { createDueTasks } from '../../../main/notifications/dueTasks.ts';
import { createFakeClock, type FakeClock } from '../fakeClock.ts';
import { noNames } from '../views/viewsUnderTest.ts';
import { writeView } from '../views/writeView.ts';
import { createMirrorFile, type MirrorFile } from '../mirror/mirrorFile.ts';

// Over a real mirror: what a row's times are in was wrong here once, and every test that made rows up agreed with it.
let mirror: MirrorFile;
beforeEach(() => {
  mirror = createMirrorFile();
});
afterEach(() => {
  mirror.close();
});

interface Setting {
  readonly timezone?: string | null;
  /** What the CRM has not heard of yet. */
  readonly writes?: readonly WriteView[];
  /** The CRM's clock. */
  readonly serviceNow?: () => number;
}

/** Tasks by their id, each with its time. @returns what was told, growing */
function start(
  clock: FakeClock,
  times: Readonly<Record<number, number>>,
  { timezone = 'UTC', writes = [], serviceNow }: Setting = {},
) {
  mirror.save({
    list: 'tasks',
    rows: Object.entries(times).map(([id, at]) => ({
      id: Number(id),
      text: `Task ${id}`,
      typeId: 1,
      entityType: null,
      entityId: null,
      responsibleUserId: 7,
      completeTill: at / 1_000,
      updatedAt: 1,
      isCompleted: false,
    })),
  });
  const told: number[] = [];
  const due = createDueTasks({
    accounts: () => [{ key: 'a', timezone }],
    tasks: createTaskService({
      mirror: mirror.reader,
      settingOf: () => ({ ...noNames, timezone }),
      writesOf: () => writes,
      clock,
      clockAheadOf: () => 0,
    }),
    clock,
    ...(serviceNow === undefined ? {} : { serviceNow }),
    due: (_account, { id }) => told.push(id),
  });
  due.start();
  return { told, stop: () => due.stop() };
}

describe("the agent's tasks", () => {
  it('are told once when their time comes; those of a whole day, and those overdue at the start, are not', async () => {
    const clock = createFakeClock();
    const now = clock.now();
    const endOfDay = Date.UTC(2025, 10, 20, 23, 59, 59);
    const { told, stop } = start(clock, { 1: now - 60_000, 2: now + 45_000, 3: now + 600_000, 4: endOfDay });
    await clock.advance(30_000);
    expect(told).toEqual([]);
    await clock.advance(60_000);
    expect(told).toEqual([2]);
    await clock.advance(24 * 3_600_000);
    expect(told).toEqual([2, 3]);
    stop();
  });

  it('are told once though the computer’s clock is put back over their time', async () => {
    const clock = createFakeClock();
    const { told } = start(clock, { 1: clock.now() + 45_000 });
    await clock.advance(60_000);
    clock.jump(-5 * 60_000);
    await clock.advance(10 * 60_000);
    expect(told).toEqual([1]);
  });

  it.each([-30, -1, 1, 30])("are told at the CRM's time, with the computer %i days off", async (days) => {
    const clock = createFakeClock();
    const off = days * 86_400_000;
    const { told } = start(clock, { 1: clock.now() - off + 45_000 }, { serviceNow: () => clock.now() - off });
    await clock.advance(30_000);
    expect(told).toEqual([]);
    await clock.advance(30_000);
    expect(told).toEqual([1]);
  });

  it('of a night shift are told, at midnight too', async () => {
    const midnight = Date.UTC(2025, 10, 21);
    const clock = createFakeClock(midnight - 70_500);
    const { told } = start(clock, { 1: midnight, 2: midnight + 5_000, 3: midnight + 19_000 });
    await clock.advance(150_000);
    expect(told).toEqual([1, 2, 3]);
  });

  it('of long ago are not told after a sleep, those of a moment ago are', async () => {
    const clock = createFakeClock();
    const { told } = start(clock, { 1: clock.now() + 3_600_000, 2: clock.now() + 4 * 3_600_000 - 60_000 });
    clock.jump(4 * 3_600_000);
    await clock.advance(30_000);
    expect(told).toEqual([2]);
  });

  it('are told as the agent left them, though the CRM has not heard of that: not when done, at the new time when put off', async () => {
    const clock = createFakeClock();
    const soon = clock.now() + 10_000;
    const { told } = start(
      clock,
      { 1: soon, 2: soon, 3: soon },
      {
        writes: [
          writeView({ kind: 'completeTask', taskId: 1, resultText: '' }),
          writeView({ kind: 'moveTask', taskId: 2, completeTill: soon / 1_000 + 60 }),
        ],
      },
    );
    await clock.advance(30_000);
    expect(told).toEqual([3]);
    await clock.advance(60_000);
    expect(told).toEqual([3, 2]);
  });

  it('are told where this computer does not know the account’s time zone', async () => {
    const clock = createFakeClock();
    const { told } = start(clock, { 1: clock.now() + 10_000 }, { timezone: 'Nowhere/Land' });
    await clock.advance(30_000);
    expect(told).toEqual([1]);
  });
});
