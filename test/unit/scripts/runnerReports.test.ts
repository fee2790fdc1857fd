import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReport } from '../../../scripts/runnerReports.ts';

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

  it("are read from Playwright's words, with the names of what failed and what was flaky", async () => {
    const spec = (title: string, status: string, ...messages: readonly string[]): object => ({
      title,
      file: 'pop.e2e.ts',
      line: 12,
      tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }],
    });
    const report = {
      suites: [
        {
          title: 'pop.e2e.ts',
          specs: [spec('rings', 'expected'), spec('waits', 'skipped')],
          suites: [
            {
              title: 'a pop',
              specs: [
                spec('logs', 'flaky', 'Error: \u001b[31mlate\u001b[39m\n\n  Received: 1', 'another'),
                spec('closes', 'unexpected', 'Error: gone'),
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'no such file' }],
      stats: { duration: 9 },
    };
    expect(await read(report)).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'pop.e2e.ts:12 > a pop > closes', error: 'Error: gone' },
        { name: 'outside any test', error: 'no such file' },
      ],
      flaky: [{ name: 'pop.e2e.ts:12 > a pop > logs', error: 'Error: late Received: 1' }],
    });
  });

  it('are missing when there is none, or a strange one', async () => {
    expect(await read({ tests: 3 })).toBeUndefined();
    expect(await readReport(path.join(folder, 'none.json'))).toBeUndefined();
  });
});
