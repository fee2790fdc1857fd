import { parseArgs } from 'node:util';

/** What a run of `npm test` is asked to do. */
export interface TestArguments<Check extends string> {
  /** The checks to run, in their order. */
  readonly checks: readonly Check[];
  /** Parts of file names: only test files with one of them; empty for all. */
  readonly files: readonly string[];
  /** Only tests whose full title matches this expression. */
  readonly title: string | undefined;
  /** How often a failed test is tried again; undefined leaves each runner its own rule. */
  readonly retry: string | undefined;
}

const OPTIONS = {
  title: { type: 'string', short: 't' },
  retry: { type: 'string' },
} as const;

/**
 * Reads `npm test -- [CHECK ...] [PART OF A FILE NAME ...] [-t TITLE] [--retry N]`.
 *
 * @param all the names of all checks, in the order in which they run
 * @param runners those of them that run test files, and so know files and titles
 * @returns what to do, or the sentence that says what is wrong
 */
export function readTestArguments<Check extends string>(
  words: readonly string[],
  all: readonly Check[],
  runners: readonly Check[],
): TestArguments<Check> | string {
  const parsed = parsedWords(words);
  if (typeof parsed === 'string') return parsed;
  const { positionals, values } = parsed;
  const named = all.filter((name) => positionals.includes(name));
  const files = positionals.filter((word) => !all.some((name) => name === word));
  const isNarrowed = files.length > 0 || values.title !== undefined;
  if (isNarrowed && !named.some((name) => runners.includes(name))) {
    return files.length > 0
      ? `There is no check "${files.join(', ')}"; there are: ${all.join(', ')}. For one test file name its check first: npm test -- unit ${files[0]}.`
      : `A title is looked for by ${runners.join(', ')}: name one of them, as in: npm test -- unit -t "${values.title}".`;
  }
  return {
    checks: named.length === 0 ? all : named,
    files,
    title: values.title,
    retry: values.retry,
  };
}

function parsedWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
