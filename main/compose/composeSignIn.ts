import { app } from 'electron';
import { createAccountServices } from './accountServices.ts';
import type { AccountServices } from './accountServices.ts';
import { forgetAccount } from '../settings/forgetAccount.ts';
import type { Clock } from '../common/clock.ts';
import type { Startup } from './startup.ts';
import type { Inbox } from '../webhooks/apply/webhookInbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createDemoSandbox } from '../windows/system/demoSandbox.ts';
import type { DemoSandbox } from '../windows/system/demoSandbox.ts';
import { createExternalGate } from '../windows/links/openExternal.ts';
import type { ExternalGate } from '../windows/links/openExternal.ts';
import type { CrmConnections } from './composeCrm.ts';

const KNOWN_WEB_HOSTS = ['www.amocrm.ru', 'www.kommo.com', 'www.amocrm.com'];

/** How accounts come in and go: the ways in, the demo CRM, and the one gate to the system's browser. */
export interface ComposedSignIn extends AccountServices {
  readonly demo: DemoSandbox;
  readonly gate: ExternalGate;
  /** True when an account of the demo CRM is signed in. */
  usesDemo(): boolean;
}

interface SignInParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly outbox: Outbox;
  readonly inbox: Pick<Inbox, 'open' | 'close'>;
  readonly clock: Clock;
  readonly random: () => number;
}

export function composeSignIn(deps: SignInParts): ComposedSignIn {
  const { journal, vault, list, registry, shell, settingsFile, built, inData, speech } = deps.opening;
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
  const { exchange, sessions, sync } = deps.crm;
  const { outbox, inbox, clock, random } = deps;
  const services = createAccountServices({
    openBrowser: async (url) => (await gate.open(url)).ok,
    journal,
    vault,
    list,
    sessions,
    sync,
    outbox,
    inbox,
    exchange,
    clock,
    random,
    speech,
    shell,
    forgetSettings: (account) => {
      forgetAccount(settingsFile, account);
    },
    downloads: () => app.getPath('downloads'),
  });
  const { signIn } = services;
  signIn.onChange((state) => {
    registry.tell('signIn', state, { kinds: ['welcome', 'account'] });
  });
  return {
    ...services,
    demo,
    gate,
    usesDemo: () => list.list().some(({ host }) => host.endsWith(`.localhost:${demoPort}`)),
  };
}
