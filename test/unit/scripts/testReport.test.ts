import { describe, expect, it } from 'vitest';
import { closingLines, nothing, ofCheck, ofRunner, sum, type Tally } from '../../../scripts/testReport.ts';

const late = { name: 'test/unit/a.test.ts > a call > rings', error: 'expected 1 to be 2' };

describe('the closing lines of npm test', () => {
  it('count a check without tests of its own as one, and name it when it failed', () => {
    const total = sum(ofCheck('lint', true), ofCheck('build', false));
    expect(closingLines(total)).toEqual(['', 'Failed:', '  build', '', '1 passed, 1 failed, 0 skipped']);
  });

  it('name what a runner reported as failed and as flaky', () => {
    const reported: Tally = { passed: 7, failed: 1, skipped: 2, failures: [late], flaky: [late] };
    expect(closingLines(ofRunner('unit', false, reported))).toEqual([
      '',
      'Failed:',
      '  unit: test/unit/a.test.ts > a call > rings',
      '      expected 1 to be 2',
      '',
      'Flaky, failed at first and passed when tried again (a fault to mend):',
      '  unit: test/unit/a.test.ts > a call > rings',
      '      expected 1 to be 2',
      '',
      '7 passed, 1 failed, 2 skipped',
    ]);
  });

  it('are the sum alone when all is well', () => {
    const reported: Tally = { ...nothing, passed: 3 };
    expect(closingLines(ofRunner('unit', true, reported))).toEqual(['', '3 passed, 0 failed, 0 skipped']);
  });

  it('stay few and short, however much fails', () => {
    const failures = Array.from({ length: 300 }, () => ({
      name: 'n'.repeat(1_000),
      error: 'e'.repeat(9_000),
    }));
    const lines = closingLines({ ...nothing, failed: 300, failures, flaky: failures });
    expect(lines.length).toBeLessThan(95);
    expect(lines).toContain('  and 280 more');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(410);
  });
});

describe("a runner's tally", () => {
  it('counts a run without any test as failed, even if the runner was content', () => {
    expect(ofRunner('unit', true, nothing)).toMatchObject({
      failed: 1,
      failures: [{ name: 'unit', error: 'No test ran.' }],
    });
    expect(ofRunner('unit', true, undefined).failed).toBe(1);
    expect(ofRunner('unit', true, { ...nothing, skipped: 3 }).failed).toBe(1);
  });

  it('counts a failure its report does not know', () => {
    expect(ofRunner('e2e', false, { ...nothing, passed: 5 })).toMatchObject({
      passed: 5,
      failed: 1,
      failures: [{ name: 'e2e', error: 'The runner failed outside any test.' }],
    });
  });
});
