import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createProfile, launch } from '../../scripts/drive/app.ts';
import type { DrivenApp, Profile } from '../../scripts/drive/app.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { authorize } from '../../scripts/drive/browser.ts';
import { demoCrm } from '../../scripts/drive/demoCrm.ts';
import type { DemoCrm } from '../../scripts/drive/demoCrm.ts';

/** The demo CRM's English and Russian accounts. */
export type Subdomain = 'northwind' | 'romashka';

/** A real Ringside with a data folder of its own. */
export interface Ringside {
  readonly profile: Profile;
  /** Its demo CRM, once "Try with demo data" was pressed. */
  readonly crm: DemoCrm;
  /** The running app; another one after `start`. */
  app(): DrivenApp;
  page(kind: 'welcome' | 'account' | 'pop' | 'settings'): Promise<Page>;
  /** Starts it again on the same data, with switches of Chromium's if told; it must have ended. */
  start(args?: readonly string[]): Promise<void>;
  /** Signs in to the demo CRM and waits until the contacts are here. */
  signIn(subdomain: Subdomain): Promise<void>;
  /** All that it said on stdout and stderr, in every life. */
  said(): string;
  /** Ends it and removes its data; throws when it logged a bug. Calling it again does nothing. */
  end(): Promise<void>;
}

export interface RingsideOptions {
  readonly language?: 'en' | 'ru';
  /** Keys of settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** How long a polite end may take, ms; then it is killed. */
const FAREWELL_MS = 10_000;

/** Starts a Ringside that has never run before. */
export async function createRingside(
  env: NodeJS.ProcessEnv,
  { language = 'en', settings = {} }: RingsideOptions = {},
): Promise<Ringside> {
  const profile = await createProfile(settings);
  let said = '';
  let running: DrivenApp | null = null;
  let child: ChildProcess | null = null;

  async function start(args: readonly string[] = []): Promise<void> {
    running = await launch(profile, env, { language, args });
    child = running.electron.process();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
  }
  const app = (): DrivenApp => {
    if (running === null) throw new Error('the app does not run');
    return running;
  };
  const page = (kind: 'welcome' | 'account' | 'pop' | 'settings'): Promise<Page> => app().page(kind);

  await start();
  return {
    profile,
    crm: demoCrm(profile.demoPort),
    app,
    page,
    start,
    async signIn(subdomain) {
      const welcome = await page('welcome');
      await welcome.getByRole('button', { name: /demo data|пример/i }).click();
      await expect
        .poll(async () => (await ask(welcome, 'accounts', 'signInState')).phase, { timeout: 30_000 })
        .toBe('browser');
      await authorize(await profile.browser.nextUrl(), { account: subdomain, decision: 'allow' });
      await contactsAreHere(await page('account'));
    },
    said: () => said,
    async end() {
      if (running === null) return;
      const ending = running;
      running = null;
      if (child?.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        const killer = setTimeout(() => child?.kill('SIGKILL'), FAREWELL_MS);
        await ending.close().catch(() => child?.kill('SIGKILL'));
        await gone;
        clearTimeout(killer);
      }
      profile.remove();
      // Whatever else held: an error nobody expected is a fault, and the end of the app is where it shows last.
      const bug = / › a bug .*(?:\n.*){0,12}/u.exec(said);
      if (bug !== null) throw new Error(`the app met a bug:${bug[0]}`);
    },
  };
}

/** Waits until the demo CRM, which starts with the app and a moment later, answers again. */
export async function demoCrmIsBack({ crm }: Ringside): Promise<void> {
  const answers = (): Promise<boolean> =>
    crm.requests().then(
      () => true,
      () => false,
    );
  await expect.poll(answers).toBe(true);
}

/** Waits until the first copy of the contacts is complete. */
export async function contactsAreHere(list: Page): Promise<void> {
  await expect
    .poll(async () => (await ask(list, 'sync', 'state')).completedAt, { timeout: 30_000 })
    .not.toBeNull();
}
