import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Call } from '../../preload/contract.ts';
import { ask } from '../drive/ask.ts';
import { softphoneHook } from '../drive/hook.ts';
import type { CallPlan } from './plan.ts';

const LOOK_MS = 20;
const PATIENCE_MS = 20_000;

/** Rings, answers and hangs up one call, and waits until the app has it ended; answers with the call. */
export async function makeCall(
  page: Page,
  userData: string,
  line: string,
  number: string,
  plan: CallPlan,
): Promise<Call> {
  // Answered when everything is there: the hook listens, on the port its file says.
  await ask(page, 'settings', 'get');
  const hook = softphoneHook(userData);
  const more = { callId: line, line };
  for (const event of ['ringing', 'answered', 'ended'] as const) {
    const status = await hook.report(event, number, more);
    if (status !== 204) throw new Error(`the hook answered ${status} to ${event}`);
  }
  const call = await until(async () => {
    const { calls } = await ask(page, 'calls', 'today');
    return calls.find((one) => one.line === line && one.state === 'ended') ?? null;
  }, `call ${line} did not end`);
  if (!plan.chosen) return call;
  const [match] = await ask(page, 'contacts', 'search', { callId: call.id, text: number });
  if (match === undefined) return call;
  return ask(page, 'calls', 'choose', {
    callId: call.id,
    target: { entity: match.entity, entityId: match.id, leadId: null },
  });
}

/** Asks again until there is an answer; 20 s at most. */
export async function until<T>(look: () => Promise<T | null>, sorrow: string, ms = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > deadline) throw new Error(sorrow);
    await delay(LOOK_MS);
  }
}
