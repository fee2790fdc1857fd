import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { startDesktopSession } from '../../scripts/desktopSession.ts';
import { createRingside } from './ringside.ts';
import type { Ringside, RingsideOptions, Subdomain } from './ringside.ts';

export { expect } from '@playwright/test';

interface WorkerFixtures {
  /** The environment of a desktop with a window manager and an open keychain. */
  readonly desktop: NodeJS.ProcessEnv;
  /** Starts a Ringside that has never run; it is ended with the worker at the latest. */
  readonly newRingside: (options?: RingsideOptions) => Promise<Ringside>;
}

interface TestFixtures {
  /** A Ringside of the test's own. */
  readonly fresh: Ringside;
  readonly logsOfFailures: undefined;
}

/** Every Ringside of this worker that may still run. */
const started = new Set<Ringside>();

export const test = base.extend<TestFixtures, WorkerFixtures>({
  desktop: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
    async ({}, provide, { parallelIndex }) => {
      // `npm test` has made a desktop already, for the first worker: two at one keyboard would type into each other's
      // windows. A person's own is never typed into.
      const isOurs = process.env['HOME']?.includes('ringside-desktop-') === true;
      if ((isOurs && parallelIndex === 0) || process.platform !== 'linux') return provide(process.env);
      const session = await startDesktopSession({ keyring: 'unlocked' });
      await provide(session.env);
      await session.stop();
    },
    { scope: 'worker' },
  ],
  newRingside: [
    async ({ desktop }, provide) => {
      await provide(async (options) => {
        const ringside = await createRingside(desktop, options);
        started.add(ringside);
        return ringside;
      });
      for (const ringside of started) await ringside.end();
    },
    { scope: 'worker' },
  ],
  fresh: async ({ newRingside }, provide) => {
    const ringside = await newRingside();
    await provide(ringside);
    await ringside.end();
  },
  logsOfFailures: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
    async ({}, provide, info) => {
      await provide(undefined);
      if (info.status === info.expectedStatus) return;
      for (const ringside of started) {
        const log = path.join(ringside.profile.userData, 'logs', 'main.log');
        if (!existsSync(ringside.profile.userData)) continue;
        console.log(`--- the app said:\n${ringside.said().slice(-2000)}`);
        if (existsSync(log)) console.log(`--- its log:\n${readFileSync(log, 'utf8').slice(-4000)}`);
      }
    },
    { auto: true },
  ],
});

/** One Ringside for all tests of a file, signed in unless told otherwise: for tests that leave no state behind. */
export function oneForFile(options: RingsideOptions & { readonly signIn?: Subdomain } = {}): () => Ringside {
  let shared: Ringside | null = null;
  test.beforeAll(async ({ newRingside }) => {
    shared = await newRingside(options);
    if (options.signIn !== undefined) await shared.signIn(options.signIn);
  });
  test.afterAll(async () => {
    await shared?.end();
  });
  return () => {
    if (shared === null) throw new Error('only within a test');
    return shared;
  };
}
