import type { Account, CallRouting } from '../../../preload/contract.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import { certaintyWeight, findCaller } from './callerLookup.ts';
import type { FoundCaller, RememberedChoices } from './callerLookup.ts';

/** Who is calling, into which account, and why that one. */
export interface RoutedCall {
  readonly found: FoundCaller;
  readonly account: Account;
  readonly routing: CallRouting;
}

export interface RoutingPorts {
  readonly mirror: MirrorReader;
  readonly choices: RememberedChoices;
}

/**
 * Finds the account a call belongs to: its line's owner, and nobody else is asked then. A line without an owner asks
 * every account's own copy (no request leaves the computer): who knows the number best has the call, the first
 * account when nobody does. Null without any account. Synchronous: a few indexed reads an account.
 *
 * @param owner key of the account that has the line, null when none has
 * @param accounts in the agent's order
 */
export function routeCall(
  rawNumber: string,
  owner: string | null,
  accounts: readonly Account[],
  ports: RoutingPorts,
): RoutedCall | null {
  const owning = accounts.find(({ key }) => key === owner);
  if (owning !== undefined) return routeTo(owning, rawNumber, accounts, 'line', ports);
  const asked = accounts.map((account) => {
    const found = findCaller(rawNumber, account, ports.mirror, ports.choices);
    return { account, found, weight: certaintyWeight[found.caller.certainty] };
  });
  const [first] = asked;
  if (first === undefined) return null;
  const best = asked.reduce((one, other) => (other.weight > one.weight ? other : one), first);
  const others = asked.filter((one) => one !== best);
  const by = accounts.length === 1 ? 'onlyAccount' : best.weight > 0 ? 'caller' : 'nobody';
  return {
    found: best.found,
    account: best.account,
    routing: {
      by,
      // Who knows the caller, too, is the likelier one to be meant.
      others: [
        ...others.filter(({ weight }) => weight > 0),
        ...others.filter(({ weight }) => weight === 0),
      ].map(({ account, weight }) => otherAccount(account, weight > 0)),
    },
  };
}

/** A call of a given account: only that account's copy is asked who calls. */
export function routeTo(
  account: Account,
  rawNumber: string,
  accounts: readonly Account[],
  by: CallRouting['by'],
  { mirror, choices }: RoutingPorts,
): RoutedCall {
  const found = findCaller(rawNumber, account, mirror, choices);
  return { found, account, routing: { by, others: othersOf(account.key, accounts) } };
}

/** The accounts a call of this one may be moved to, in the agent's order. */
export function othersOf(account: string, accounts: readonly Account[]): CallRouting['others'] {
  return accounts.filter(({ key }) => key !== account).map((other) => otherAccount(other, false));
}

function otherAccount({ key, name, colour }: Account, knows: boolean): CallRouting['others'][number] {
  return { key, name, colour, knows };
}
