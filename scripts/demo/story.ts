import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ask } from '../drive/ask.ts';
import type { DrivenApp, Profile } from '../drive/app.ts';
import { authorize } from '../drive/browser.ts';
import { demoCrm } from '../drive/demoCrm.ts';
import { softphoneHook } from '../drive/hook.ts';
import { pressOnPop } from '../drive/pressOnPop.ts';

/** One moment of the story, as it is printed and as it stands in the last line. */
export interface Step {
  readonly name: string;
  readonly ok: boolean;
  readonly picture: string;
}

/** What the story came to. */
export interface StoryEnd {
  readonly ok: boolean;
  readonly steps: readonly Step[];
  readonly pops: readonly {
    readonly number: string;
    readonly contact: string | null;
    readonly ms: number | null;
  }[];
  readonly callsInCrm: number;
}

/** The demo CRM's English account. */
const SUBDOMAIN = 'northwind';
/** Calls the story logs; the CRM must hold exactly these. */
const LOGGED = 3;

/**
 * Ringside's main job, played without hands on the real app: sign in, ring, look, talk, one key, and the
 * call is in the CRM once. Pictures go to `outDir`.
 */
export async function playStory(
  app: DrivenApp,
  profile: Profile,
  outDir: string,
  print: (line: string) => void,
): Promise<StoryEnd> {
  mkdirSync(outDir, { recursive: true });
  const steps: Step[] = [];

  async function step(name: string, page: Page, work: () => Promise<void>): Promise<void> {
    let ok = true;
    try {
      await work();
    } catch (error) {
      ok = false;
      print(`     ${error instanceof Error ? error.message : String(error)}`);
    }
    const title = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const picture = `${String(steps.length + 1).padStart(2, '0')}-${title}.png`;
    await page.screenshot({ path: path.join(outDir, picture) });
    steps.push({ name, ok, picture });
    print(`${ok ? '  ok' : 'FAIL'} ${name}`);
  }
  const sees = (page: Page, text: string | RegExp): Promise<void> =>
    expect(page.getByText(text).first()).toBeVisible();

  const welcome = await app.page('welcome');
  await step('The welcome screen', welcome, () => sees(welcome, /demo data/i));
  await welcome.getByRole('button', { name: /demo data/i }).click();
  await authorize(await profile.browser.nextUrl(), { account: SUBDOMAIN, decision: 'allow' });

  const list = await app.page('account');
  const pop = await app.page('pop');
  const crm = demoCrm(profile.demoPort);
  const hook = softphoneHook(profile.userData);
  const numbers = await crm.showcase(SUBDOMAIN);
  const calls = async () => (await ask(list, 'calls', 'today')).calls;
  const shownCertainty = async () => {
    const shown = await ask(pop, 'pop', 'snapshot');
    return shown.calls.find(({ call }) => call.id === shown.focused)?.caller.certainty;
  };
  const inCrm = async (count: number): Promise<void> => {
    await crm.untilWritten(async () => (await crm.calls()).length >= count);
    await expect.poll(async () => (await ask(list, 'calls', 'today')).summary.inCrm).toBe(count);
  };

  await step('Signed in, and the contacts are here', list, async () => {
    await expect
      .poll(async () => (await ask(list, 'sync', 'state')).completedAt, { timeout: 60_000 })
      .not.toBeNull();
  });

  await step('A call rings and its contact pops', pop, async () => {
    await hook.report('ringing', numbers.certain, { callId: 'demo-1' });
    await expect.poll(async () => (await calls())[0]?.popMs ?? null).not.toBeNull();
    await sees(pop, (await calls())[0]?.callerName ?? 'the contact');
  });
  await step('Talking, with a note', pop, async () => {
    await hook.report('answered', numbers.certain, { callId: 'demo-1' });
    await pop.getByRole('textbox').fill('Wants the larger delivery, from December on');
    await expect.poll(async () => (await calls())[0]?.note).toContain('December');
    await sees(pop, '0:03');
  });
  await step('The call ended: one key for its result', pop, async () => {
    await hook.report('ended', numbers.certain, { callId: 'demo-1' });
    await expect.poll(async () => (await calls())[0]?.state).toBe('ended');
    await pop.getByRole('button', { name: /talked/i }).waitFor();
  });
  await step('One key, saved, ten seconds to undo', pop, async () => {
    // In the note a digit is text; Escape leaves it.
    await pressOnPop(pop, 'Escape');
    await pressOnPop(pop, '4');
    await sees(pop, /undo/i);
  });
  await step('The CRM holds the call', list, () => inCrm(1));

  await step('Several contacts share a number', pop, async () => {
    await hook.report('ringing', numbers.several, { callId: 'demo-2' });
    await expect.poll(async () => await shownCertainty()).toBe('several');
  });
  await step('The second of them was chosen with a digit', pop, async () => {
    await pressOnPop(pop, '2');
    await expect.poll(async () => (await calls())[0]?.chosen).not.toBeNull();
    await hook.report('answered', numbers.several, { callId: 'demo-2' });
    await hook.report('ended', numbers.several, { callId: 'demo-2' });
    await expect.poll(async () => (await calls())[0]?.state).toBe('ended');
  });
  await step('Logged to the one who was chosen', pop, async () => {
    await pressOnPop(pop, '2');
    await inCrm(2);
    const chosen = (await calls())[0]?.chosen;
    expect((await crm.calls()).at(-1)?.entity_id).toBe(chosen?.entityId);
  });

  await step('An unknown number', pop, async () => {
    await hook.report('ringing', numbers.unknown, { callId: 'demo-3' });
    await expect.poll(async () => await shownCertainty()).toBe('unknown');
    await pop.getByRole('button', { name: /create contact/i }).waitFor();
  });
  await step('Becomes a contact and its call is logged', pop, async () => {
    await hook.report('answered', numbers.unknown, { callId: 'demo-3' });
    await hook.report('ended', numbers.unknown, { callId: 'demo-3' });
    const callId = (await calls())[0]?.id ?? '';
    await pressOnPop(pop, '1');
    await ask(pop, 'calls', 'createContact', { callId, name: 'Ada Newcomer', evenIfDuplicates: false });
    await inCrm(LOGGED);
  });
  await step('All calls are in the CRM', list, () => sees(list, /all 3 calls/i));

  const held = await crm.calls();
  const listed = await calls();
  const pops = listed
    .toReversed()
    .map(({ number, callerName, popMs }) => ({ number: number.display, contact: callerName, ms: popMs }));
  const once = new Set(held.map((call) => call.uniq)).size === held.length && held.length === LOGGED;
  return { ok: once && steps.every((one) => one.ok), steps, pops, callsInCrm: held.length };
}
