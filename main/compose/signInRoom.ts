import { randomBytes } from 'node:crypto';
import type { Account } from '../../preload/contract.ts';
import { createSignIn } from '../accounts/signIn.ts';
import type { SignIn } from '../accounts/signIn.ts';
import type { Vault } from '../accounts/vault.ts';
import type { Clock } from '../clock.ts';
import type { Opening } from '../opening.ts';
import { createDemoSandbox } from '../windows/demoSandbox.ts';
import type { DemoSandbox } from '../windows/demoSandbox.ts';
import { createExternalGate } from '../windows/openExternal.ts';
import type { ExternalGate } from '../windows/openExternal.ts';
import type { CrmLines } from './crmLines.ts';

const KNOWN_WEB_HOSTS = ['www.amocrm.ru', 'www.kommo.com', 'www.amocrm.com'];

/** How accounts come in: the sign-in, the demo CRM, and the one gate to the system's browser. */
export interface SignInRoom {
  readonly signIn: SignIn;
  readonly demo: DemoSandbox;
  readonly gate: ExternalGate;
  /** True when an account of the demo CRM is signed in. */
  usesDemo(): boolean;
}

interface SignInRoomDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: () => number;
  readonly openLine: (account: Pick<Account, 'key' | 'region' | 'userId'>) => void;
}

export function composeSignInRoom(deps: SignInRoomDeps): SignInRoom {
  const { journal, list, registry, shell, settingsFile, built, inData, language } = deps.opening;
  const { demoPort, demoCallbackPort } = settingsFile.get();
  const demo = createDemoSandbox({
    script: built('main', 'sandboxProcess.js'),
    port: demoPort,
    redirectUri: `http://127.0.0.1:${demoCallbackPort}/oauth/callback`,
    file: inData('demo-crm.json'),
  });
  const gate = createExternalGate(
    (host) =>
      KNOWN_WEB_HOSTS.includes(host) ||
      host === `localhost:${demoPort}` ||
      list.list().some((account) => account.host === host),
  );
  const signIn = createSignIn({
    openBrowser: async (url) => (await gate.open(url)).ok,
    exchange: deps.lines.exchange,
    accounts: journal.accounts,
    vault: deps.vault,
    transaction: (work) => journal.transaction(work),
    clock: deps.clock,
    random: deps.random,
    randomBytes,
    language,
    onSignedIn: (row) => {
      list.changed();
      deps.openLine(row);
      shell.openAccount(row.key);
      shell.closeWelcome();
    },
  });
  signIn.onChange((state) => {
    registry.tell('signIn', state, { kinds: ['welcome', 'account'] });
  });
  return {
    signIn,
    demo,
    gate,
    usesDemo: () => list.list().some(({ host }) => host.endsWith(`.localhost:${demoPort}`)),
  };
}
