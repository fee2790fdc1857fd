// `npm test`: every check, in the order in which they are cheap. A failed one does not stop the others, so that one
// run shows everything. `npm test -- lint unit` runs only the named ones. The last line is the sum of all.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from './buildApp.ts';
import { startDesktopSession, type DesktopSession } from './desktopSession.ts';
import { nothing, ofCheck, ofRunner, readReport, sum, type Tally } from './testReport.ts';
import { runTool } from './tool.ts';

const reports = await mkdtemp(path.join(tmpdir(), 'ringside-test-'));

let desktop: Promise<DesktopSession> | undefined;
/** The environment for tests that need a display and a keychain: on Linux a desktop of our own, started once. */
async function desktopEnv(): Promise<NodeJS.ProcessEnv> {
  if (process.platform !== 'linux') return process.env;
  desktop ??= startDesktopSession({ keyring: 'unlocked' });
  return (await desktop).env;
}

async function check(tool: string, ...args: readonly string[]): Promise<Tally> {
  return ofCheck(await runTool(tool, args));
}

async function vitest(folder: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  const report = path.join(reports, 'vitest.json');
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = await runTool('vitest', ['run', ...reporters, folder], env);
  return ofRunner(ok, await readReport(report));
}

async function playwright(env: NodeJS.ProcessEnv): Promise<Tally> {
  const report = path.join(reports, 'playwright.json');
  const ok = await runTool('playwright', ['test', '--reporter=list,json'], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return ofRunner(ok, await readReport(report));
}

const checks: Readonly<Record<string, () => Promise<Tally>>> = {
  format: () => check('prettier', '--check', '--log-level=warn', '.'),
  lint: () => check('oxlint', '--type-aware', '--deny-warnings'),
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
    for (const project of projects) tallies.push(await check('tsc', '--noEmit', '-p', project));
    return tallies.reduce(sum);
  },
  unused: () => check('knip'),
  build: async () => ofCheck(await buildApp()),
  unit: () => vitest('test/unit', process.env),
  integration: async () => vitest('test/integration', await desktopEnv()),
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
    console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
    if (total.failed > 0) process.exitCode = 1;
  } finally {
    await (await desktop)?.stop();
    await rm(reports, { recursive: true, force: true });
  }
}
