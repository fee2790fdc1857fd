import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, expect, test, type Browser } from '@playwright/test';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';

test.skip(process.platform !== 'linux', "what is proven here is read from Linux's /proc");

/** `nobody`; root becomes this user, anyone else is unprivileged already. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

/** What the app needs to run, copied to where any user may read it; hard links, so that it costs nothing. */
function readableCopy(folder: string): { readonly electron: string; readonly app: string } {
  const app = path.join(folder, 'app');
  mkdirSync(path.join(app, 'node_modules'), { recursive: true });
  const copy = (from: string, to: string): void => {
    try {
      execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
    } catch {
      // Another file system: links do not reach across.
      execFileSync('cp', ['-a', from, to]);
    }
  };
  copy(path.dirname(electronPath()), path.join(folder, 'electron'));
  for (const part of ['out', 'build', 'package.json', 'node_modules/better-sqlite3', 'node_modules/keytar']) {
    copy(path.join(root, part), path.join(app, part));
  }
  return { electron: path.join(folder, 'electron', path.basename(electronPath())), app };
}

/** Processes started by this one, and by those. */
function descendants(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
  const children = parents.filter(({ parent }) => parent === pid).map((one) => one.pid);
  return [...children, ...children.flatMap(descendants)];
}

/** Like the driver (scripts/drive/app.ts): asked while a page is put together, Chromium may lose the question. */
async function attachToBrowser(url: string): Promise<Browser> {
  for (const timeout of [8_000, 12_000]) {
    const browser = await chromium.connectOverCDP(url, { timeout }).catch(() => null);
    if (browser !== null) return browser;
  }
  return chromium.connectOverCDP(url);
}

test('as an unprivileged user, with Chromium’s sandbox on: it starts, and its windows are really sandboxed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-nobody-'));
  chmodSync(folder, 0o755);
  const user = isRoot ? NOBODY : undefined;
  const desktop = await startDesktopSession({
    keyring: 'unlocked',
    ...(user === undefined ? {} : { user }),
  });
  const copy = readableCopy(folder);
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user !== undefined) chownSync(data, user.uid, user.gid);

  const child = spawn(
    copy.electron,
    [copy.app, `--user-data-dir=${data}`, '--lang=en', '--remote-debugging-port=0'],
    {
      cwd: folder,
      env: desktop.env,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...user,
    },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  try {
    const lines = createInterface({ input: child.stderr, signal: AbortSignal.timeout(30_000) });
    let debugger_ = '';
    for await (const line of lines) {
      said += `${line}\n`;
      debugger_ = /listening on (ws:\S+)/.exec(line)?.[1] ?? '';
      if (debugger_ !== '') break;
    }
    expect(debugger_, said).not.toBe('');
    const browser = await attachToBrowser(debugger_);
    const pageOf = (kind: 'welcome' | 'pop') =>
      browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((page) => page.url().startsWith(`app://ringside/${kind}/`));
    const welcome = () => pageOf('welcome');
    await expect.poll(() => welcome()?.url()).toBeDefined();
    // The pop is made, hidden, once the first window is on the screen.
    await expect.poll(() => pageOf('pop')?.url()).toBeDefined();
    await expect(welcome()?.getByRole('button', { name: 'Try with demo data' }) ?? never()).toBeVisible();

    const arguments_ = (pid: number): readonly string[] =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
    const all = [child.pid ?? 0, ...descendants(child.pid ?? 0)];
    const renderers = all.filter((pid) => arguments_(pid).includes('--type=renderer'));
    expect(renderers.length, 'the welcome screen and the pop').toBeGreaterThanOrEqual(2);
    for (const pid of all) expect(arguments_(pid)).not.toContain('--no-sandbox');
    for (const pid of renderers) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      expect(/^Seccomp:\t(\d)/m.exec(status)?.[1], 'system calls are filtered').toBe('2');
      expect(/^NoNewPrivs:\t(\d)/m.exec(status)?.[1]).toBe('1');
      expect(/^CapEff:\t(\w+)/m.exec(status)?.[1]).toMatch(/^0+$/);
      if (user !== undefined) expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).toBe(String(user.uid));
    }
    await browser.close();
  } finally {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 8_000);
    await gone;
    clearTimeout(killer);
    await desktop.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

function never(): never {
  throw new Error('there is no welcome window');
}
