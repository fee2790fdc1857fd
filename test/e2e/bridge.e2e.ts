import { randomUUID } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { requestNames } from '../../preload/channels.ts';
import { contract } from '../../preload/contract.ts';
import type { WindowKind } from '../../preload/contract.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { askAnything } from './bridge.ts';
import { expect, oneForFile, test } from './fixtures.ts';
import { talkedCall } from './phone.ts';

/** Before anybody signed in there are the welcome screen and the pop; afterwards the account's window and the pop. */
const unsigned = oneForFile();
const signed = oneForFile({ signIn: 'northwind' });
const windows = [
  { kind: 'welcome', of: unsigned },
  { kind: 'account', of: signed },
  { kind: 'pop', of: signed },
] as const;

interface Named {
  readonly group: string;
  readonly name: string;
  readonly windows: readonly WindowKind[];
}
const requests: readonly Named[] = Object.entries(contract).flatMap(([group, entries]) =>
  Object.entries<{ readonly windows: readonly WindowKind[] }>(entries).map(([name, { windows }]) => ({
    group,
    name,
    windows,
  })),
);

declare const window: { readonly api: Readonly<Record<string, object>> };

for (const { kind, of } of windows) {
  test(`${kind}: window.api is exactly the contract`, async () => {
    const page = await of().page(kind);
    const shape = await page.evaluate(() =>
      Object.fromEntries(
        Object.entries(window.api).map(([group, names]) => [
          group,
          typeof names === 'function' ? 'function' : Object.keys(names),
        ]),
      ),
    );
    expect(shape).toEqual({ ...requestNames, on: 'function' });
  });

  test(`${kind}: no Node, no Electron, nothing else that the bridge could have left`, async () => {
    const page = await of().page(kind);
    const found = await page.evaluate(() =>
      [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        'ipcRenderer',
        'electron',
        '__dirname',
      ].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  test(`${kind}: a request that is not for this kind of window is refused`, async () => {
    const page = await of().page(kind);
    const foreign = requests.filter((one) => !one.windows.includes(kind));
    expect(foreign.length).toBeGreaterThan(0);
    for (const { group, name } of foreign) {
      const { ok, error } = await askAnything(page, group, name, {});
      expect([group, name, ok, error?.code]).toEqual([group, name, false, 'refused']);
    }
  });

  test(`${kind}: a request that does not fit its schema is not carried out`, async () => {
    const page = await of().page(kind);
    const own = requests.filter((one) => one.windows.includes(kind));
    for (const { group, name } of own) {
      for (const input of [{ unexpected: 1 }, [], 'text', 7, null, { callId: { $ne: null } }]) {
        const { ok, error } = await askAnything(page, group, name, input);
        expect([group, name, input, ok, error?.code]).toEqual([group, name, input, false, 'badRequest']);
      }
    }
  });
}

test('values out of their range are refused one by one', async () => {
  const pop = await signed().page('pop');
  const callId = 'any';
  const wrong: readonly (readonly [string, string, unknown])[] = [
    ['calls', 'log', { callId, result: 0 }],
    ['calls', 'log', { callId, result: 8 }],
    ['calls', 'log', { callId, result: '4' }],
    ['calls', 'log', { callId: 'x'.repeat(65), result: 4 }],
    ['calls', 'setNote', { callId, note: 'x'.repeat(10_001) }],
    ['calls', 'createContact', { callId, name: '   ', evenIfDuplicates: false }],
    ['contacts', 'openInCrm', { callId, target: { entity: 'user', id: 1 } }],
    ['contacts', 'openInCrm', { callId, target: { entity: 'contact', id: -1 } }],
    ['leads', 'openInCrm', { callId, leadId: 1.5 }],
    ['pop', 'fit', { height: 1e9 }],
  ];
  for (const [group, name, input] of wrong) {
    expect((await askAnything(pop, group, name, input)).error?.code, `${group}.${name}`).toBe('badRequest');
  }
  expect((await askAnything(pop, 'calls', 'log', { callId, result: 4 })).error?.code).toBe('unknownCall');
});

test("another account's call does not exist for an account's window", async () => {
  const own = await talkedCall(signed(), (await signed().crm.showcase('northwind')).certain);
  const { id: ownId, account } = await own.inList();
  await signed().app().close();
  const foreign = randomUUID();
  const journal = new Database(path.join(signed().profile.userData, 'journal.db'));
  journal
    .prepare(
      `INSERT INTO accounts (key, zone, subdomain, host, account_id, user_id, name, user_name, colour, currency,
         region, timezone, state, client_id, redirect_uri, position)
       SELECT 'sandbox:1:1', zone, 'other', host, 1, 1, 'Other', user_name, colour, currency,
       region, timezone, 'needsSignIn', client_id, redirect_uri, 9 FROM accounts`,
    )
    .run();
  journal
    .prepare(
      `INSERT INTO calls (account, id, source, direction, raw_number, display, state, end_reason, started_at, ended_at)
       VALUES ('sandbox:1:1', ?, 'hook', 'inbound', '+14155550100', '+1', 'ended', 'missed', ?, ?)`,
    )
    .run(foreign, Date.now(), Date.now());
  journal.close();
  await signed().start();

  const pages = [await signed().app().page('account', 0), await signed().app().page('account', 1)];
  const infos = await Promise.all(pages.map((page) => ask(page, 'app', 'info')));
  const mine = pages[infos.findIndex((info) => info.account?.key === account)];
  const other = pages[infos.findIndex((info) => info.account?.key === 'sandbox:1:1')];
  if (mine === undefined || other === undefined) throw new Error('each account has a window');
  const listed = async (page: typeof mine) => (await ask(page, 'calls', 'today')).calls.map(({ id }) => id);
  expect(await listed(mine)).toEqual([ownId]);
  expect(await listed(other)).toEqual([foreign]);
  const inputs: Readonly<Record<string, object>> = {
    log: { result: 4 },
    undo: {},
    retry: {},
    setNote: { note: 'not yours' },
    choose: { target: null },
    createContact: { name: 'Nobody', evenIfDuplicates: true },
  };
  for (const [name, more] of Object.entries(inputs)) {
    const answer = await askAnything(mine, 'calls', name, { callId: foreign, ...more });
    expect([name, answer.ok, answer.error?.code]).toEqual([name, false, 'unknownCall']);
  }
  for (const [group, name, more] of [
    ['contacts', 'findDuplicates', {}],
    ['contacts', 'search', { text: 'a' }],
    ['contacts', 'openInCrm', { target: { entity: 'contact', id: 1 } }],
    ['leads', 'ofContact', { target: { entity: 'contact', id: 1 } }],
    ['leads', 'openInCrm', { leadId: 1 }],
  ] as const) {
    const answer = await askAnything(mine, group, name, { callId: foreign, ...more });
    expect([group, name, answer.ok, answer.error?.code]).toEqual([group, name, false, 'unknownAccount']);
  }
  await askAnything(mine, 'pop', 'show', { callId: foreign });
  expect((await ask(await signed().page('pop'), 'pop', 'snapshot')).calls).toEqual([]);
  expect((await ask(other, 'calls', 'today')).calls[0]).toMatchObject({ note: '', result: null });
});
