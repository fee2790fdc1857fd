import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { electronPath } from '../electronPath.ts';
import { attach, ended, type DrivenElectron } from './attach.ts';
import { createScriptedBrowser } from './browser.ts';
import type { ScriptedBrowser } from './browser.ts';
import { freePort } from './freePort.ts';

/** The data folder of a Ringside under test, with ports of its own, and the browser it will open. */
export interface Profile {
  readonly dir: string;
  readonly userData: string;
  readonly browser: ScriptedBrowser;
  /** Where its demo CRM listens once it was started. */
  readonly demoPort: number;
  remove(): void;
}

/** A running Ringside under a driver. */
export interface DrivenApp {
  readonly electron: DrivenElectron;
  /** The page of a kind of window, once it has drawn itself and hears keys. `index` tells several apart, oldest first. */
  page(kind: 'welcome' | 'account' | 'pop' | 'settings', index?: number): Promise<Page>;
  /** Ends it politely. */
  close(): Promise<void>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** How long a window may take to open. */
const WINDOW_MS = 30_000;

/** The folder of the built app. */
const appDir = path.resolve(import.meta.dirname, '..', '..');

/** The packaged app to drive instead (`npm run test:packaged` names it), or the built one on the Electron of this clone. */
const packaged = process.env['RINGSIDE_DRIVEN'];
const executablePath = packaged ?? electronPath();
const appArgs = packaged === undefined ? [appDir] : [];

/** Makes a data folder. `settings` are the documented keys of settings.json (docs/architecture.md). */
export async function createProfile(settings: Readonly<Record<string, unknown>> = {}): Promise<Profile> {
  const dir = mkdtempSync(path.join(tmpdir(), 'ringside-'));
  const userData = path.join(dir, 'data');
  mkdirSync(userData);
  const [demoPort, demoCallbackPort] = await Promise.all([freePort(), freePort()]);
  const file = { hookPort: 0, demoPort, demoCallbackPort, ...settings };
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify(file));
  return {
    dir,
    userData,
    demoPort,
    browser: createScriptedBrowser(path.join(dir, 'browser')),
    remove() {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Starts the real app on a profile, in the environment of a desktop session. */
export async function launch(
  profile: Profile,
  env: NodeJS.ProcessEnv,
  options: { readonly language?: 'en' | 'ru'; readonly args?: readonly string[] } = {},
): Promise<DrivenApp> {
  const electron = await attach({
    executablePath,
    args: [
      ...appArgs,
      `--user-data-dir=${profile.userData}`,
      `--lang=${options.language ?? 'en'}`,
      // A display without a graphics card: Chromium would start a GPU process, lose it, and start another, and
      // now and then the windows of that moment wait for ever for the first one.
      '--disable-gpu',
      ...rootArgs(),
      ...(options.args ?? []),
    ],
    env: definedOnly({ ...env, PATH: profile.browser.path }),
  });
  return {
    electron,
    async page(kind, index = 0) {
      const ofKind = (): Page | undefined =>
        electron.windows().filter((one) => one.url().startsWith(`app://ringside/${kind}/`))[index];
      // A window is announced before it has an address: looking again is the only sure way.
      const deadline = Date.now() + WINDOW_MS;
      for (;;) {
        const found = ofKind();
        if (found !== undefined && (await isDrawn(found))) return found;
        if (Date.now() > deadline) throw new Error(`the ${kind} window did not open`);
        await delay(50);
      }
    },
    close: () => electron.close(),
    kill: () => ended(electron.process(), 'SIGKILL'),
  };
}

/** How long a page has to say whether it is mounted, ms: a question asked while Chromium puts the page together is lost. */
const SAYS_MS = 3_000;

/** Whether a window's page is mounted. Not by a locator: that waits for ever after a navigation that was refused. */
export async function isDrawn(page: Page): Promise<boolean> {
  const found = await Promise.race([
    page.evaluate<unknown>("document.querySelector('#root > *') !== null").catch(() => false),
    delay(SAYS_MS),
  ]);
  return found === true;
}

/** Chromium's own sandbox cannot start as root; only drivers say so, never the product. */
export function rootArgs(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** An environment as Playwright wants it. */
export function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
