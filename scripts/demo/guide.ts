import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { z } from 'zod';
import { demoCrm } from '../drive/demoCrm.ts';
import { hasHook, softphoneHook } from '../drive/hook.ts';

/** The demo CRM's English account, which the page in the browser offers beside the Russian one. */
const SUBDOMAIN = 'northwind';
const DEFAULT_DEMO_PORT = 8787;
const LOOK_MS = 500;

/**
 * The part of the softphone, for a person at the keyboard: waits for the sign-in, rings, answers, hangs up,
 * and says which keys to press. Ends when the call is in the CRM or `signal` says the app is gone.
 */
export async function guide(
  userData: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const until = async (isSo: () => Promise<boolean>): Promise<boolean> => {
    while (!signal.aborted) {
      if (await isSo().catch(() => false)) return true;
      await delay(LOOK_MS);
    }
    return false;
  };
  say('1. On the welcome screen choose "Try with demo data", and Allow in the browser that opens.');
  const crm = demoCrm(demoPort(userData));
  const seen = await until(async () => hasHook(userData) && (await crm.hasReader(SUBDOMAIN)));
  if (!seen) return;
  const { certain } = await crm.showcase(SUBDOMAIN);
  const hook = softphoneHook(userData);
  const before = (await crm.calls()).length;
  say(`2. ${certain} is calling: look at the top right corner. (It is picked up for you in 6 seconds.)`);
  await hook.report('ringing', certain);
  await delay(6000, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return;
  await hook.report('answered', certain);
  say('3. You are talking: press Ctrl+Alt+Space and type a note. (The caller hangs up in 12 seconds.)');
  await delay(12_000, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return;
  await hook.report('ended', certain);
  say('4. Press 4 for "talked" (Ctrl+Alt+4 from any other window). Ten seconds later it is in the CRM.');
  if (await until(async () => (await crm.calls()).length > before)) {
    say('5. The CRM holds the call once. Ring as often as you like; Ctrl+C here ends the demo.');
  }
}

function demoPort(userData: string): number {
  const file = z.object({ demoPort: z.number() });
  try {
    return file.parse(JSON.parse(readFileSync(path.join(userData, 'settings.json'), 'utf8'))).demoPort;
  } catch {
    return DEFAULT_DEMO_PORT;
  }
}
