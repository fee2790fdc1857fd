import { accountCsv } from '../calls/history/accountCsv.ts';
import { randomBytes } from 'node:crypto';
import { createAccountService } from '../accounts/accountService.ts';
import type { AccountService } from '../accounts/accountService.ts';
import type { AccountList } from '../accounts/accountList.ts';
import { createSignIn } from '../accounts/signIn/signIn.ts';
import type { SignIn, SignInDeps } from '../accounts/signIn/signIn.ts';
import type { Vault } from '../accounts/vault/vault.ts';
import type { Exchange } from '../crm/transport/httpExchange.ts';
import type { Clock } from '../common/clock.ts';
import type { CrmSessions } from '../accounts/crmSessions.ts';
import type { Journal } from '../journal/journal.ts';
import type { SyncHost } from '../mirror/sync/syncHost.ts';
import type { Inbox } from '../webhooks/apply/webhookInbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { saveBeside } from '../common/saveBeside.ts';

/** The ways into accounts, what can be done with them, and the line to the CRM of each. */
export interface AccountServices {
  readonly signIn: SignIn;
  readonly accountService: AccountService;
  /** Opens an account's line: refreshes, sync, and what waits in the outbox. Nothing for one signed out. */
  readonly openLine: (account: string) => void;
}

interface AccountServiceDeps extends Pick<SignInDeps, 'openBrowser' | 'speech' | 'random'> {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly list: AccountList;
  readonly sessions: CrmSessions;
  readonly sync: SyncHost;
  readonly outbox: Outbox;
  readonly inbox: Pick<Inbox, 'open' | 'close'>;
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly shell: {
    openAccount(account: string): void;
    closeAccount(account: string): void;
    closeWelcome(): void;
  };
  /** Takes an account out of the settings. */
  readonly forgetSettings: (account: string) => void;
  /** The agent's folder for files they asked for. */
  readonly downloads: () => string;
}

export function createAccountServices(deps: AccountServiceDeps): AccountServices {
  const { journal, vault, list, sessions, sync, outbox, inbox, exchange, clock, random, shell } = deps;
  const openLine = (account: string): void => {
    const row = journal.accounts.get(account);
    if (row === null || row.signedOut) return;
    sessions.open(row);
    sync.start({ key: row.key, region: row.region, userId: row.userId });
    inbox.open(row);
    outbox.wake(row.key);
  };
  const signIn = createSignIn({
    openBrowser: deps.openBrowser,
    exchange,
    accounts: journal.accounts,
    vault,
    transaction: (work) => journal.transaction(work),
    clock,
    random,
    randomBytes,
    speech: deps.speech,
    onSignedIn: ({ key }) => {
      list.changed();
      openLine(key);
      shell.openAccount(key);
      shell.closeWelcome();
    },
  });
  const accountService = createAccountService({
    journal,
    vault,
    list,
    clock,
    speech: deps.speech,
    endLine(account) {
      sessions.end(account);
      inbox.close(account);
      return sync.stop(account);
    },
    retryLine(account) {
      if (sessions.clientOf(account) === null) openLine(account);
      sessions.tryAgain(account);
      sync.catchUpNow(account);
      outbox.wake(account);
    },
    removeCopy: (account) => sync.removeAccount(account),
    csv: accountCsv({ journal, clock, speech: deps.speech }),
    saveFile: (name, text) => saveBeside(deps.downloads(), name, text),
    onRemoved: (account) => {
      deps.forgetSettings(account);
      shell.closeAccount(account);
    },
  });
  return { signIn, accountService, openLine };
}
