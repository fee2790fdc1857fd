// A process of its own on a desktop of its own: opens the vault of a journal with the desktop's real keychain and says
// in one line of JSON how that went. Arguments: the journal's file, a secret to seal or nothing, `anew` to start anew or
// `held` to say so when it is about to write a key and to do it when its input ends, and how many milliseconds the
// keychain has (more than it ever needs unless told).
import { randomBytes } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { createKeychain } from '../../../../main/accounts/vault/keychain.ts';
import type { MasterKeyStore } from '../../../../main/accounts/vault/masterKey.ts';
import { createVault } from '../../../../main/accounts/vault/vault.ts';
import { systemClock } from '../../../../main/common/clock.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';

const [file = '', secret = '', how = '', limitMs = '40000'] = process.argv.slice(2);
const journal = openJournal(file);
if (!journal.ok) throw new Error(journal.error.kind);
const keychain = createKeychain({ clock: systemClock, limitMs: Number(limitMs) });
const vault = createVault({
  rows: journal.value.secrets,
  masterKey: how === 'held' ? held(keychain) : keychain,
  randomBytes,
});
if (how === 'anew') await vault.startAnew();
const opened = await vault.open();
if (opened.ok && secret !== '') opened.value.put('a', 'tokens', secret);
const read = opened.ok ? opened.value.get('a', 'tokens') : null;
const said = {
  opened: opened.ok ? 'open' : opened.error.kind,
  words: opened.ok ? '' : opened.error.words,
  sessionOnly: vault.sessionOnly(),
  secret: read?.ok === true ? read.value : (read?.error.kind ?? null),
};
process.stdout.write(`${JSON.stringify(said)}\n`);
// A prompt that nobody answers must not keep the process.
process.exit(0);

function held(store: MasterKeyStore): MasterKeyStore {
  return {
    read: (entry) => store.read(entry),
    async write(entry, key) {
      process.stdout.write('held\n');
      await finished(process.stdin.resume());
      return store.write(entry, key);
    },
  };
}
