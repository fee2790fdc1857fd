import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeychain, faultOf, type Keytar } from '../../../../main/accounts/vault/keychain.ts';
import type { MasterKeyStore } from '../../../../main/accounts/vault/masterKey.ts';
import { seal, unseal } from '../../../../main/accounts/vault/sealing.ts';
import { createVault, type OpenVault, type Vault } from '../../../../main/accounts/vault/vault.ts';
import { fail, ok } from '../../../../main/common/result.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { createKeychainInMemory, createSecretRows } from '../rows.ts';

const CANARY = 'canary-7f3a';

function vaultOver(rows: ReturnType<typeof createSecretRows>, masterKey: MasterKeyStore): Vault {
  return createVault({ rows, masterKey, randomBytes });
}

async function opened(vault: Vault): Promise<OpenVault> {
  const result = await vault.open();
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

describe('sealing', () => {
  const key = randomBytes(32);
  const row = seal(key, randomBytes(12), 'a', 'tokens', CANARY);

  it('opens only with its key, for its account and its kind, and unchanged', () => {
    expect(unseal(key, 'a', 'tokens', row)).toBe(CANARY);
    expect(unseal(randomBytes(32), 'a', 'tokens', row)).toBeNull();
    expect(unseal(key, 'b', 'tokens', row)).toBeNull();
    expect(unseal(key, 'a', 'previousTokens', row)).toBeNull();
    for (let at = 0; at < row.sealed.length; at += 1) {
      const changed = Buffer.from(row.sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(key, 'a', 'tokens', { ...row, sealed: changed })).toBeNull();
    }
    expect(unseal(key, 'a', 'tokens', { ...row, sealed: row.sealed.subarray(0, 10) })).toBeNull();
    expect(unseal(key, 'a', 'tokens', { ...row, nonce: Buffer.alloc(0) })).toBeNull();
  });
});

describe('the vault', () => {
  it('makes one master key, and opens after a restart what it sealed', async () => {
    const rows = createSecretRows();
    const keychain = createKeychainInMemory();
    (await opened(vaultOver(rows, keychain))).put('a', 'tokens', CANARY);
    const keys = [...keychain.keys];
    expect(keys.map(([, key]) => key.length)).toEqual([32]);
    expect((await opened(vaultOver(rows, keychain))).get('a', 'tokens')).toEqual(ok(CANARY));
    expect([...keychain.keys]).toEqual(keys);
  });

  it('opens with the entry all data folders shared, where that is what it was sealed with', async () => {
    const rows = createSecretRows();
    const keychain = createKeychainInMemory();
    const key = randomBytes(32);
    await keychain.write('master key', key);
    rows.put('a', 'tokens', seal(key, randomBytes(12), 'a', 'tokens', CANARY));
    expect((await opened(vaultOver(rows, keychain))).get('a', 'tokens')).toEqual(ok(CANARY));
    expect(keychain.keys.size).toBe(1);
  });

  it.each(['two data folders', 'one data folder'])(
    'two first starts in the same instant, of %s: neither takes the other’s key away',
    async (whose) => {
      const keychain = createKeychainInMemory();
      const one = createSecretRows();
      const other = whose === 'one data folder' ? one : createSecretRows();
      let write: () => void = () => undefined;
      const mayWrite = new Promise<void>((resolve) => {
        write = resolve;
      });
      // The second found nothing sealed and no key, and writes its own when the first has sealed already.
      const late = vaultOver(other, {
        read: (entry) => keychain.read(entry),
        write: async (entry, key) => {
          await mayWrite;
          return keychain.write(entry, key);
        },
      });
      const opening = opened(late);
      (await opened(vaultOver(one, keychain))).put('a', 'tokens', CANARY);
      write();
      (await opening).put('b', 'tokens', CANARY);
      expect((await opened(vaultOver(one, keychain))).get('a', 'tokens')).toEqual(ok(CANARY));
      expect((await opened(vaultOver(other, keychain))).get('b', 'tokens')).toEqual(ok(CANARY));
    },
  );

  it('asks a keychain that takes its time to keep the same key, and seals nothing before', async () => {
    const rows = createSecretRows();
    const keychain = createKeychainInMemory();
    const asked = new Set<string>();
    let isSlow = true;
    const vault = vaultOver(rows, {
      read: (entry) => keychain.read(entry),
      write(entry, key) {
        asked.add(`${entry} ${key.toString('hex')}`);
        return isSlow ? Promise.resolve(fail({ kind: 'slow', words: '' })) : keychain.write(entry, key);
      },
    });
    expect(await vault.open()).toMatchObject({ error: { kind: 'slow' } });
    expect(await vault.open()).toMatchObject({ error: { kind: 'slow' } });
    expect(rows.keyEntry()).toBeNull();
    isSlow = false;
    await opened(vault);
    expect(asked.size).toBe(1);
    expect(keychain.keys.has(rows.keyEntry() ?? '')).toBe(true);
  });

  it('never seals twice with one nonce, and keeps nothing readable', async () => {
    const rows = createSecretRows();
    const vault = await opened(vaultOver(rows, createKeychainInMemory()));
    const nonces = new Set<string>();
    for (let time = 0; time < 100; time += 1) {
      vault.put('a', 'tokens', CANARY);
      const row = rows.get('a', 'tokens');
      nonces.add(row?.nonce.toString('hex') ?? '');
      expect(row?.sealed.includes(CANARY)).toBe(false);
    }
    expect(nonces.size).toBe(100);
  });

  it('calls it wrong when the keychain has another key or none, and leaves all rows as they are', async () => {
    const rows = createSecretRows();
    (await opened(vaultOver(rows, createKeychainInMemory()))).put('b', 'clientSecret', CANARY);
    const before = [...rows.rows];
    const empty = createKeychainInMemory();
    const other = createKeychainInMemory(randomBytes(32));
    expect(await vaultOver(rows, other).open()).toMatchObject({ error: { kind: 'wrong' } });
    expect(await vaultOver(rows, empty).open()).toMatchObject({ error: { kind: 'wrong' } });
    expect(empty.keys.size).toBe(0);
    expect([...rows.rows]).toEqual(before);
  });

  it('starts anew: what cannot be opened is dropped, of accounts and sources alike, and every other key kept', async () => {
    const rows = createSecretRows();
    const before = await opened(vaultOver(rows, createKeychainInMemory()));
    before.put('a', 'tokens', 'old');
    before.put('source:asterisk', 'sourcePassword', 'old');
    const keychain = createKeychainInMemory();
    const theirs = createSecretRows();
    (await opened(vaultOver(theirs, keychain))).put('b', 'tokens', CANARY);
    const vault = vaultOver(rows, keychain);
    expect(await vault.open()).toMatchObject({ error: { kind: 'wrong' } });
    expect(await vault.startAnew()).toEqual(ok(null));
    const open = await opened(vault);
    expect(open.get('a', 'tokens')).toEqual(ok(null));
    expect(rows.places()).toEqual([]);
    open.put('a', 'tokens', CANARY);
    expect((await opened(vaultOver(rows, keychain))).get('a', 'tokens')).toEqual(ok(CANARY));
    expect((await opened(vaultOver(theirs, keychain))).get('b', 'tokens')).toEqual(ok(CANARY));
    vault.forget('a');
    expect(open.get('a', 'tokens')).toEqual(ok(null));
    expect(rows.any()).toBe(false);
  });

  it.each(['locked', 'denied', 'slow', 'missing'] as const)(
    'does not start anew with a keychain that is %s, and drops nothing',
    async (kind) => {
      const rows = createSecretRows();
      (await opened(vaultOver(rows, createKeychainInMemory()))).put('a', 'tokens', 'old');
      const before = [...rows.rows];
      const fault = (): Promise<ReturnType<typeof fail<{ kind: typeof kind; words: string }>>> =>
        Promise.resolve(fail({ kind, words: '' }));
      expect(await vaultOver(rows, { read: fault, write: fault }).startAnew()).toMatchObject({
        error: { kind },
      });
      expect([...rows.rows]).toEqual(before);
    },
  );

  it('works again once a locked keychain was unlocked', async () => {
    const keychain = createKeychainInMemory();
    const rows = createSecretRows();
    (await opened(vaultOver(rows, keychain))).put('a', 'tokens', CANARY);
    let isLocked = true;
    const vault = vaultOver(rows, {
      read: (entry) =>
        isLocked ? Promise.resolve(fail({ kind: 'locked', words: '' })) : keychain.read(entry),
      write: (entry, key) => keychain.write(entry, key),
    });
    expect(await vault.open()).toMatchObject({ error: { kind: 'locked' } });
    isLocked = false;
    expect(await vault.open()).toMatchObject({ ok: true });
    expect(vault.sessionOnly()).toBe(false);
  });

  it('keeps secrets in memory only where there is no keychain, and says which it cannot read', async () => {
    const rows = createSecretRows();
    (await opened(vaultOver(rows, createKeychainInMemory()))).put('a', 'tokens', 'old');
    const before = [...rows.rows];
    const missing = (): Promise<ReturnType<typeof fail<{ kind: 'missing'; words: string }>>> =>
      Promise.resolve(fail({ kind: 'missing', words: '' }));
    const vault = vaultOver(rows, { read: missing, write: missing });
    const open = await opened(vault);
    expect(vault.sessionOnly()).toBe(true);
    expect(open.get('a', 'tokens')).toMatchObject({ error: { kind: 'missing' } });
    expect(open.get('b', 'tokens')).toEqual(ok(null));
    open.put('b', 'tokens', CANARY);
    expect(open.get('b', 'tokens')).toEqual(ok(CANARY));
    expect([...rows.rows]).toEqual(before);
  });
});

describe('the keychain adapter', () => {
  it('is missing, not broken, where keytar does not load', async () => {
    const load = (): Promise<Keytar> =>
      Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'));
    expect(await createKeychain({ clock: createFakeClock(), load }).read('key')).toMatchObject({
      error: { kind: 'missing' },
    });
  });

  it('is slow while a prompt waits, asks only once meanwhile, and works when it was answered', async () => {
    const clock = createFakeClock();
    const key = randomBytes(32);
    let answer: (password: string) => void = () => undefined;
    let asked = 0;
    const keytar: Keytar = {
      getPassword() {
        asked += 1;
        return asked > 1
          ? Promise.resolve(key.toString('base64'))
          : new Promise((resolve) => {
              answer = resolve;
            });
      },
      setPassword: () => Promise.resolve(),
      deletePassword: () => Promise.resolve(true),
    };
    const keychain = createKeychain({ clock, load: () => Promise.resolve(keytar), limitMs: 1000 });
    for (let time = 0; time < 3; time += 1) {
      const read = keychain.read('key');
      await clock.advance(1000);
      expect(await read).toMatchObject({ error: { kind: 'slow' } });
    }
    expect(asked).toBe(1);
    answer(key.toString('base64'));
    expect(await keychain.read('key')).toEqual(ok(key));
  });

  it('is locked, not empty, when it finds nothing and takes nothing', async () => {
    const entries: string[] = [];
    const keytar = (isLocked: boolean): Keytar => ({
      getPassword: () => Promise.resolve(null),
      setPassword(_service, entry) {
        entries.push(entry);
        return isLocked
          ? Promise.reject(new Error('Cannot create an item in a locked collection'))
          : Promise.resolve();
      },
      deletePassword(_service, entry) {
        entries.splice(entries.indexOf(entry), 1);
        return Promise.resolve(true);
      },
    });
    const read = (isLocked: boolean) =>
      createKeychain({ clock: createFakeClock(), load: () => Promise.resolve(keytar(isLocked)) }).read('key');
    expect(await read(false)).toEqual(ok(null));
    expect(entries).toEqual([]);
    expect(await read(true)).toMatchObject({ error: { kind: 'locked' } });
  });

  it('calls an entry that is no key wrong', async () => {
    const keytar: Keytar = {
      getPassword: () => Promise.resolve('short'),
      setPassword: () => Promise.resolve(),
      deletePassword: () => Promise.resolve(true),
    };
    const keychain = createKeychain({ clock: createFakeClock(), load: () => Promise.resolve(keytar) });
    expect(await keychain.read('key')).toMatchObject({ error: { kind: 'wrong' } });
  });

  it.each([
    ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
    ['Could not connect: No such file or directory', 'missing'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['User canceled the operation.', 'denied'],
    ['The user name or passphrase you entered is not correct.', 'denied'],
    ['Rejected send message, 2 matched rules; type="method_call"', 'denied'],
    ['An AppArmor policy prevents this sender from sending this message to this recipient', 'denied'],
  ])('reads %j as %s', (message, kind) => {
    expect(faultOf(message).kind).toBe(kind);
  });
});
