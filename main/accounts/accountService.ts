import { parse } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../crm/transport/responseCheck.ts';
import type { Clock } from '../common/clock.ts';
import type { AccountRow, Journal, OutboxRow } from '../journal/journal.ts';
import type { AccountRemoval } from '../../preload/contract.ts';
import type { Speech } from '../common/language.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { AccountList } from './accountList.ts';
import type { KeychainFault } from '../common/keychainFault.ts';
import type { Vault } from './vault/vault.ts';

/** What an agent does with an account that is there: name, colour, place, signing out, taking it away. */
export interface AccountService {
  change(account: string, changes: AccountChanges): Result<null, 'unknownAccount'>;
  /** Forgets the tokens. Calls and their results stay until they are confirmed empty or exported, and removed. */
  signOut(account: string): Promise<Result<null, 'unknownAccount'>>;
  removal(account: string): AccountRemoval;
  /** Saves all calls of the account as CSV, and beside it what waits for the CRM; the calls' path and how many. */
  exportCalls(
    account: string,
  ): Promise<Result<{ readonly path: string; readonly calls: number }, 'notSaved'>>;
  /**
   * Deletes every row of the account: journal, secrets, mirror. Refused while results wait for the CRM that were
   * not exported, or one of its calls goes on.
   */
  remove(account: string): Promise<Result<null, 'unknownAccount' | 'notNow'>>;
  tryAgain(account: string): void;
  /** `vault.startAnew`; every account whose secrets are gone then has to sign in again. */
  startAnew(): Promise<Result<null, KeychainFault>>;
}

/** What is not there stays. */
export interface AccountChanges {
  /** '' takes the CRM's name again. */
  readonly name?: string | undefined;
  readonly colour?: string | undefined;
  readonly position?: number | undefined;
}

/** What an account leaves behind when it is taken away, in the agent's language. */
export interface AccountCsv {
  /** All its calls. @param name the account's, for the file's */
  calls(account: string, name: string): { readonly fileName: string; readonly csv: string };
  waiting(rows: Iterable<OutboxRow>): string;
}

interface AccountServiceDeps {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly list: AccountList;
  readonly clock: Clock;
  /** Of what is written into the exported file. */
  readonly speech: Speech;
  /** Ends the account's requests, refreshes and sync. */
  readonly endLine: (account: string) => Promise<void>;
  /** Asks again what was refused, on the line that is there. */
  readonly retryLine: (account: string) => void;
  /** Deletes the account's rows of the mirror. */
  readonly removeCopy: (account: string) => Promise<void>;
  /** Calls and unsent writes as text for a spreadsheet (calls/history/accountCsv.ts). */
  readonly csv: AccountCsv;
  /** Saves a text where the agent finds it; its path, null when that did not work. */
  readonly saveFile: (name: string, text: string) => Promise<string | null>;
  /** The account is gone: its window closes, its settings go. */
  readonly onRemoved: (account: string) => void;
}

/** Journal memory: the last export, and how much it held. */
const EXPORTED = 'exportedCalls';
const exported = z.object({ at: z.number(), calls: z.number(), lastWrite: z.number() });

export function createAccountService(deps: AccountServiceDeps): AccountService {
  const { journal, vault, list, clock } = deps;
  const { accounts } = journal;

  const callsOf = (account: string) => journal.calls.since(account, 0);

  const lastExport = (account: string): z.infer<typeof exported> | null => {
    const json = parseJson(journal.memory.get(account, EXPORTED) ?? '');
    return json.ok ? (exported.safeParse(json.value).data ?? null) : null;
  };

  const removal = (account: string): AccountRemoval => {
    const calls = callsOf(account).length;
    const waiting = journal.outbox.undone(account);
    const last = lastExport(account);
    // One that holds less than there is now does not count.
    const isWhole =
      last !== null && last.calls >= calls && journal.outbox.undone(account, last.lastWrite) === 0;
    const exportedAt = isWhole ? last.at : null;
    return { calls, waiting, exportedAt, allowed: waiting === 0 || exportedAt !== null };
  };

  const moved = (rows: readonly AccountRow[], account: string, position: number): readonly AccountRow[] => {
    const others = rows.filter(({ key }) => key !== account);
    const mine = rows.filter(({ key }) => key === account);
    return others.toSpliced(position, 0, ...mine);
  };

  return {
    change(account, { name, colour, position }) {
      const row = accounts.get(account);
      if (row === null) return fail('unknownAccount');
      journal.transaction(() => {
        const label = name === undefined ? row.label : name === '' || name === row.name ? null : name;
        accounts.put({ ...row, label, colour: colour ?? row.colour });
        if (position === undefined) return;
        for (const [place, one] of moved(accounts.list(), account, position).entries()) {
          if (one.position !== place) accounts.put({ ...one, position: place });
        }
      });
      list.changed();
      return ok(null);
    },
    async signOut(account) {
      await deps.endLine(account);
      const row = accounts.get(account);
      if (row === null) return fail('unknownAccount');
      journal.transaction(() => {
        // The integration's secret is no sign-in: with it, signing in again is one press.
        vault.forget(account, ['tokens', 'previousTokens']);
        accounts.put({ ...row, state: 'needsSignIn', signedOut: true, tokenEndsAt: null });
      });
      list.changed();
      return ok(null);
    },
    removal,
    async exportCalls(account) {
      const calls = callsOf(account);
      const waiting = journal.outbox.allUndone(account);
      const name = list.get(account)?.name ?? '';
      const { fileName, csv } = deps.csv.calls(account, name);
      const path = await deps.saveFile(fileName, csv);
      if (path === null) return fail('notSaved');
      if (waiting.length > 0) {
        const { name: stem, ext } = parse(fileName);
        const beside = `${stem} ${deps.speech.t('writesTable.fileName')}${ext}`;
        if ((await deps.saveFile(beside, deps.csv.waiting(waiting))) === null) return fail('notSaved');
      }
      const held = { at: clock.now(), calls: calls.length, lastWrite: waiting.at(-1)?.id ?? 0 };
      journal.memory.put(account, EXPORTED, JSON.stringify(held));
      return ok({ path, calls: calls.length });
    },
    async remove(account) {
      if (accounts.get(account) === null) return fail('unknownAccount');
      const isOnCall = (): boolean => journal.calls.open().some((call) => call.account === account);
      if (isOnCall() || !removal(account).allowed) return fail('notNow');
      await deps.endLine(account);
      // A call may have begun, or a result been given, while the line ended.
      if (isOnCall() || !removal(account).allowed) {
        deps.retryLine(account);
        return fail('notNow');
      }
      // The copy first, which the CRM can give again: a computer that goes out now leaves an account whose copy is
      // made anew, and never rows of an account that nobody knows.
      await deps.removeCopy(account);
      if (isOnCall() || !removal(account).allowed) {
        deps.retryLine(account);
        return fail('notNow');
      }
      vault.forget(account);
      journal.removeAccount(account);
      list.changed();
      deps.onRemoved(account);
      return ok(null);
    },
    tryAgain(account) {
      deps.retryLine(account);
    },
    async startAnew() {
      const started = await vault.startAnew();
      if (!started.ok) return started;
      const opened = await vault.open();
      if (!opened.ok) return opened;
      journal.transaction(() => {
        for (const { key, signedOut } of accounts.list()) {
          const tokens = opened.value.get(key, 'tokens');
          if (!signedOut && tokens.ok && tokens.value === null) accounts.setState(key, 'needsSignIn');
        }
      });
      list.changed();
      return ok(null);
    },
  };
}
