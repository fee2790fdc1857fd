import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { ask } from '../../scripts/drive/ask.ts';
import { attach, type DrivenElectron } from '../../scripts/drive/attach.ts';
import { definedOnly, launch, rootArgs } from '../../scripts/drive/app.ts';
import { invite, startRelayProcess } from '../../scripts/drive/relayProcess.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { electronPath } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import { percentiles, prefixed } from './figure.ts';
import type { Figure } from './figure.ts';
import { busyWebhooks, leadWebhooks, webhookSubjects, storedWebhooks } from './webhookBodies.ts';
import type { WebhookSubjects } from './webhookBodies.ts';
import { accountNumber, CONTACTS, floorFolder } from './profile.ts';
import { openPoster } from './relayLoad.ts';
import type { Poster } from './relayLoad.ts';

/** What runs in the page needs of it. */
declare const document: {
  readonly body: object;
  querySelector(selector: string): { readonly textContent: string | null } | null;
};
declare const MutationObserver: new (run: () => void) => {
  observe(what: object, how: object): void;
  disconnect(): void;
};
declare const requestAnimationFrame: (run: () => void) => number;
declare const window: { shown?: Promise<void> };

const RATE = 1_000;
const SECONDS = 20;
const CONNECTIONS = 16;
const IDLE_MS = 5_000;
const CHANGES = 200;
const WARM_UP = 10;
/** Between two changes: nobody changes the open card more often. */
const REST_MS = 150;
const PATIENCE_MS = 60_000;
const TARGET_LOOP_MS = 20;
const TARGET_CARD_MS = 300;
const CARD =
  '[role=region][aria-label="Card"] h2, section[aria-label="Card"] h2, aside[aria-label="Card"] h2';

/**
 * News on the real app, through a real relay: a change of the deal whose card is open, from before the post to two frames
 * after its name is there, beside a bare window told by a bare server; then 1,000 events a second, with the delay of
 * main's event loop meanwhile, beside the same app at rest.
 */
export async function benchInbox(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const account = accountNumber(signedIn);
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-bench-'));
  const relay = await startRelayProcess([
    '--port=0',
    `--data=${data}`,
    `--account=${account}`,
    '--rate=1000000',
  ]);
  const app = await launch(signedIn.profile, env);
  try {
    const page = await app.page('account');
    const tokenFile = relay.announcement.adminTokenFile ?? '';
    const link = `${relay.url}/invite#${await invite(relay.url, tokenFile, [account])}`;
    await ask(page, 'webhooks', 'join', { link });
    await settled(async () => (await ask(page, 'webhooks', 'state')).relay?.line === 'live');
    const mirrorFile = path.join(signedIn.profile.userData, 'mirror.db');
    const subjects = webhookSubjects(mirrorFile);
    const url = relay.announcement.webhookUrl;
    const card = await cardFigure(page, { account, subjects, url, env, signedIn });
    const idle = await loopDelay(app.electron, () => delay(IDLE_MS));
    const before = storedWebhooks(mirrorFile);
    let applied = 0;
    const busy = await loopDelay(app.electron, async () => {
      const begun = performance.now();
      await postAtRate(url, (count) => busyWebhooks(account, subjects, count));
      await settled(() => Promise.resolve(storedWebhooks(mirrorFile) === before + RATE * SECONDS));
      applied = (RATE * SECONDS * 1_000) / (performance.now() - begun);
    });
    return [
      card,
      {
        name: 'inbox main loop',
        unit: 'ms',
        figure: busy.p99,
        floor: idle.p99,
        ratio: busy.p99 / idle.p99,
        target: `p99 under ${TARGET_LOOP_MS} ms at ${RATE} events a second`,
        pass: busy.p99 < TARGET_LOOP_MS && applied > 0.95 * RATE,
        detail: {
          'applied /s': applied,
          p50: busy.p50,
          max: busy.max,
          'idle max': idle.max,
          events: RATE * SECONDS,
          contacts: CONTACTS,
        },
      },
    ];
  } finally {
    await app.close();
    await relay.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Waits until something is so, at most a minute. */
async function settled(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await isSo()); await delay(50)) {
    if (Date.now() > deadline) throw new Error(`never came true: ${isSo.toString()}`);
  }
}

/** Each event at its time; who is late with one posts the next at once. */
async function postAtRate(url: string, bodyOf: (count: number) => string): Promise<void> {
  const posters = await Promise.all(Array.from({ length: CONNECTIONS }, () => openPoster(url)));
  const begun = performance.now();
  await Promise.all(
    posters.map(async (poster, own) => {
      for (let count = own; count < RATE * SECONDS; count += CONNECTIONS) {
        const early = begun + (count * 1_000) / RATE - performance.now();
        if (early > 1) await delay(early);
        const status = await poster.post(bodyOf(count));
        if (status !== 200) throw new Error(`the relay answered ${status}`);
      }
      poster.close();
    }),
  );
}

interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The delay of the app's own main loop while something goes on, ms without the timer's own. */
async function loopDelay(electron: DrivenElectron, during: () => Promise<unknown>): Promise<LoopDelay> {
  await electron.askMain(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const loop = monitorEventLoopDelay({ resolution: 1 });
    Object.assign(globalThis, { benchLoop: loop });
    loop.enable();
  });
  await during();
  return electron.askMain(() => {
    const { benchLoop: loop } = globalThis as unknown as {
      readonly benchLoop: { percentile(share: number): number; readonly max: number; disable(): boolean };
    };
    loop.disable();
    const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - 1);
    return { p50: ms(loop.percentile(50)), p99: ms(loop.percentile(99)), max: ms(loop.max) };
  });
}

interface CardBench {
  readonly account: number;
  readonly subjects: WebhookSubjects;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signedIn: SignedIn;
}

/** Post to painted, of the open card of a deal and of a bare page; by turns. */
async function cardFigure(page: Page, bench: CardBench): Promise<Figure> {
  const { account, subjects, url, env, signedIn } = bench;
  const [lead] = subjects.leads;
  if (lead === undefined) throw new Error('the bench has no deal');
  await openCard(page, lead.name);
  const floorServer = spawn(process.execPath, [path.join(root, 'test/bench/relayFloor.ts'), 'sockets'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line: unknown = await once(createInterface({ input: floorServer.stdout }), 'line');
  const port = Array.isArray(line) ? Number(line[0]) : 0;
  const floor = await attach({
    executablePath: electronPath(),
    args: [
      floorFolder,
      `--news=ws://127.0.0.1:${port}/`,
      `--user-data-dir=${signedIn.profile.dir}/floor-news`,
      ...rootArgs(),
    ],
    env: definedOnly(env),
  });
  try {
    const bare = await floor.firstWindow();
    await bare.locator('html[data-connected]').waitFor({ state: 'attached' });
    const [poster, barePoster] = [await openPoster(url), await openPoster(`http://127.0.0.1:${port}/`)];
    const times: { card: number[]; floor: number[] } = { card: [], floor: [] };
    for (let turn = -WARM_UP; turn < CHANGES; turn += 1) {
      const name = `Сделка ${turn + WARM_UP}`;
      const stage = subjects.stages[Math.abs(turn) % subjects.stages.length] ?? 0;
      const at = Math.floor(Date.now() / 1_000);
      const body = leadWebhooks(account, lead, { name, price: turn + WARM_UP, stage, at });
      await delay(REST_MS);
      const ours = await shownAfter(page, CARD, name, () => poster.post(body));
      await delay(REST_MS);
      const least = await shownAfter(bare, '#text', name, () => barePoster.post(name));
      if (turn < 0) continue;
      times.card.push(ours);
      times.floor.push(least);
    }
    closeAll(poster, barePoster);
    const [figure, least] = [percentiles(times.card), percentiles(times.floor)];
    return {
      name: 'webhook to card p95',
      unit: 'ms',
      figure: figure.p95,
      floor: least.p95,
      ratio: figure.p95 / least.p95,
      target: `under ${TARGET_CARD_MS} ms`,
      pass: figure.p95 < TARGET_CARD_MS,
      detail: {
        ...prefixed('card', figure),
        ...prefixed('floor', least),
        changes: CHANGES,
        contacts: CONTACTS,
      },
    };
  } finally {
    await floor.close();
    floorServer.kill();
  }
}

function closeAll(...posters: readonly Poster[]): void {
  for (const poster of posters) poster.close();
}

/** Opens a deal's card as an agent does. */
async function openCard(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+2');
  await page.locator('[role=listbox] [role=option]').first().waitFor();
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill(name);
  await dialog.getByRole('option', { name }).first().click();
  await page.locator(CARD).filter({ hasText: name }).waitFor();
}

/** Milliseconds from before `post` until two frames after an element says `text`; the driver's own way back is in it. */
async function shownAfter(
  page: Page,
  selector: string,
  text: string,
  post: () => Promise<number>,
): Promise<number> {
  await page.evaluate(
    ([where, wanted, patienceMs]) => {
      window.shown = new Promise((resolve, reject) => {
        setTimeout(() => {
          reject(new Error(`"${wanted}" was not shown, but "${document.querySelector(where)?.textContent}"`));
        }, patienceMs);
        const look = (): void => {
          if (document.querySelector(where)?.textContent !== wanted) return;
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      });
    },
    [selector, text, PATIENCE_MS / 2] as const,
  );
  const begun = performance.now();
  const posted = post();
  await page.evaluate(() => window.shown);
  const ms = performance.now() - begun;
  await posted;
  return ms;
}
