import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { nothing, sum, type Mention, type Tally } from './testReport.ts';

/** An error's message on one line, without colours. */
export function oneLine(message: string): string {
  return stripVTControlCharacters(message).replaceAll(/\s+/g, ' ').trim();
}

const mention = z.object({ name: z.string(), error: z.string() });

/** What our own reporter for Vitest writes: vitestReporter.ts. */
const vitestReport = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  failures: z.array(mention),
  flaky: z.array(mention),
});

// From here on: the words of Playwright's JSON reporter.
const playwrightError = z.object({ message: z.string().default('') });

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      results: z.array(z.object({ errors: z.array(playwrightError) })),
    }),
  ),
});
type PlaywrightSpec = z.infer<typeof playwrightSpec>;

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
type PlaywrightSuite = z.infer<typeof playwrightSuite>;

const playwrightReport = z
  .object({ suites: z.array(playwrightSuite), errors: z.array(playwrightError) })
  .transform(({ suites, errors }): Tally =>
    [
      // A file's own suite has the file's name for a title, which each of its tests says anyway.
      ...suites.map((file) => ofPlaywrightSuite({ ...file, title: '' })),
      ...errors.map(({ message }) => failure({ name: 'outside any test', error: oneLine(message) })),
    ].reduce(sum, nothing),
  );

function ofPlaywrightSuite(suite: PlaywrightSuite, above: readonly string[] = []): Tally {
  const titles = suite.title === '' ? above : [...above, suite.title];
  return [
    ...suite.specs.map((spec) => ofPlaywrightSpec(spec, titles)),
    ...(suite.suites ?? []).map((inner) => ofPlaywrightSuite(inner, titles)),
  ].reduce(sum, nothing);
}

function ofPlaywrightSpec({ title, file, line, tests }: PlaywrightSpec, above: readonly string[]): Tally {
  return tests
    .map(({ status, results }): Tally => {
      const error = results.flatMap(({ errors }) => errors)[0]?.message ?? '';
      const mentioned = { name: [`${file}:${line}`, ...above, title].join(' > '), error: oneLine(error) };
      switch (status) {
        case 'skipped':
          return { ...nothing, skipped: 1 };
        case 'unexpected':
          return failure(mentioned);
        case 'flaky':
          return { ...nothing, passed: 1, flaky: [mentioned] };
        default:
          return { ...nothing, passed: 1 };
      }
    })
    .reduce(sum, nothing);
}

function failure(mentioned: Mention): Tally {
  return { ...nothing, failed: 1, failures: [mentioned] };
}

/**
 * Reads what `vitestReporter.ts` or Playwright's JSON reporter wrote.
 *
 * @returns undefined when the runner wrote nothing, or something we do not understand
 */
export async function readReport(file: string): Promise<Tally | undefined> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const report = z.union([vitestReport, playwrightReport]).safeParse(JSON.parse(content));
  return report.success ? report.data : undefined;
}
