import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { createProfile, launch } from './app.ts';
import { freePort } from './freePort.ts';
import type { Profile } from './app.ts';
import { ask } from './ask.ts';
import { authorize } from './browser.ts';
import { startCrmProcess } from './crmProcess.ts';
import type { CrmProcess } from './crmProcess.ts';

/** A data folder of an agent who signed in and whose mirror is complete, and the CRM they signed in to. */
export interface SignedIn {
  readonly profile: Profile;
  /** Ringside's own key of the account. */
  readonly account: string;
  /** The CRM, in a process that is not the app's: it survives the app. */
  readonly crm: CrmProcess;
  stop(): Promise<void>;
}

/**
 * Signs in to the demo CRM's account once, as a person would, ends the app, and starts the same CRM again
 * outside of it. From then on the app takes it for any other CRM and starts none of its own.
 */
export async function signIn(
  env: NodeJS.ProcessEnv,
  { subdomain }: { readonly subdomain: string },
): Promise<SignedIn> {
  const profile = await createProfile({ hookPort: await freePort() });
  const app = await launch(profile, env);
  const welcome = await app.page('welcome');
  await welcome.getByRole('button', { name: /demo data/i }).click();
  await authorize(await profile.browser.nextUrl(), { account: subdomain, decision: 'allow' });
  const list = await app.page('account');
  await expect
    .poll(async () => (await ask(list, 'sync', 'state')).completedAt, { timeout: 120_000 })
    .not.toBeNull();
  const { account } = await ask(list, 'app', 'info');
  await app.close();
  if (account === null) throw new Error('the account window has no account');

  const settings = path.join(profile.userData, 'settings.json');
  const saved = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(settings, 'utf8')));
  writeFileSync(settings, JSON.stringify({ ...saved, demoPort: await freePort() }));
  const crm = await startCrmProcess({
    port: profile.demoPort,
    file: path.join(profile.userData, 'demo-crm.json'),
  });
  return {
    profile,
    account: account.key,
    crm,
    async stop() {
      await crm.stop();
      profile.remove();
    },
  };
}
