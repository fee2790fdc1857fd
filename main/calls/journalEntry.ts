import type { Account, Call, PopEntry } from '../../preload/contract.ts';
import type { MirrorReader } from '../mirror/mirror.ts';
import { accountOnPop } from './callEntry.ts';
import { othersOf } from './matching/callRouting.ts';
import { findCaller } from './matching/callerLookup.ts';
import type { RememberedChoices } from './matching/callerLookup.ts';

interface JournalEntryDeps {
  readonly mirror: MirrorReader;
  readonly choices: RememberedChoices;
  readonly accounts: () => readonly Account[];
}

/** A call of the journal as the pop shows it: looked up anew, in its own account only. */
export function entryFromJournal(call: Call | null, deps: JournalEntryDeps): PopEntry | null {
  const accounts = deps.accounts();
  const account = accounts.find(({ key }) => key === call?.account);
  if (call === null || account === undefined) return null;
  return {
    call,
    caller: findCaller(call.number.raw, account, deps.mirror, deps.choices).caller,
    account: accountOnPop(account),
    // Why it is here was said when it rang.
    routing: { by: 'line', others: othersOf(account.key, accounts) },
  };
}
