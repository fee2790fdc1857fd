import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { NONCE_BYTES, seal, unseal } from '../../main/accounts/vault/sealing.ts';
import { readTokens, writeTokens } from '../../main/accounts/tokens/storedTokens.ts';
import type { SecretKind } from '../../main/journal/journal.ts';
import type { StoredTokens } from '../../main/accounts/tokens/storedTokens.ts';
import { root } from '../../scripts/setup/folders.ts';

const secretRow = z.object({
  account: z.string(),
  nonce: z.instanceof(Buffer),
  sealed: z.instanceof(Buffer),
});

/** The key the app made for this data folder (base64), straight from the desktop's keychain. */
export function masterKeyOf(desktop: NodeJS.ProcessEnv, userData: string): string {
  const journal = new Database(path.join(userData, 'journal.db'), { readonly: true });
  const entry = z
    .object({ value: z.string() })
    .parse(journal.prepare("SELECT value FROM memory WHERE account = '' AND key = 'masterKeyEntry'").get());
  journal.close();
  const script =
    "const { default: k } = await import('keytar'); process.stdout.write((await k.getPassword('Ringside', process.argv[1])) ?? '')";
  return execFileSync(process.execPath, ['--input-type=module', '-e', script, entry.value], {
    env: desktop,
    cwd: root,
    encoding: 'utf8',
  });
}

/** Changes the tokens of the only account in a data folder, as only the owner of the keychain can. The app must have ended. */
export function changeTokens(
  userData: string,
  masterKey: string,
  change: (tokens: StoredTokens) => StoredTokens,
): void {
  const key = Buffer.from(masterKey, 'base64');
  const journal = new Database(path.join(userData, 'journal.db'));
  const row = secretRow.parse(journal.prepare("SELECT * FROM secrets WHERE kind = 'tokens'").get());
  const tokens = readTokens(unseal(key, row.account, 'tokens', row) ?? '');
  if (tokens === null) throw new Error('the key of the keychain does not open the tokens');
  const { nonce, sealed } = seal(
    key,
    randomBytes(NONCE_BYTES),
    row.account,
    'tokens',
    writeTokens(change(tokens)),
  );
  journal
    .prepare("UPDATE secrets SET nonce = ?, sealed = ? WHERE account = ? AND kind = 'tokens'")
    .run(nonce, sealed, row.account);
  journal.close();
}

/** A secret of the only account in a data folder, as only the owner of the keychain can read it. */
export function secretOf(userData: string, masterKey: string, kind: SecretKind): string {
  const journal = new Database(path.join(userData, 'journal.db'), { readonly: true });
  const row = secretRow.parse(journal.prepare('SELECT * FROM secrets WHERE kind = ?').get(kind));
  journal.close();
  const secret = unseal(Buffer.from(masterKey, 'base64'), row.account, kind, row);
  if (secret === null) throw new Error('the key of the keychain does not open it');
  return secret;
}
