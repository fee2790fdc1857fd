import { accountCsv } from '../../../main/calls/history/accountCsv.ts';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAccountService, type AccountService } from '../../../main/accounts/accountService.ts';
import { createAccountList, type AccountList } from '../../../main/accounts/accountList.ts';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { createSyncHost, type SyncHost } from '../../../main/mirror/sync/syncHost.ts';
import { sampleCall } from '../../unit/journal/sample.ts';
import { WORKER } from '../mirror/syncedSandbox.ts';
import { watchRows } from './accountRows.ts';
import { openAccountsUnderTest, type AccountsUnderTest } from './accountsUnderTest.ts';
import { startProcess } from './process.ts';
import { speechOf } from '../../speech.ts';

interface Room {
  readonly list: AccountList;
  readonly care: AccountService;
  readonly sync: SyncHost;
  readonly saved: { readonly name: string; readonly text: string }[];
  readonly removed: string[];
  /** From now on the computer goes out when a copy is to be deleted. */
  readonly stopCopy: () => void;
  readonly keys: readonly [string, string];
}

let fixture: AccountsUnderTest;
let sync: SyncHost | null = null;
afterEach(async () => {
  await sync?.close();
  sync = null;
  await fixture.close();
});

/** Romashka and Northwind, signed in with codes, each with calls in the journal and a copy in the mirror. */
async function room(): Promise<Room> {
  fixture = await openAccountsUnderTest();
  const clients = new Map<string, CrmClient>();
  for (const address of ['romashka', 'northwind']) {
    const code = fixture.sandbox.issueCode(address) ?? '';
    const state = await fixture.signIn.withCode(fixture.zone, { ...fixture.integration, address, code });
    if (state.phase !== 'done') throw new Error(JSON.stringify(state));
  }
  const { journal, vault } = fixture;
  const [first, second] = journal.accounts.list();
  if (first === undefined || second === undefined) throw new Error('two accounts were to be signed in');
  for (const row of [first, second]) {
    clients.set(row.key, startProcess(fixture, systemClock, { account: row.key }).client);
    for (const id of ['one', 'two']) journal.calls.putFacts(sampleCall(row.key, `${row.subdomain}-${id}`));
    journal.memory.put(row.key, 'choice', 'x');
  }
  const list = createAccountList({
    rows: journal.accounts,
    sessionOnly: () => false,
    hasTokens: (key) => journal.secrets.get(key, 'tokens') !== null,
  });
  const synced = new Map<string, () => void>();
  const host = createSyncHost({
    file: join(fixture.folder, 'mirror.db'),
    workerUrl: WORKER,
    clientOf: (account) => clients.get(account) ?? null,
    clock: systemClock,
    onProgress: ({ account, completedAt }) => {
      if (completedAt !== null) synced.get(account)?.();
    },
  });
  sync = host;
  await Promise.all(
    [first, second].map(
      ({ key, region, userId }) =>
        new Promise<void>((resolve) => {
          synced.set(key, resolve);
          host.start({ key, region, userId });
        }),
    ),
  );
  const saved: { name: string; text: string }[] = [];
  const removed: string[] = [];
  let goesOut = false;
  const stopCopy = (): void => {
    goesOut = true;
  };
  const care = createAccountService({
    journal,
    vault,
    list,
    clock: systemClock,
    speech: speechOf('en'),
    endLine: (account) => host.stop(account),
    retryLine: () => undefined,
    removeCopy: (account) => (goesOut ? Promise.reject(new Error('out')) : host.removeAccount(account)),
    csv: accountCsv({ journal, clock: systemClock, speech: speechOf('en') }),
    saveFile(name, text) {
      saved.push({ name, text });
      return Promise.resolve(name);
    },
    onRemoved: (account) => removed.push(account),
  });
  return { list, care, sync: host, saved, removed, stopCopy, keys: [first.key, second.key] };
}

describe('what an agent does with an account', () => {
  it('renames, colours and reorders it; a new sign-in keeps all three', async () => {
    const { list, care, keys } = await room();
    const [romashka, northwind] = keys;
    expect(care.change(northwind, { name: 'Boss', colour: '#123456', position: 0 }).ok).toBe(true);
    const code = fixture.sandbox.issueCode('northwind') ?? '';
    await fixture.signIn.withCode(fixture.zone, { ...fixture.integration, address: 'northwind', code });
    expect(list.list().map(({ key, name }) => [key, name])).toEqual([
      [northwind, 'Boss'],
      [romashka, list.get(romashka)?.crmName],
    ]);
    expect(list.get(northwind)?.colour).toBe('#123456');
    care.change(northwind, { name: '' });
    expect(list.get(northwind)?.name).toBe(list.get(northwind)?.crmName);
    expect(care.change('nobody', { name: 'x' })).toEqual({ ok: false, error: 'unknownAccount' });
  });

  it('signs out: the tokens are gone, the calls and what waits stay, and it can be signed in again', async () => {
    const { list, care, keys } = await room();
    const [romashka] = keys;
    fixture.journal.outbox.add(romashka, 'romashka-one', { kind: 'logCall', callId: 'romashka-one' }, 0);
    await care.signOut(romashka);
    const rows = watchRows(fixture.folder, romashka);
    expect(rows()).toMatchObject({ secrets: 1, calls: 2, outbox: 1, accounts: 1 });
    expect(fixture.journal.secrets.get(romashka, 'tokens')).toBeNull();
    expect(fixture.journal.secrets.get(romashka, 'previousTokens')).toBeNull();
    expect(list.get(romashka)?.state).toBe('signedOut');
    expect(await startProcess(fixture, systemClock, { account: romashka }).client.account()).toMatchObject({
      error: { kind: 'needsSignIn' },
    });
    const code = fixture.sandbox.issueCode('romashka') ?? '';
    await fixture.signIn.withCode(fixture.zone, { ...fixture.integration, address: 'romashka', code });
    expect(list.get(romashka)?.state).toBe('ready');
    expect(rows()).toMatchObject({ calls: 2, outbox: 1 });
  });

  it('is not removed while results wait, until they are exported; and not during a call', async () => {
    const { care, keys, saved } = await room();
    const [romashka] = keys;
    const { journal } = fixture;
    journal.calls.setNote(romashka, 'romashka-one', '=HYPERLINK("evil"), "quoted"\nline');
    journal.outbox.add(romashka, 'romashka-one', { kind: 'logCall', callId: 'romashka-one' }, 0);
    expect(care.removal(romashka)).toEqual({ calls: 2, waiting: 1, exportedAt: null, allowed: false });
    expect(await care.remove(romashka)).toEqual({ ok: false, error: 'notNow' });
    expect((await care.exportCalls(romashka)).ok).toBe(true);
    expect(saved[0]?.text.split('\r\n')).toHaveLength(4);
    expect(saved[0]?.text).toContain('"\'=HYPERLINK(""evil""), ""quoted""\nline"');
    expect(care.removal(romashka)).toMatchObject({ allowed: true });
    // What came after the export is not in it, also when there is no more of it than there was.
    const [first] = journal.outbox.ofCall(romashka, 'romashka-one');
    journal.outbox.cancel(first?.id ?? 0);
    const target = { entity: 'contact', id: 7 } as const;
    const write = { kind: 'addNote', target, text: 'said, and kept' } as const;
    journal.outbox.addAgents(romashka, null, write, { now: 1_000_000, notBefore: 0 });
    expect(care.removal(romashka)).toMatchObject({ waiting: 1, allowed: false });
    saved.length = 0;
    await care.exportCalls(romashka);
    expect(saved.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^Ringside .+ [\d-]{10}\.csv$/u),
      expect.stringMatching(/^Ringside .+ [\d-]{10} not in the CRM\.csv$/u),
    ]);
    expect(saved[1]?.text).toContain(',Note,contact,7,"text: said, and kept"');
    expect(care.removal(romashka)).toMatchObject({ allowed: true });
    journal.calls.putFacts(sampleCall(romashka, 'romashka-one', { state: 'talking' }));
    expect(await care.remove(romashka)).toEqual({ ok: false, error: 'notNow' });
    journal.calls.putFacts(sampleCall(romashka, 'romashka-one'));
    expect((await care.remove(romashka)).ok).toBe(true);
  });

  it('a computer that goes out while an account is removed leaves the account, and no rows of nobody', async () => {
    const { care, keys, stopCopy } = await room();
    const [romashka] = keys;
    stopCopy();
    await expect(care.remove(romashka)).rejects.toThrow('out');
    expect(fixture.journal.accounts.get(romashka)).not.toBeNull();
    expect(fixture.journal.secrets.get(romashka, 'tokens')).not.toBeNull();
  });

  it('removes it: zero of its rows in journal, secrets and mirror, all of the others’', async () => {
    const { list, care, keys, removed } = await room();
    const [romashka, northwind] = keys;
    const gone = watchRows(fixture.folder, romashka);
    const kept = watchRows(fixture.folder, northwind);
    const before = kept();
    expect(gone()['mirror.contacts']).toBeGreaterThan(0);
    expect(gone()).toMatchObject({ secrets: 2, calls: 2, memory: 1, accounts: 1, 'mirror.accounts': 1 });
    expect((await care.remove(romashka)).ok).toBe(true);
    expect(Object.entries(gone()).filter(([, count]) => count > 0)).toEqual([]);
    expect(kept()).toEqual(before);
    expect(list.list().map(({ key }) => key)).toEqual([northwind]);
    expect(removed).toEqual([romashka]);
    // Nor is anything of it left in the bytes of the journal.
    const holding = ['journal.db', 'journal.db-wal']
      .map((file) => join(fixture.folder, file))
      .filter((path) => existsSync(path) && readFileSync(path).includes('romashka'));
    expect(holding).toEqual([]);
    expect(await startProcess(fixture, systemClock, { account: northwind }).client.account()).toMatchObject({
      ok: true,
    });
  });
});
