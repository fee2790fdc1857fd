import type { Account, Call, PopEntry } from '../../preload/contract.ts';
import type { MirrorReader } from '../mirror/mirror.ts';
import { findCaller } from './callerLookup.ts';
import type { RememberedChoices } from './callerLookup.ts';

interface JournalEntryDeps {
  readonly mirror: MirrorReader;
  readonly choices: RememberedChoices;
  readonly accountOf: (key: string) => Account | null;
}

/** A call of the journal as the pop shows it: looked up anew, in its own account only. */
export function entryFromJournal(call: Call | null, deps: JournalEntryDeps): PopEntry | null {
  const account = call === null ? null : deps.accountOf(call.account);
  if (call === null || account === null) return null;
  const found = findCaller(call.number.raw, [account], deps.mirror, deps.choices);
  return {
    call,
    caller: found?.caller ?? { certainty: 'unknown', matches: [], freshness: 'local' },
    account: { key: account.key, name: account.name, colour: account.colour, currency: account.currency },
  };
}
