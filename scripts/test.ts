// `npm test`: every check, in the order in which they are cheap. A failed one does not stop the others, so that one
// run shows everything. `npm test -- lint unit` runs only the named ones. The last lines name what failed and what was
// flaky, and the very last is the sum of all.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from './buildApp.ts';
import { startDesktopSession, type DesktopSession } from './desktopSession.ts';
import { readReport } from './runnerReports.ts';
import { closingLines, nothing, ofCheck, ofRunner, sum, type Tally } from './testReport.ts';
import { runTool } from './tool.ts';

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

async function vitest(name: string, env: NodeJS.ProcessEnv, ...options: readonly string[]): Promise<Tally> {
  const report = path.join(reports, `${name}.json`);
  const reporters = [
    '--reporter=default',
    '--reporter=./scripts/vitestReporter.ts',
    `--outputFile=${report}`,
  ];
  const ok = await runTool('vitest', ['run', ...reporters, ...options, `test/${name}`], env);
  return ofRunner(name, ok, await readReport(report));
}

async function playwright(env: NodeJS.ProcessEnv): Promise<Tally> {
  const report = path.join(reports, 'playwright.json');
  const ok = await runTool('playwright', ['test', '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return ofRunner('e2e', ok, await readReport(report));
}

const checks: Readonly<Record<string, () => Promise<Tally>>> = {
  format: () => check('format', 'prettier', '--check', '--log-level=warn', '.'),
  lint: () => check('lint', 'oxlint', '--type-aware', '--deny-warnings'),
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
  build: async () => ofCheck('build', await buildApp()),
  unit: () => vitest('unit', process.env),
  // Real sockets, processes and disks have moods of their own: once more, and then named as flaky, as with e2e.
  integration: async () => vitest('integration', await desktopEnv(), '--retry=1'),
  e2e: async () => playwright(await desktopEnv()),
};

async function runChecks(names: readonly string[]): Promise<Tally> {
  let total = nothing;
  for (const name of names) {
    console.log(`\n== ${name}`);
    const start = performance.now();
    const tally = (await checks[name]?.()) ?? nothing;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`== ${name}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
    total = sum(total, tally);
  }
  return total;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`There is no check "${unknown.join(', ')}"; there are: ${Object.keys(checks).join(', ')}.`);
  process.exitCode = 2;
} else {
  try {
    const names = Object.keys(checks).filter((name) => wanted.length === 0 || wanted.includes(name));
    const total = await runChecks(names);
    console.log(closingLines(total).join('\n'));
    if (total.failed > 0) process.exitCode = 1;
  } finally {
    await (await desktop)?.stop();
    await rm(reports, { recursive: true, force: true });
  }
}
