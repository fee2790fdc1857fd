// The second half of setup, on Node 24: the steps that a command needs beyond npm packages. Each step is quick when
// there is nothing to do, says in plain words what it installs, and stops with one sentence when it cannot.
// `npm run setup` does all of them; `-- --retry` also asks again for what could not be downloaded lately.

import { installElectron } from './setup/electron.ts';
import { buildNativeModules } from './setup/nativeModules.ts';
import { installSystemPackages, installTestPackages } from './setup/systemPackages.ts';

type Step = () => Promise<string | undefined>;

const retry = process.argv.includes('--retry');
const everything: readonly Step[] = [installSystemPackages, () => installElectron(retry), buildNativeModules];

/** The commands that need less than everything, or more. */
const needed: Readonly<Record<string, readonly Step[]>> = {
  sandbox: [],
  build: [],
  sign: [],
  texts: [],
  test: [...everything, installTestPackages],
  packaged: [...everything, installTestPackages],
  setup: [...everything, installTestPackages],
};

async function firstProblem(steps: readonly Step[]): Promise<string | undefined> {
  for (const step of steps) {
    const problem = await step();
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const problem = await firstProblem(needed[process.argv[2] ?? ''] ?? everything);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
