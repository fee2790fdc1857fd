import { chmodSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';

/**
 * A browser without a screen, for scripts and tests. The app opens pages through the system's `xdg-open`;
 * one of our own, first in PATH, writes the address down, and `signIn` does what a person would: opens
 * the page, chooses the account, presses Allow, follows the redirects.
 */
export interface ScriptedBrowser {
  /** PATH with our `xdg-open` first. */
  readonly path: string;
  /** The next address the app opened, in order; waits for it. */
  nextUrl(): Promise<string>;
}

/** Makes a scripted browser whose files are kept in `dir`. */
export function createScriptedBrowser(dir: string): ScriptedBrowser {
  const bin = path.join(dir, 'bin');
  const visited = path.join(dir, 'opened.txt');
  mkdirSync(bin, { recursive: true });
  writeFileSync(visited, '');
  const opener = path.join(bin, 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${visited}'\n`);
  chmodSync(opener, 0o755);
  let taken = 0;
  const opened = (): readonly string[] =>
    existsSync(visited) ? readFileSync(visited, 'utf8').split('\n').slice(0, -1) : [];
  return {
    path: `${bin}:${process.env['PATH'] ?? ''}`,
    async nextUrl() {
      const next = taken;
      taken += 1;
      await waitForChange(visited, () => opened().length > next);
      return opened()[next] ?? '';
    },
  };
}

/** Waits until `isSo`, looked at whenever the file changes; a minute at most. */
async function waitForChange(file: string, isSo: () => boolean): Promise<void> {
  if (isSo()) return;
  const signal = AbortSignal.timeout(60_000);
  await new Promise<void>((resolve, reject) => {
    const watcher = watch(file, { signal }, () => {
      if (!isSo()) return;
      watcher.close();
      resolve();
    });
    watcher.on('error', reject);
    signal.addEventListener('abort', () => {
      reject(new Error(`nothing was opened in the browser`));
    });
    if (isSo()) {
      watcher.close();
      resolve();
    }
  });
}

/** What a person answers on the authorize page. */
export interface Decision {
  readonly account: string;
  readonly decision: 'allow' | 'deny';
}

/** The page a browser stands on at the end. */
export interface LastPage {
  readonly url: string;
  readonly body: string;
}

/**
 * Goes through the sandbox's authorize page and back to the app; answers with the page the app shows at the end.
 *
 * @param answeredAt where an address is answered when its host is not on this computer, as a system's DNS would say
 */
export async function authorize(
  url: string,
  { account, decision }: Decision,
  answeredAt: (url: string) => string = (same) => same,
): Promise<LastPage> {
  const page = await fetch(answeredAt(url));
  if (!page.ok) throw new Error(`the authorize page answered ${page.status}`);
  const form = new URLSearchParams();
  for (const [, name, value] of hiddenInputs(await page.text())) form.set(name, value);
  form.set('account', account);
  form.set('decision', decision);
  const answer = await fetch(answeredAt(url), { method: 'POST', body: form, redirect: 'manual' });
  const callback = answer.headers.get('location');
  if (callback === null) throw new Error(`the authorize page did not redirect: ${answer.status}`);
  return navigate(answeredAt(callback));
}

/** Opens a page as a person's click does: `fetch` would call itself a page's script, which the app refuses. */
async function navigate(url: string): Promise<LastPage> {
  const { status, location, body } = await new Promise<{ status: number; location?: string; body: string }>(
    (resolve, reject) => {
      const request = get(
        url,
        { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => (text += chunk));
          answer.on('end', () => {
            const to = answer.headers.location;
            resolve({
              status: answer.statusCode ?? 0,
              body: text,
              ...(to === undefined ? {} : { location: to }),
            });
          });
        },
      );
      request.on('error', reject);
    },
  );
  if (location !== undefined) return navigate(new URL(location, url).href);
  if (status !== 200) throw new Error(`${new URL(url).pathname} answered ${status}`);
  return { url, body };
}

function* hiddenInputs(html: string): Generator<readonly [string, string, string]> {
  for (const [tag] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined && value !== undefined) yield [tag, name, value.replaceAll('&amp;', '&')];
  }
}
