import { accountCsv } from '../../../main/calls/history/accountCsv.ts';
import { wallTime, monotonicTime, systemClock, type Clock } from '../../../main/common/clock.ts';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccountService } from '../../../main/accounts/accountService.ts';
import { createAccountList, type AccountList } from '../../../main/accounts/accountList.ts';
import { readClaims } from '../../../main/accounts/tokens/jwt.ts';
import { createSignIn } from '../../../main/accounts/signIn/signIn.ts';
import { createVault, type Vault } from '../../../main/accounts/vault/vault.ts';
import { platform, sandboxZone } from '../../../main/accounts/platformZones.ts';
import { createExchange, type Exchange } from '../../../main/crm/transport/httpExchange.ts';
import { createCrmSessions, type CrmSessions } from '../../../main/accounts/crmSessions.ts';
import type { AccountRow, Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createSyncHost, type SyncHost } from '../../../main/mirror/sync/syncHost.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { createKeychainInMemory } from '../../unit/accounts/rows.ts';
import { sampleCall } from '../../unit/journal/sample.ts';
import { WORKER } from '../mirror/syncedSandbox.ts';
import { watchRows } from './accountRows.ts';
import { freePort } from '../../../scripts/drive/freePort.ts';
import { browser, decide, settled } from './accountsUnderTest.ts';
import { speechOf } from '../../speech.ts';

/**
 * Ten accounts on one computer: two users of one account, one person in two, two zones. All that the app has behind its
 * windows is real: sign-in, vault, journal, lines, refresh, copy, outbox, and two CRMs over HTTP.
 */
const HOUR = 3_600_000;
const TOKEN_PATH = '/oauth2/access_token';
const PLACES = [
  { crm: 'local', subdomain: 'romashka', users: 3 },
  { crm: 'local', subdomain: 'northwind', users: 2 },
  { crm: 'kommo', subdomain: 'romashka', users: 3 },
  { crm: 'kommo', subdomain: 'northwind', users: 2 },
] as const;

/** One request as it left this computer. */
interface Asked {
  readonly host: string;
  readonly path: string;
  readonly token: string | null;
}

let folder: string;
let ahead: number;
let sandboxes: { readonly local: Sandbox; readonly kommo: Sandbox };
let asked: Asked[];
let journal: Journal;
let vault: Vault;
let list: AccountList;
let sessions: CrmSessions;
let sync: SyncHost;
let outbox: Outbox;
let completed: Map<string, () => void>;
let stop: () => Promise<void>;

const clock: Clock = {
  ...systemClock,
  now: () => wallTime(Date.now() + ahead),
  monotonic: () => monotonicTime(performance.now() + ahead),
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-ten-'));
  ahead = 0;
  asked = [];
  completed = new Map();
  const redirectUri = `http://127.0.0.1:${String(await freePort())}/oauth/callback`;
  const options = { redirectUri, contacts: 5, requestsPerSecond: null, now: () => clock.now() };
  sandboxes = { local: createSandbox(options), kommo: createSandbox({ ...options, domain: 'kommo.com' }) };
  const ports = { local: await sandboxes.local.listen(0), kommo: await sandboxes.kommo.listen(0) };
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
  vault = createVault({
    rows: journal.secrets,
    masterKey: createKeychainInMemory(),
    randomBytes,
  });
  list = createAccountList({
    rows: journal.accounts,
    sessionOnly: () => false,
    hasTokens: (key) => journal.secrets.get(key, 'tokens') !== null,
  });
  const wire = createExchange({ userAgent: 'Ringside test' });
  /** Kommo's hosts are led to its stand-in, as a system's DNS would; each request is written down. */
  const exchange: Exchange = (request) => {
    const { url, headers } = request;
    asked.push({
      host: url.host,
      path: url.pathname,
      token: headers['authorization']?.replace('Bearer ', '') ?? null,
    });
    if (!url.hostname.endsWith('.kommo.com')) return wire(request);
    const led = new URL(`${url.pathname}${url.search}`, `http://kommo.localhost:${String(ports.kommo)}`);
    return wire({ ...request, url: led, headers: { ...headers, host: url.host } });
  };
  sessions = createCrmSessions({ journal, vault, list, exchange, clock, random: () => 0 });
  sync = createSyncHost({
    file: join(folder, 'mirror.db'),
    workerUrl: WORKER,
    clientOf: (account) => sessions.clientOf(account),
    clock: systemClock,
    onProgress: ({ account, completedAt }) => {
      if (completedAt !== null) completed.get(account)?.();
    },
  });
  outbox = createOutbox({
    journal,
    clientOf: (account) => sessions.clientOf(account),
    clock,
    random: () => 0,
    emit: () => undefined,
    undoMs: 0,
  });
  outbox.start();
  await signInToAll(redirectUri, exchange, ports);
  stop = async () => {
    await outbox.stop();
    await sync.close();
    sessions.close();
    await Promise.all([sandboxes.local.close(), sandboxes.kommo.close()]);
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterEach(() => stop());

const crmOf = ({ zone }: AccountRow): Sandbox => (zone === 'sandbox' ? sandboxes.local : sandboxes.kommo);
const rows = (): readonly AccountRow[] => journal.accounts.list();

/** In the browser, one after the other, as one person with ten sign-ins to do. */
async function signInToAll(
  redirectUri: string,
  exchange: Exchange,
  ports: { readonly local: number; readonly kommo: number },
): Promise<void> {
  const pages: string[] = [];
  const signIn = createSignIn({
    openBrowser: (url) => Promise.resolve(pages.push(url) > 0),
    exchange,
    accounts: journal.accounts,
    vault,
    transaction: (work) => journal.transaction(work),
    clock,
    random: () => 0,
    randomBytes,
    speech: speechOf('en'),
    onSignedIn: (row) => {
      list.changed();
      sessions.open(row);
    },
  });
  for (const { crm, subdomain, users } of PLACES) {
    const { store } = sandboxes[crm];
    const zone = crm === 'local' ? sandboxZone(ports.local) : platform('kommo.com');
    const { id: clientId, secret: clientSecret } = store.integration;
    const known = store.accounts.find(({ account }) => account.subdomain === subdomain)?.users ?? [];
    for (const user of known.slice(0, users)) {
      await signIn.start(zone, { clientId, clientSecret, redirectUri });
      const page = pages
        .at(-1)
        ?.replace('https://www.kommo.com/', `http://127.0.0.1:${String(ports.kommo)}/`);
      const form = { decision: 'allow', account: subdomain, user: String(user.id) };
      await browser.get(await decide(page ?? '', form));
      const state = await settled(signIn);
      if (state.phase !== 'done') throw new Error(JSON.stringify(state));
    }
  }
  await signIn.cancel();
}

describe('ten accounts at once', () => {
  it('sign in, copy, log and refresh at once, each with its own token at its own host, and one is removed without a trace', async () => {
    expect(rows()).toHaveLength(10);
    expect(new Set(list.list().map(({ name }) => name)).size).toBe(10);
    expect(new Set(rows().map(({ colour }) => colour)).size).toBe(10);

    // A day later all tokens are over in the same moment, while every account copies, logs and is asked.
    ahead = 25 * HOUR;
    asked = [];
    const work = rows().map(async (row) => {
      const { key, region, userId } = row;
      const copied = new Promise<void>((resolve) => completed.set(key, resolve));
      sync.start({ key, region, userId });
      const phone = crmOf(row).accounts.find(({ subdomain }) => subdomain === row.subdomain)?.showcase
        .certain;
      const at = clock.now();
      const times = { startedAt: at - 60_000, answeredAt: at - 50_000, endedAt: at - 1000 };
      const call = sampleCall(key, `call of ${key}`, { rawNumber: phone ?? '', e164: phone ?? '', ...times });
      journal.calls.putFacts(call);
      expect(outbox.logCall(key, `call of ${key}`, 4).ok).toBe(true);
      const client = sessions.clientOf(key);
      if (client === null) throw new Error(`${key} has no line`);
      const answers = await Promise.all(Array.from({ length: 5 }, () => client.account()));
      for (const answer of answers) {
        expect(answer).toMatchObject({ ok: true, value: { id: row.accountId, current_user_id: userId } });
      }
      await copied;
    });
    await Promise.all(work);
    const isDone = ({ key }: AccountRow): boolean =>
      journal.outbox.ofCall(key, `call of ${key}`).every(({ state }) => state === 'done');
    await expect.poll(() => rows().filter((row) => !isDone(row))).toEqual([]);

    const tokens = asked.filter(({ path }) => path === TOKEN_PATH).map(({ host }) => host);
    expect(tokens.toSorted()).toEqual(
      rows()
        .map(({ host }) => host)
        .toSorted(),
    );
    for (const { host, token } of asked) {
      if (token === null) continue;
      const claims = readClaims(token);
      const owner = rows().find((row) => row.host === host && row.accountId === claims?.accountId);
      expect([host, owner?.host]).toEqual([host, host]);
      expect(host.endsWith('.kommo.com')).toBe(claims?.baseDomain === 'kommo.com');
    }
    // Ten calls, each in its account and by its user.
    const held = [sandboxes.local, sandboxes.kommo].flatMap((crm, zone) =>
      crm.calls().map(({ account, created_by }) => `${String(zone)} ${account} ${String(created_by)}`),
    );
    expect(held.toSorted()).toEqual(
      rows()
        .map(
          ({ zone, subdomain, userId }) => `${zone === 'sandbox' ? '0' : '1'} ${subdomain} ${String(userId)}`,
        )
        .toSorted(),
    );

    const counts = rows().map(({ key }) => watchRows(folder, key));
    for (const { key } of rows()) await sync.stop(key);
    const before = counts.map((count) => count());
    for (const count of before) expect(count).toMatchObject({ calls: 1, accounts: 1, 'mirror.accounts': 1 });
    const service = createAccountService({
      journal,
      vault,
      list,
      clock,
      speech: speechOf('en'),
      endLine: (account) => {
        sessions.end(account);
        return sync.stop(account);
      },
      retryLine: () => undefined,
      removeCopy: (account) => sync.removeAccount(account),
      csv: accountCsv({ journal, clock, speech: speechOf('en') }),
      saveFile: () => Promise.resolve(null),
      onRemoved: () => undefined,
    });
    expect((await service.remove(rows()[3]?.key ?? '')).ok).toBe(true);
    const after = counts.map((count) => count());
    expect(Object.entries(after[3] ?? {}).filter(([, count]) => count > 0)).toEqual([]);
    expect(after.toSpliced(3, 1)).toEqual(before.toSpliced(3, 1));
  });
});
