// `npm run test:pbx`: the suite on a real Asterisk with real phones (test/pbx). It needs Linux, root and a Debian mirror:
// Debian has Asterisk in its unstable suite alone, so one is put into a folder of its own and run there.
// `RINGSIDE_RECORD=1` keeps what Asterisk sent as the fixtures of the ordinary tests.

import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isOnPath, lastLines, run } from './setup/childProcess.ts';
import { cacheFolder } from './setup/folders.ts';
import { runTool } from './tool.ts';

const folder = path.join(cacheFolder, 'pbx');
const pbxRoot = path.join(folder, 'root');

/** Why there is no Asterisk, or undefined when there is. */
async function putAsterisk(): Promise<string | undefined> {
  if (existsSync(path.join(pbxRoot, 'usr', 'sbin', 'asterisk'))) return undefined;
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'The real Asterisk runs in a chroot: this suite needs Linux and root.';
  if (!isOnPath('debootstrap'))
    await run('apt-get', ['install', '--yes', '--no-install-recommends', 'debootstrap']);
  if (!isOnPath('debootstrap'))
    return 'debootstrap is missing: run "apt-get install debootstrap" and start again.';
  console.error('Putting an Asterisk of Debian unstable into the cache (some minutes) ...');
  await mkdir(folder, { recursive: true });
  const draft = `${pbxRoot}.new`;
  await rm(draft, { recursive: true, force: true });
  const made = await run('debootstrap', ['--variant=minbase', '--include=asterisk', 'unstable', draft]);
  if (!made.ok) return `debootstrap failed:\n${lastLines(made.output)}`;
  await rename(draft, pbxRoot);
  return undefined;
}

const problem = await putAsterisk();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else if (!(await runTool('vitest', ['run', '--config', 'test/pbx/runner.ts', '--root', '.']))) {
  process.exitCode = 1;
}
