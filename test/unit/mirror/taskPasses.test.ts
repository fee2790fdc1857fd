import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSync } from '../../../main/mirror/sync/accountSync.ts';
import { ok } from '../../../main/common/result.ts';
import { createFakeClock } from '../fakeClock.ts';
import { createMirrorFile, type MirrorFile } from './mirrorFile.ts';

const DAY = 86_400_000;
let mirror: MirrorFile;
beforeEach(() => {
  mirror = createMirrorFile();
});
afterEach(() => {
  mirror.close();
});

it('tasks stay and go as the service has them though the computer’s clock is moved in a pass and between two', async () => {
  const clock = createFakeClock();
  let ids = [1, 2];
  const task = (id: number) => ({
    id,
    text: `T${id}`,
    responsible_user_id: 7,
    complete_till: 1_800_000_000 + id,
    updated_at: 1_600_000_000,
    is_completed: false,
  });
  const tasks = (): readonly number[] =>
    mirror.reader
      .taskPage('a', { scope: 'all', now: 0, timezone: null, cursor: null, limit: 500 })
      .rows.map(({ id }) => id);
  const sync = createSync('a', {
    fetchPage(href) {
      if (!href.includes('/tasks?')) return Promise.resolve(ok({ body: null }));
      // While the page is on its way.
      clock.jump(-3_600_000);
      return Promise.resolve(ok({ body: JSON.stringify({ _embedded: { tasks: ids.map(task) } }) }));
    },
    writer: mirror.writer,
    clock,
    random: () => 0.5,
    report: () => undefined,
    changed: () => undefined,
    userId: 7,
    catchUpEveryMs: 30_000,
  });
  await clock.advance(0);
  expect(tasks()).toEqual([1, 2]);
  await clock.advance(30_000);
  expect(tasks()).toEqual([1, 2]);
  clock.jump(30 * DAY);
  await clock.advance(30_000);
  clock.jump(-30 * DAY);
  ids = [2];
  await clock.advance(40_000);
  expect(tasks()).toEqual([2]);
  await sync.stop();
});
