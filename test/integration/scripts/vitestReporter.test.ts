import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readReport } from '../../../scripts/runnerReports.ts';
import { root } from '../../../scripts/setup/folders.ts';

const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');

const CALLS = `let tries = 0;
it('passes', () => undefined);
it.skip('waits', () => undefined);
it.todo('will come');
describe('a call', () => {
  it('rings at the second try', () => { tries += 1; expect(tries).toBe(2); });
  it('never rings', () => { expect(1).toBe(2); });
});
describe('a hook', () => {
  beforeAll(() => { throw new Error('no phone'); });
  it('rings', () => undefined);
});
it('leaves a rejection behind', () => { void Promise.reject(new Error('nobody listens')); });
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ringside-reporter-'));
});
afterAll(() => rm(folder, { recursive: true }));

it("Vitest's run is told with the names of what failed, what was flaky and what went wrong outside any test", async () => {
  const report = path.join(folder, 'report.json');
  await writeFile(path.join(folder, 'calls.test.mjs'), CALLS);
  await writeFile(path.join(folder, 'broken.test.mjs'), 'throw new Error("cannot be loaded");');

  const reporter = path.join(root, 'scripts', 'vitestReporter.ts');
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      '--globals',
      '--retry=1',
      '--root',
      folder,
      `--reporter=${reporter}`,
      `--outputFile=${report}`,
    ],
    { cwd: root, stdio: 'ignore' },
  );
  await once(child, 'exit');

  const told = await readReport(report);
  expect(told).toMatchObject({ passed: 3, failed: 4, skipped: 3 });
  // Files run in any order.
  expect(told?.failures.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
    { name: 'broken.test.mjs', error: 'cannot be loaded (broken.test.mjs:1)' },
    {
      name: 'calls.test.mjs > a call > never rings',
      error: 'expected 1 to be 2 // Object.is equality (calls.test.mjs:7)',
    },
    { name: 'calls.test.mjs > a hook', error: 'no phone (calls.test.mjs:10)' },
    { name: 'outside any test, in calls.test.mjs', error: 'nobody listens' },
  ]);
  expect(told?.flaky).toEqual([
    {
      name: 'calls.test.mjs > a call > rings at the second try',
      error: 'expected 1 to be 2 // Object.is equality (calls.test.mjs:6)',
    },
  ]);
});
