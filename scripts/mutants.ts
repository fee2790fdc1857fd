// `npm run mutants -- [folders or files...] [--minutes 20] [--json FILE]` (docs/testing.md): StrykerJS makes small mistakes
// in the code, one at a time, and runs the rooms' unit tests: a mistake that no test notices has survived. A file after the
// other until the time is over; prints the score and every survivor.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { root } from './setup/folders.ts';
import { runTool } from './tool.ts';

/** What is mutated unless something else is named: where a mistake costs a call, an account or a secret. */
const ROOMS = ['main/outbox', 'main/writes', 'main/accounts', 'main/ipc', 'main/webhooks'];

/** What we read of Stryker's report (its schema, version 2). */
const reportSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().optional(),
          location: z.object({ start: z.object({ line: z.number() }) }),
        }),
      ),
    }),
  ),
});

/** How the mutants of one file fared. `survivors` are also those that no test reached. */
interface Tally {
  readonly file: string;
  readonly killed: number;
  readonly survivors: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '20' }, json: { type: 'string' } },
});
const endsAt = performance.now() + Number(values.minutes) * 60_000;
const files = (positionals.length > 0 ? positionals : ROOMS).flatMap(filesOf);
const work = mkdtempSync(path.join(tmpdir(), 'ringside-mutants-'));
const tallies: Tally[] = [];
try {
  for (const file of files) {
    const left = endsAt - performance.now();
    if (left <= 0) break;
    const tally = await mutate(file);
    if (tally === null) continue;
    tallies.push(tally);
    console.log(`${scoreOf([tally]).padStart(6)}  ${file}`);
    for (const survivor of tally.survivors) console.log(`        ${survivor}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
const summary = `${scoreOf(tallies)} of the mutants in ${tallies.length} of ${files.length} files were noticed`;
console.log(summary);
if (values.json !== undefined) {
  mkdirSync(path.dirname(path.resolve(values.json)), { recursive: true });
  writeFileSync(values.json, JSON.stringify({ summary, tallies }, null, 2));
}

/** The sources of a folder, those below it too; a file is itself. */
function filesOf(name: string): readonly string[] {
  const place = path.resolve(root, name);
  if (!existsSync(place)) throw new Error(`there is no ${name}`);
  if (statSync(place).isFile()) return [path.relative(root, place)];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.relative(root, path.join(place, file)))
    .toSorted();
}

/** Null when no test reaches the file, or it has nothing to mutate. */
async function mutate(file: string): Promise<Tally | null> {
  const report = path.join(work, 'report.json');
  rmSync(report, { force: true });
  const config = path.join(work, 'stryker.json');
  writeFileSync(
    config,
    JSON.stringify({
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      vitest: { configFile: 'vitest.mutants.config.ts', related: true },
      mutate: [file],
      reporters: ['json'],
      jsonReporter: { fileName: report },
      // What does not change a result is no mistake: words in a log, and what a type alone forbids.
      mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral'] },
      ignorePatterns: ['out', 'dist', 'demo-out'],
      tempDirName: path.join(work, 'copy'),
      // TypeScript 7 has no API to read it with; Vite needs none.
      tsconfigFile: 'none.json',
      concurrency: 1,
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      timeoutMS: 10_000,
      allowEmpty: true,
      fileLogLevel: 'off',
      logLevel: 'warn',
    }),
  );
  await runTool('stryker', ['run', config]);
  if (!existsSync(report)) return null;
  const parsed = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  const mutants = Object.values(parsed.files).flatMap((one) => one.mutants);
  const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const survivors = mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(
      ({ location, mutatorName, replacement, status }) =>
        `${file}:${location.start.line} ${mutatorName} -> ${(replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 80)}${status === 'NoCoverage' ? ' (no test comes here)' : ''}`,
    );
  return killed + survivors.length === 0 ? null : { file, killed, survivors };
}

function scoreOf(some: readonly Tally[]): string {
  const killed = some.reduce((sum, one) => sum + one.killed, 0);
  const all = killed + some.reduce((sum, one) => sum + one.survivors.length, 0);
  return all === 0 ? '-' : `${Math.round((100 * killed) / all)} %`;
}
