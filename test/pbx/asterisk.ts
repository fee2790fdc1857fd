import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { cacheFolder } from '../../scripts/setup/folders.ts';
import { eventually } from '../phones/eventually.ts';
import { freePort } from '../../scripts/drive/freePort.ts';

/** A real Asterisk in a chroot (docs/sources/asterisk.md), on loopback ports of its own. */
export interface Asterisk {
  readonly amiPort: number;
  /** `127.0.0.1:15090`: where phones register. */
  readonly registrar: string;
  /** Runs a command of its console and gives back what it prints. */
  cli(command: string): string;
  /** Ends it as a power cut would, and starts it again on the same ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder with Debian's unstable Asterisk in it, made once by `npm run test:pbx` (scripts/pbx.ts). */
const pbxRoot = path.join(cacheFolder, 'pbx', 'root');

export async function startAsterisk(): Promise<Asterisk> {
  const ports = { AMI: await freePort(), SIP: await freePort(), RTP: await freePort() };
  await mkdir(path.join(pbxRoot, 'run', 'ringside'), { recursive: true });
  const run = await mkdtemp(path.join(pbxRoot, 'run', 'ringside', 'a-'));
  const inside = run.slice(pbxRoot.length);
  const values = { ...ports, RTPEND: ports.RTP + 400, RUN: inside };
  for (const folder of ['etc', 'lib', 'spool', 'run', 'log', 'cache'])
    await mkdir(path.join(run, folder), { recursive: true });
  const config = path.join(import.meta.dirname, 'config');
  for (const name of await readdir(config)) {
    const text = await readFile(path.join(config, name), 'utf8');
    const filled = Object.entries(values).reduce(
      (whole, [key, value]) => whole.replaceAll(`@${key}@`, String(value)),
      text,
    );
    await writeFile(path.join(run, 'etc', name), filled);
  }
  if (!existsSync(path.join(pbxRoot, 'proc', 'self')))
    spawnSync('mount', ['-t', 'proc', 'proc', path.join(pbxRoot, 'proc')]);

  const inRoot = (...args: string[]): string[] => [
    pbxRoot,
    'asterisk',
    '-C',
    `${inside}/etc/asterisk.conf`,
    ...args,
  ];
  const launch = async (): Promise<{ kill(): Promise<void> }> => {
    const child = spawn('chroot', inRoot('-f', '-U', 'root'), { stdio: 'ignore' });
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    await eventually('Asterisk answers on AMI', () => answers(ports.AMI), 30_000);
    return {
      async kill() {
        child.kill('SIGKILL');
        await gone;
      },
    };
  };
  let running = await launch();
  return {
    amiPort: ports.AMI,
    registrar: `127.0.0.1:${ports.SIP}`,
    cli: (command) => spawnSync('chroot', inRoot('-rx', command), { encoding: 'utf8' }).stdout,
    async restart() {
      await running.kill();
      running = await launch();
    },
    async stop() {
      await running.kill();
      spawnSync('umount', [path.join(pbxRoot, 'proc')]);
      await rm(run, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
