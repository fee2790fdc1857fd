import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { requestNames } from '../../preload/channels.ts';
import { chosenElectron } from '../../scripts/electronPath.ts';
import { root } from '../../scripts/setup/folders.ts';
import { expect, oneForFile, test } from '../e2e/fixtures.ts';

/**
 * Electron's security checklist on the packaged app, item by item. 15 (openExternal) is a table of hostile addresses in
 * test/unit/windows/links/externalAddress.test.ts, 17 is fuzz.packaged.ts, 19 (fuses) is read from the binary in package.packaged.ts.
 */
const ringside = oneForFile({ signIn: 'northwind' });

/** The bridge as a page has it. */
declare const window: { readonly api: Readonly<Record<string, unknown>> } & Record<string, unknown>;

const account = (): Promise<Page> => ringside().page('account');
async function pages(): Promise<readonly Page[]> {
  await Promise.all([ringside().page('account'), ringside().page('pop')]);
  return ringside()
    .app()
    .electron.windows()
    .filter((page) => page.url().startsWith('app:'));
}

interface Preferences {
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly nodeIntegrationInWorker?: boolean;
  readonly nodeIntegrationInSubFrames?: boolean;
  readonly webSecurity?: boolean;
  readonly allowRunningInsecureContent?: boolean;
  readonly experimentalFeatures?: boolean;
  readonly enableBlinkFeatures?: string;
  readonly webviewTag?: boolean;
}

/** What each window was really made with. */
function preferences(): Promise<readonly Preferences[]> {
  return ringside()
    .app()
    .electron.askMain(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const known = contents as unknown as { getLastWebPreferences(): Preferences };
        return { ...known.getLastWebPreferences() };
      }),
    );
}

test('the app under test is packaged', async () => {
  expect(
    await ringside()
      .app()
      .electron.askMain(({ app }) => app.isPackaged),
  ).toBe(true);
});

test('checklist 1: only load secure content: a page can fetch nothing but its own files', async () => {
  const page = await account();
  const outcome = await page.evaluate(async () => {
    const tries = ['https://www.kommo.com/', 'http://localhost/', 'file:///etc/passwd', 'app://elsewhere/x'];
    const answers = await Promise.all(
      tries.map((url) =>
        fetch(url).then(
          () => 'fetched',
          () => 'refused',
        ),
      ),
    );
    const picture = await new Promise((resolve) => {
      const image = new Image();
      image.addEventListener('load', () => resolve('loaded'));
      image.addEventListener('error', () => resolve('refused'));
      image.src = 'https://www.kommo.com/favicon.ico';
    });
    return [...answers, picture];
  });
  expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
});

test('checklist 2: no Node.js in any page', async () => {
  for (const each of await preferences()) {
    const node = [each.nodeIntegration, each.nodeIntegrationInWorker, each.nodeIntegrationInSubFrames];
    // What is off may be left out of Electron's answer.
    expect(node.map((on) => on ?? false)).toEqual([false, false, false]);
  }
  for (const page of await pages()) {
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window),
      ),
    ).toEqual([]);
  }
});

test('checklist 3: context isolation in every window: a page cannot reach what the preload script uses', async () => {
  for (const each of await preferences()) expect(each.contextIsolation).toBe(true);
  for (const page of await pages()) {
    const reached = await page.evaluate(() => {
      try {
        (window.api as Record<string, unknown>)['app'] = null;
      } catch {
        // Frozen, which is as good.
      }
      return window.api['app'] !== null;
    });
    expect(reached).toBe(true);
  }
});

test('checklist 4: process sandboxing in every window', async () => {
  const all = await preferences();
  expect(all.length).toBeGreaterThanOrEqual(2);
  for (const each of all) expect(each.sandbox).toBe(true);
});

test('checklist 5: every permission is refused in every session', async () => {
  for (const page of await pages()) {
    const outcome = await page.evaluate(async () => {
      const asked = await Promise.all([
        navigator.mediaDevices?.getUserMedia({ audio: true }).then(
          () => 'given',
          () => 'refused',
        ) ?? 'refused',
        Notification.requestPermission().then((answer) => (answer === 'granted' ? 'given' : 'refused')),
        new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('given'),
            () => resolve('refused'),
          );
        }),
        navigator.clipboard?.readText().then(
          () => 'given',
          () => 'refused',
        ) ?? 'refused',
      ]);
      return asked;
    });
    expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused']);
  }
});

test('checklist 6, 8, 9, 10: web security on, no mixed content, no experimental or Blink features, no tools', async () => {
  for (const each of await preferences()) {
    expect(each.webSecurity).toBe(true);
    expect(each.allowRunningInsecureContent ?? false).toBe(false);
    expect(each.experimentalFeatures ?? false).toBe(false);
    expect(each.enableBlinkFeatures ?? '').toBe('');
  }
  const opened = await ringside()
    .app()
    .electron.askMain(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        contents.openDevTools({ mode: 'detach' });
        return contents.isDevToolsOpened();
      }),
    );
  expect(opened).not.toContain(true);
});

test('checklist 7: a Content-Security-Policy: no inline script, no eval, no frame, nothing from elsewhere', async () => {
  for (const page of await pages()) {
    const outcome = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.__inline = true';
      document.head.append(script);
      const frame = document.createElement('iframe');
      frame.srcdoc = '<p>framed</p>';
      document.body.append(frame);
      const violated = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
      });
      const far = document.createElement('script');
      far.src = 'https://www.kommo.com/x.js';
      document.head.append(far);
      return violated.then((directive) => {
        for (const node of [script, frame, far]) node.remove();
        return { inline: '__inline' in window, directive };
      });
    });
    expect(outcome.inline).toBe(false);
    expect(outcome.directive).toMatch(/^(?:script-src|frame-src|default-src)/);
  }
});

test('checklist 11, 12: web views do not exist', async () => {
  for (const each of await preferences()) expect(each.webviewTag ?? false).toBe(false);
  const page = await account();
  const guests = await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://ringside/pop/index.html');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
    const known = 'getWebContentsId' in view;
    view.remove();
    return known;
  });
  expect(guests).toBe(false);
});

test('checklist 13, 14: no page leaves its address, and none opens a window', async () => {
  for (const page of await pages()) {
    const before = page.url();
    const windows = ringside().app().electron.windows().length;
    const opened = await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://www.kommo.com/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      link.remove();
      return open('https://www.kommo.com/') !== null || open('app://ringside/pop/index.html') !== null;
    });
    expect(opened).toBe(false);
    // A navigation that was let through would end this page's answers.
    expect(await page.evaluate(() => document.readyState)).toBe('complete');
    expect(page.url()).toBe(before);
    expect(ringside().app().electron.windows().length).toBe(windows);
  }
});

test('checklist 16: the Electron of the lockfile, or the one setup says stands in for it', async () => {
  const version = await ringside()
    .app()
    .electron.askMain(() => process.versions.electron);
  const chosen = chosenElectron();
  expect(version).toBe(chosen.version);
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const wanted = lock.packages['node_modules/electron']?.version ?? '';
  expect(Number(wanted.split('.')[0])).toBeGreaterThanOrEqual(45);
  if (chosen.source === 'release') expect(version).toBe(wanted);
});

test('checklist 18: no file://, and app:// has no way out of its folder', async () => {
  const tries = [
    'app://ringside/../../package.json',
    'app://ringside/..%2f..%2fpackage.json',
    'app://ringside/%2e%2e/%2e%2e/package.json',
    'app://ringside/account/..\\..\\..\\package.json',
    'app://ringside//etc/passwd',
    'app://ringside/account/index.html%00.png',
    'app://ringside/account/',
    'app://other/account/index.html',
  ];
  const answers = await ringside()
    .app()
    .electron.askMain(async ({ BrowserWindow }, urls) => {
      const found = BrowserWindow.getAllWindows()[0];
      if (found === undefined) throw new Error('there is no window');
      const { session } = found.webContents;
      const ask = (url: string): Promise<number> =>
        session.fetch(url).then(
          ({ status }) => status,
          () => 0,
        );
      return Promise.all(['app://ringside/account/index.html', ...urls].map(ask));
    }, tries);
  const [own, ...others] = answers;
  expect(own).toBe(200);
  const served = tries.filter((_url, index) => others[index] !== 404 && others[index] !== 0);
  expect(served).toEqual([]);
  for (const page of await pages()) expect(page.url()).toMatch(/^app:\/\/ringside\//);
});

test('checklist 20: a page has the contract and nothing else of Electron', async () => {
  for (const page of await pages()) {
    const has = await page.evaluate(() =>
      Object.fromEntries(
        Object.entries(window.api).map(([group, value]) => [
          group,
          typeof value === 'object' && value !== null ? Object.keys(value) : typeof value,
        ]),
      ),
    );
    expect(has).toEqual({
      ...Object.fromEntries(Object.entries(requestNames).map(([group, names]) => [group, [...names]])),
      on: 'function',
    });
    expect(
      await page.evaluate(() => Object.keys(window).filter((name) => /electron|ipc/i.test(name))),
    ).toEqual([]);
  }
});
