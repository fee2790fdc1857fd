import type { Page } from '@playwright/test';
import { requestNames } from '../../preload/channels.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { expect, oneForFile, test } from '../e2e/fixtures.ts';
import { openSettings } from './openSettings.ts';

/** Item 17 of Electron's security checklist, on the packaged app: who may ask what is judged by main, for every window. */
const ringside = oneForFile({ signIn: 'northwind' });

const MESSAGES = 100_000;

/** The bridge as a page has it. */
declare const window: { readonly api: Readonly<Record<string, unknown>> };

/** One page of every kind of window, opened as an agent would: from the account's, and by the menu of the tray. */
async function everyPage(): Promise<readonly Page[]> {
  const account = await ringside().page('account');
  await ask(account, 'accounts', 'addAnother', { same: false });
  const welcome = await ringside().page('welcome');
  const settings = await openSettings(ringside());
  return [account, await ringside().page('pop'), welcome, settings];
}

test('checklist 17: 100,000 random messages, to every channel from every kind of window: typed refusals only, nothing changed', async () => {
  test.setTimeout(300_000);
  const all = await everyPage();
  const list = await ringside().page('account');
  const state = (): Promise<string> =>
    list.evaluate(async () => {
      const api = window.api as Record<string, Record<string, () => Promise<unknown>>>;
      const asked = ['calls.today', 'accounts.list', 'lines.get', 'links.get', 'writes.list'];
      const answers = asked.map(async (name) => {
        const [group = '', request = ''] = name.split('.');
        return api[group]?.[request]?.();
      });
      const settings = (await api['settings']?.['get']?.()) as {
        value?: { hook?: { lastEventAt?: number } };
      };
      return JSON.stringify([await Promise.all(answers), settings]);
    });
  const before = await state();
  const channels = Object.values(requestNames).reduce((sum, names) => sum + names.length, 0);
  const each = Math.ceil(MESSAGES / (all.length * channels));
  let sent = 0;
  for (const [index, page] of all.entries()) {
    const outcome = await page.evaluate(
      async ({ names, each, seed }) => {
        const api = window.api as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
        // mulberry32: the same messages at each run of the test.
        let place = seed;
        const random = (): number => {
          place = (place + 0x6d2b79f5) | 0;
          let mixed = Math.imul(place ^ (place >>> 15), 1 | place);
          mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
          return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
        };
        const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
        const words = [
          'account',
          'callId',
          'name',
          'text',
          'id',
          'target',
          'entity',
          'on',
          'event',
          'number',
          'shortcut',
        ];
        const leaves: readonly (() => unknown)[] = [
          () => null,
          () => random() * 1e9 - 5e8,
          () => Number.NaN,
          () => -1,
          () => 2 ** 60,
          () => '',
          () => 'kommo.com:1:2',
          () => '../../etc/passwd',
          () => '\u0000'.repeat(3),
          () => 'x'.repeat(Math.floor(random() * 5_000)),
          () => random() < 0.5,
          () => 10n,
          () => new Date(0),
          () => new Uint8Array(50),
          () => new Map([['account', 1]]),
          () => undefined,
        ];
        const value = (depth: number): unknown => {
          const kind = random();
          if (depth === 0 || kind < 0.5) return pick(leaves)?.();
          if (kind < 0.65) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth - 1));
          return Object.fromEntries(
            Array.from({ length: Math.floor(random() * 4) }, () => [pick(words) ?? '', value(depth - 1)]),
          );
        };
        /** No schema takes it: the contract's objects are strict, and none has this key. (An empty one is what many want.) */
        const message = (): unknown => {
          const made = value(4);
          if (typeof made !== 'object' || made === null) return made === undefined ? null : made;
          // A date or a map has no keys of its own: an empty object, to a schema.
          if (Array.isArray(made) || Object.getPrototypeOf(made) !== Object.prototype) return [made];
          return { ...made, notOfTheContract: value(1) };
        };
        const wrong: string[] = [];
        let sent = 0;
        for (const [group, requests] of Object.entries(names)) {
          for (const name of requests) {
            const answers = await Promise.all(
              Array.from({ length: each }, async () => api[group]?.[name]?.(message())),
            );
            for (const answer of answers as { ok?: boolean; error?: { code?: string } }[]) {
              sent += 1;
              const code = answer.error?.code ?? '';
              if (answer.ok !== false || !['refused', 'badRequest'].includes(code)) {
                wrong.push(`${group}.${name}: ${code}`);
              }
            }
          }
        }
        return { wrong: wrong.slice(0, 10), sent };
      },
      { names: requestNames, each, seed: 20_261_123 + index },
    );
    expect(outcome.wrong, page.url()).toEqual([]);
    sent += outcome.sent;
  }
  expect(sent).toBeGreaterThanOrEqual(MESSAGES);
  expect(await state()).toBe(before);
});
