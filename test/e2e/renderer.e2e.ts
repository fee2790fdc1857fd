import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { expect, oneForFile, test } from './fixtures.ts';

const unsigned = oneForFile();
const signed = oneForFile({ signIn: 'northwind' });
const windows = [
  { kind: 'welcome', of: unsigned },
  { kind: 'account', of: signed },
  { kind: 'pop', of: signed },
] as const;

/** A server outside; no window may ever reach it. */
let outside: Server;
let url = '';
const heard: string[] = [];
test.beforeAll(async () => {
  outside = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('globalThis.pwned = true');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const address = outside.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
});
test.afterAll(() => {
  outside.close();
  expect(heard, 'no window ever reached the server outside').toEqual([]);
});

for (const { kind, of } of windows) {
  test(`${kind}: isolated, sandboxed, without Node, with web security`, async () => {
    await of().page(kind);
    const preferences = await of()
      .app()
      .electron.askMain(
        ({ webContents }, prefix) =>
          webContents
            .getAllWebContents()
            .filter((one) => one.getURL().startsWith(prefix))
            .map((one) => {
              // Electron has it and does not list it among its types.
              const told = one as typeof one & {
                getLastWebPreferences(): Readonly<Record<string, unknown>>;
              };
              return told.getLastWebPreferences();
            }),
        `app://ringside/${kind}/`,
      );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    });
    // Electron leaves this one out when it is off.
    expect(preferences[0]).not.toMatchObject({ nodeIntegrationInWorker: true });
  });

  test(`${kind}: the page comes with a strict policy in its header`, async () => {
    await of().page(kind);
    const policy = await of()
      .app()
      .electron.askMain(async ({ webContents }, prefix) => {
        const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith(prefix));
        const page = await contents?.session.fetch(`${prefix}index.html`);
        return page?.headers.get('content-security-policy');
      }, `app://ringside/${kind}/`);
    const directives = new Map(
      (policy ?? '').split(';').map((one) => {
        const [name = '', ...values] = one.trim().split(' ');
        return [name, values.join(' ')];
      }),
    );
    for (const [name, value] of [
      ['default-src', "'none'"],
      ['script-src', "'self'"],
      ['style-src', "'self'"],
      ['connect-src', "'none'"],
      ['base-uri', "'none'"],
      ['form-action', "'none'"],
      ['frame-ancestors', "'none'"],
    ]) {
      expect([name, directives.get(name ?? '')]).toEqual([name, value]);
    }
    expect(policy).not.toMatch(/unsafe|http|\*/);
  });

  test(`${kind}: scripts, pictures, frames and connections from anywhere else are stopped`, async () => {
    const page = await of().page(kind);
    const result = await page.evaluate(async (outside) => {
      const refused: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        refused.push(event.effectiveDirective);
      });
      const add = (tag: string, set: (one: HTMLElement) => void): Promise<string> =>
        new Promise((resolve) => {
          const one = document.createElement(tag);
          one.addEventListener('load', () => resolve(`${tag} loaded`));
          one.addEventListener('error', () => resolve(`${tag} refused`));
          set(one);
          document.body.append(one);
          setTimeout(() => resolve(`${tag} silent`), 500);
        });
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.pwned = true';
      document.body.append(inline);
      const tries = await Promise.all([
        add('script', (one) => one.setAttribute('src', `${outside}/script.js`)),
        add('img', (one) => one.setAttribute('src', `${outside}/picture.png`)),
        add('iframe', (one) => one.setAttribute('src', `${outside}/frame.html`)),
        add('link', (one) => {
          one.setAttribute('rel', 'stylesheet');
          one.setAttribute('href', `${outside}/style.css`);
        }),
        fetch(`${outside}/fetch`).then(
          () => 'fetch worked',
          () => 'fetch refused',
        ),
        fetch('app://ringside/pop/index.html').then(
          () => 'own fetch worked',
          () => 'own fetch refused',
        ),
        new Promise<string>((resolve) => {
          try {
            const socket = new WebSocket(`${outside.replace('http', 'ws')}/socket`);
            socket.addEventListener('open', () => resolve('socket open'));
            socket.addEventListener('error', () => resolve('socket refused'));
          } catch {
            resolve('socket refused');
          }
        }),
      ]);
      navigator.sendBeacon(`${outside}/beacon`);
      // A text that becomes code: what `eval` does, through a door that Playwright does not open for itself.
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.pwned = true');
      button.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const one of document.querySelectorAll(
        'body > script:not([type]), body > img, body > iframe, body > link',
      ))
        one.remove();
      return { tries, refused, pwned: 'pwned' in globalThis };
    }, url);
    expect(result.pwned).toBe(false);
    expect(result.tries).toEqual(
      expect.arrayContaining([
        'script refused',
        'img refused',
        'fetch refused',
        'own fetch refused',
        'socket refused',
      ]),
    );
    expect(result.refused).toEqual(
      expect.arrayContaining(['script-src-elem', 'img-src', 'frame-src', 'style-src-elem', 'connect-src']),
    );
    expect(heard).toEqual([]);
  });

  test(`${kind}: it goes nowhere and opens nothing`, async () => {
    const page = await of().page(kind);
    const windowsOpen = (): Promise<number> =>
      of()
        .app()
        .electron.askMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const before = await windowsOpen();
    const opened = await page.evaluate((outside) => {
      const click = (target: string): void => {
        const link = document.createElement('a');
        link.href = `${outside}/link`;
        link.target = target;
        document.body.append(link);
        link.click();
        link.remove();
      };
      click('');
      click('_blank');
      location.assign(`${outside}/navigation`);
      return window.open(`${outside}/window`) !== null;
    }, url);
    expect(opened).toBe(false);
    // A round trip through the page: had it gone away, this would not be the same page.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(page.url()).toMatch(`app://ringside/${kind}/`);
    expect(await windowsOpen()).toBe(before);
    expect(heard).toEqual([]);
  });
}

test('app:// serves the built pages and nothing else', async () => {
  await signed().page('pop');
  const statuses = await signed()
    .app()
    .electron.askMain(
      async ({ webContents }, paths) => {
        const contents = webContents.getAllWebContents().find((one) => one.getURL().includes('/pop/'));
        const results: Record<string, number | string> = {};
        for (const one of paths) {
          results[one] = await (contents?.session.fetch(one) ?? Promise.reject(new Error('no pop'))).then(
            (answer) => answer.status,
            () => 'refused',
          );
        }
        return results;
      },
      [...CLIMBING],
    );
  for (const one of CLIMBING) expect([one, statuses[one]]).toEqual([one, 404]);
});

const CLIMBING = [
  'app://ringside/../package.json',
  'app://ringside/pop/../../main/index.js',
  'app://ringside/%2e%2e/%2e%2e/package.json',
  'app://ringside/..%2f..%2fpackage.json',
  'app://ringside/pop/..%5c..%5cmain%5cindex.js',
  'app://ringside//etc/passwd',
  'app://ringside/etc/passwd',
  'app://ringside/',
  'app://elsewhere/pop/index.html',
] as const;

test('no window is given a permission of the system', async () => {
  const page = await signed().page('account');
  const state = await page.evaluate(async () => ({
    notifications: Notification.permission,
    place: await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        () => resolve('refused'),
      );
    }),
    microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      () => 'refused',
    ),
  }));
  expect(state).toEqual({ notifications: 'denied', place: 'refused', microphone: 'refused' });
});
