import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import got from 'got';
import type { IntegrationInput } from '../../../main/accounts/signIn/integrationInput.ts';
import { createSignIn, type SignIn } from '../../../main/accounts/signIn/signIn.ts';
import { createVault, type Vault } from '../../../main/accounts/vault/vault.ts';
import { sandboxZone, type ZoneInfo } from '../../../main/accounts/platformZones.ts';
import { createExchange, type Exchange } from '../../../main/crm/transport/httpExchange.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { AccountRow, Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import type { MasterKeyStore } from '../../../main/accounts/vault/masterKey.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { freePort } from '../../../scripts/drive/freePort.ts';
import { createKeychainInMemory } from '../../unit/accounts/rows.ts';
import { speechOf } from '../../speech.ts';

/** An agent's computer: a journal on disk, a listening sandbox, a sign-in, and the URLs a browser was opened with. */
export interface AccountsUnderTest {
  readonly folder: string;
  readonly journal: Journal;
  readonly vault: Vault;
  /** The entry of the keychain, to be used by another process of the same agent. */
  readonly masterKey: MasterKeyStore;
  readonly sandbox: ReturnType<typeof createSandbox>;
  readonly zone: ZoneInfo;
  readonly integration: IntegrationInput;
  readonly exchange: Exchange;
  readonly signIn: SignIn;
  /** Where the sign-in listens. */
  readonly listener: string;
  readonly opened: string[];
  readonly signedIn: AccountRow[];
  close(): Promise<void>;
}

interface AccountsOptions extends SandboxOptions {
  /** How long an answer of the service is waited for; as in the app, unless a test lets it be silent. */
  readonly totalMs?: number;
}

export async function openAccountsUnderTest(
  { totalMs, ...options }: AccountsOptions = {},
  redirect?: string,
): Promise<AccountsUnderTest> {
  const listener = `http://127.0.0.1:${String(await freePort())}/oauth/callback`;
  const redirectUri = redirect ?? listener;
  const sandbox = createSandbox({ redirectUri, contacts: 5, requestsPerSecond: null, ...options });
  const port = await sandbox.listen(0);
  const folder = mkdtempSync(join(tmpdir(), 'ringside-accounts-'));
  const openedJournal = openJournal(join(folder, 'journal.db'));
  if (!openedJournal.ok) throw new Error(openedJournal.error.kind);
  const journal = openedJournal.value;
  const masterKey = createKeychainInMemory();
  const vault = createVault({
    rows: journal.secrets,
    masterKey,
    randomBytes,
  });
  const exchange = createExchange({
    userAgent: 'Ringside/0.1.0 (+desktop; test)',
    ...(totalMs === undefined ? {} : { totalMs }),
  });
  const opened: string[] = [];
  const signedIn: AccountRow[] = [];
  const signIn = createSignIn({
    openBrowser(url) {
      opened.push(url);
      return Promise.resolve(true);
    },
    exchange,
    accounts: journal.accounts,
    vault,
    transaction: (work) => journal.transaction(work),
    clock: systemClock,
    random: () => 0,
    randomBytes,
    speech: speechOf('en'),
    relayListener: listener,
    onSignedIn: (row) => signedIn.push(row),
  });
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('the sandbox has no account');
  return {
    folder,
    journal,
    vault,
    masterKey,
    sandbox,
    zone: sandboxZone(port),
    integration: { clientId: account.clientId, clientSecret: account.clientSecret, redirectUri },
    exchange,
    signIn,
    listener,
    opened,
    signedIn,
    async close() {
      await signIn.cancel();
      await sandbox.close();
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser of few words: follows nothing by itself, says what a navigation says. */
export const browser = got.extend({
  followRedirect: false,
  throwHttpErrors: false,
  retry: { limit: 0 },
  headers: { 'sec-fetch-mode': 'navigate', 'user-agent': 'Mozilla/5.0' },
});

/** Looks at the authorize page and answers it; the address it is then sent to. */
export async function decide(page: string, form: Readonly<Record<string, string>>): Promise<URL> {
  const shown = await browser.get(page);
  if (shown.statusCode !== 200) throw new Error(`authorize page: ${String(shown.statusCode)}`);
  const { origin, pathname, searchParams } = new URL(page);
  const answered = await browser.post(`${origin}${pathname}`, {
    form: { ...Object.fromEntries(searchParams), ...form },
  });
  return new URL(answered.headers.location ?? '', page);
}

/** Resolves when the sign-in is over, one way or the other. */
export function settled(signIn: SignIn): Promise<ReturnType<SignIn['state']>> {
  const isOver = (): boolean => ['done', 'failed', 'idle'].includes(signIn.state().phase);
  if (isOver()) return Promise.resolve(signIn.state());
  return new Promise((resolve) => {
    const stop = signIn.onChange((state) => {
      if (!isOver()) return;
      stop();
      resolve(state);
    });
  });
}
