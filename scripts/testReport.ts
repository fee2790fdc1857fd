import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How many tests came to which end. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Adds two tallies. */
export function sum(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** A check without tests of its own counts as one. */
export function ofCheck(ok: boolean): Tally {
  return ok ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

/**
 * A runner's tally must tell what its exit code tells: a failure outside any test (a file that cannot be loaded, a
 * hook, a missing report) counts as one failed, and so does a run in which no test ran.
 */
export function ofRunner(ok: boolean, reported: Tally | undefined): Tally {
  const tally = reported ?? nothing;
  const ran = tally.passed + tally.failed;
  if (ran === 0 || (!ok && tally.failed === 0)) return { ...tally, failed: tally.failed + 1 };
  return tally;
}

// The runners' own words for their JSON reporters.
const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
  })
  .transform((report): Tally => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  })
  .transform(({ stats }): Tally => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));

/**
 * Reads a report of Vitest's or Playwright's JSON reporter.
 *
 * @returns undefined when the runner wrote none, or one we do not understand
 */
export async function readReport(file: string): Promise<Tally | undefined> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const report = z.union([vitestReport, playwrightReport]).safeParse(JSON.parse(content));
  return report.success ? report.data : undefined;
}
