/** A test, or a check without tests of its own, that failed: now, or before it was tried again. */
export interface Mention {
  /** The check, the file and the full title. */
  readonly name: string;
  /** What went wrong, on one line; '' when the check's own output tells it. */
  readonly error: string;
}

/** How many tests came to which end, and which of them want looking at. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Mention[];
  /** Failed at first and passed when tried again; counted as passed. */
  readonly flaky: readonly Mention[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] };

/** Adds two tallies. */
export function sum(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    failures: [...one.failures, ...other.failures],
    flaky: [...one.flaky, ...other.flaky],
  };
}

/** A check without tests of its own counts as one. */
export function ofCheck(name: string, ok: boolean): Tally {
  return ok ? { ...nothing, passed: 1 } : { ...nothing, failed: 1, failures: [{ name, error: '' }] };
}

/**
 * A runner's tally must tell what its exit code tells: a failure the report does not know (the runner was killed, its
 * report is missing) counts as one failed, and so does a run in which no test ran.
 */
export function ofRunner(name: string, ok: boolean, reported: Tally | undefined): Tally {
  const tally = reported ?? nothing;
  const known: Tally = {
    ...tally,
    failures: tally.failures.map((one) => ofPart(name, one)),
    flaky: tally.flaky.map((one) => ofPart(name, one)),
  };
  if (tally.failed > 0) return known;
  if (tally.passed === 0) return sum(known, unnamed(name, 'No test ran.'));
  return ok ? known : sum(known, unnamed(name, 'The runner failed outside any test.'));
}

function ofPart(check: string, { name, error }: Mention): Mention {
  return { name: `${check}: ${name}`, error };
}

function unnamed(name: string, error: string): Tally {
  return { ...nothing, failed: 1, failures: [{ name, error }] };
}

/** CI may keep no more than the last hundred lines, so the names must fit. */
const MENTIONED = 20;
const LINE = 400;

/** The last lines of a run: what failed, what was flaky, and the sum. */
export function closingLines(tally: Tally): readonly string[] {
  return [
    ...mentions('Failed:', tally.failures),
    ...mentions('Flaky, failed at first and passed when tried again (a fault to mend):', tally.flaky),
    '',
    `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`,
  ];
}

function mentions(heading: string, all: readonly Mention[]): readonly string[] {
  if (all.length === 0) return [];
  const named = all
    .slice(0, MENTIONED)
    .flatMap(({ name, error }) => [`  ${cut(name)}`, ...(error === '' ? [] : [`      ${cut(error)}`])]);
  const more = all.length > MENTIONED ? [`  and ${all.length - MENTIONED} more`] : [];
  return ['', heading, ...named, ...more];
}

function cut(line: string): string {
  return line.length > LINE ? `${line.slice(0, LINE - 1)}…` : line;
}
