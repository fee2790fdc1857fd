import path from 'node:path';
import Database from 'better-sqlite3';
import { ask } from '../../scripts/drive/ask.ts';
import { launch } from '../../scripts/drive/app.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import { signIn } from '../../scripts/drive/signedIn.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { openMirror } from '../../main/mirror/openMirror.ts';
import { createMirrorWriter } from '../../main/mirror/mirrorWriter.ts';
import { expect } from '@playwright/test';
import { digitsOf, fillMirror } from './fillMirror.ts';

/** The bare app beside which Ringside is measured. */
export const floorFolder = path.join(import.meta.dirname, 'floor');
/** Contacts in the mirror of the bench's agent. */
export const CONTACTS = 100_000;
/** Calls the agent had today. */
const CALLS = 12;

/** An agent in the middle of a working day: signed in, a large mirror, some calls already. */
export async function prepareProfile(env: NodeJS.ProcessEnv): Promise<SignedIn> {
  const signedIn = await signIn(env, { subdomain: 'romashka' });
  const { userData } = signedIn.profile;
  const writer = createMirrorWriter(
    openMirror(path.join(userData, 'mirror.db'), () => {
      throw new Error('the mirror of the app is not as the bench knows it');
    }),
  );
  fillMirror(writer, signedIn.account, CONTACTS);
  writer.close();

  const app = await launch(signedIn.profile, env);
  const list = await app.page('account');
  const state = async () => (await ask(list, 'settings', 'get')).hook.state;
  await expect.poll(state).toBe('listening');
  const hook = softphoneHook(userData);
  for (let call = 1; call <= CALLS; call += 1) {
    await hook.report('missed', `+${digitsOf(call)}`, { callId: `earlier-${call}` });
  }
  await expect.poll(async () => (await ask(list, 'calls', 'today')).calls.length).toBe(CALLS);
  await app.close();
  return signedIn;
}

/** The number of the agent's account at the CRM. */
export function accountNumber({ profile, account }: SignedIn): number {
  const db = new Database(path.join(profile.userData, 'journal.db'), { readonly: true });
  try {
    return Number(db.prepare('SELECT account_id FROM accounts WHERE key = ?').pluck().get(account));
  } finally {
    db.close();
  }
}
