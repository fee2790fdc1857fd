import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothing, ofCheck, ofRunner, readReport, sum } from '../../../scripts/testReport.ts';

describe('the closing line of npm test', () => {
  it('counts a check without tests of its own as one', () => {
    expect(sum(ofCheck(true), ofCheck(false))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('takes over what a runner counted', () => {
    const counted = { passed: 7, failed: 2, skipped: 1 };
    expect(ofRunner(false, counted)).toEqual(counted);
  });

  it('counts a run without any test as failed, even if the runner was content', () => {
    expect(ofRunner(true, nothing).failed).toBe(1);
    expect(ofRunner(true, undefined).failed).toBe(1);
    expect(ofRunner(true, { passed: 0, failed: 0, skipped: 3 }).failed).toBe(1);
  });

  it('counts a failure outside any test', () => {
    expect(ofRunner(false, { passed: 5, failed: 0, skipped: 0 })).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('the reports of the runners', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ringside-report-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(content: unknown): ReturnType<typeof readReport> {
    const file = path.join(folder, 'report.json');
    await writeFile(file, JSON.stringify(content));
    return readReport(file);
  }

  it("reads Vitest's, where tests to do count as skipped", async () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      success: false,
    };
    expect(await read(report)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it("reads Playwright's", async () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2, duration: 9 }, suites: [] };
    expect(await read(report)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('says so when there is no report, or a strange one', async () => {
    expect(await read({ tests: 3 })).toBeUndefined();
    expect(await readReport(path.join(folder, 'none.json'))).toBeUndefined();
  });
});
