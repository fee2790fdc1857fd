import type { AccountRow } from '../../journal/journal.ts';
import { freeColour } from '../accountColours.ts';
import type { Names } from './accountNames.ts';
import type { CheckedHost, ZoneInfo } from '../platformZones.ts';

/** What an account is made of, once the CRM has told its names. */
export interface SignedIn {
  readonly zone: ZoneInfo;
  readonly host: CheckedHost;
  readonly names: Names;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly way: AccountRow['way'];
  /** Unix ms, for a long-lived token. */
  readonly tokenEndsAt: number | null;
}

/**
 * The row of an account just signed in to. Its key is `zone:accountId:userId`, so that two users of one
 * account are two accounts here. One that was here before keeps what the agent gave it: name, colour and
 * place.
 */
export function signedInRow(signedIn: SignedIn, known: readonly AccountRow[]): AccountRow {
  const { zone, host, names, clientId, redirectUri, way, tokenEndsAt } = signedIn;
  const { account } = names;
  const key = `${zone.zone}:${String(account.id)}:${String(account.current_user_id)}`;
  const before = known.find((row) => row.key === key);
  const position = before?.position ?? known.reduce((next, row) => Math.max(next, row.position + 1), 0);
  return {
    key,
    zone: zone.zone,
    subdomain: host.subdomain,
    host: host.host,
    accountId: account.id,
    userId: account.current_user_id,
    name: account.name === '' ? host.subdomain : account.name,
    userName: names.userName ?? before?.userName ?? '',
    colour:
      before?.colour ??
      freeColour(
        known.map(({ colour }) => colour),
        position,
      ),
    currency: account.currency,
    region: /^[A-Z]{2}$/u.test(account.country) ? account.country : zone.region,
    timezone: account.timezone,
    state: 'ready',
    clientId,
    redirectUri,
    label: before?.label ?? null,
    way,
    tokenEndsAt,
    signedOut: false,
    position,
  };
}
