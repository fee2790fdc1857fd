import { namesOf, remoteNumberOf } from '../switchboardNumbers.ts';

/** One event of FreeSWITCH: names and values as its JSON has them. */
export type FreeswitchEvent = Readonly<Record<string, string | undefined>>;

/** The agent's users. */
export interface OwnUsers {
  readonly users: readonly { readonly name: string; readonly domain: string | null }[];
  /** The agent's name of the user whose phone this channel belongs to; null when it is somebody else's. */
  readonly of: (event: FreeswitchEvent) => string | null;
  /** True for a number that is the agent's own. */
  readonly has: (number: string) => boolean;
}

/**
 * @param list users as `101` or `101@tenant.example.com`, set apart by commas
 * @param domain of those that name none; '' for any: right where one domain alone has such users
 */
export function ownUsers(list: string, domain: string): OwnUsers {
  const users = namesOf(list).map((text) => {
    const at = text.lastIndexOf('@');
    const ofAll = domain === '' ? null : domain.toLowerCase();
    return at < 0
      ? { text, name: text, domain: ofAll }
      : { text, name: text.slice(0, at), domain: text.slice(at + 1).toLowerCase() };
  });
  return {
    users,
    of(event) {
      const name = userOf(event);
      const found = users.find((user) => user.name === name && isIn(event, user.domain));
      return found?.text ?? null;
    },
    has: (number) => users.some(({ name, text }) => number === name || number === text),
  };
}

const isIn = (event: FreeswitchEvent, domain: string | null): boolean =>
  domain === null || domainOf(event)?.toLowerCase() === domain;

/** `sofia/internal/101@pbx.example.com`, `verto.rtc/101@pbx.example.com`: user and host. */
const CHANNEL_NAME = /^(?:[^/]+\/)?[^/]+\/(?:sips?:)?([^@/]+)@([^/;:]+)/;

/** Whose phone a channel belongs to: the user called, or the user who calls. */
function userOf(event: FreeswitchEvent): string | undefined {
  const named = CHANNEL_NAME.exec(event['Channel-Name'] ?? '')?.[1];
  const present = presence(event)[0];
  return event['Call-Direction'] === 'outbound'
    ? (event['variable_dialed_user'] ?? present ?? named)
    : (event['variable_user_name'] ?? event['Caller-Username'] ?? present ?? named);
}

/** The tenant a channel belongs to. Of a phone that is called the name of its channel says only where it is, not whose. */
function domainOf(event: FreeswitchEvent): string | undefined {
  const said =
    event['Call-Direction'] === 'outbound' ? event['variable_dialed_domain'] : event['variable_domain_name'];
  const named =
    event['Call-Direction'] === 'outbound' ? undefined : CHANNEL_NAME.exec(event['Channel-Name'] ?? '')?.[2];
  return said ?? presence(event)[1] ?? named;
}

function presence(event: FreeswitchEvent): readonly [user: string | undefined, domain: string | undefined] {
  const [user, domain] = (event['Channel-Presence-ID'] ?? event['variable_presence_id'] ?? '').split('@');
  return domain === undefined ? [undefined, undefined] : [user, domain];
}

/** A channel of anybody's. */
export interface Leg {
  /** As FreeSWITCH sees it: `inbound` called it, `outbound` was called by it. */
  readonly direction: 'inbound' | 'outbound' | null;
  /** Whoever is at its other end: who called, or who was called. */
  readonly remote: string;
  /** What all channels of one call share. */
  readonly group: string;
  /** The channel it was called for; '' when there is none. */
  readonly caller: string;
  answered: boolean;
}

const directionOf = (text: string | undefined): Leg['direction'] =>
  text === 'inbound' || text === 'outbound' ? text : null;
const nobody = (): boolean => false;

/** The channel an event is of. */
export function legOf(event: FreeswitchEvent): Leg {
  const direction = directionOf(event['Call-Direction']);
  const called = [event['Caller-Destination-Number'], event['Caller-Callee-ID-Number']];
  const calling = [event['Caller-Caller-ID-Number'], event['Caller-ANI']];
  return {
    direction,
    remote: remoteNumberOf(direction === 'outbound' ? called : calling, nobody),
    group: event['Channel-Call-UUID'] ?? event['variable_call_uuid'] ?? event['Unique-ID'] ?? '',
    caller: event['Other-Leg-Unique-ID'] ?? '',
    answered: event['Answer-State'] === 'answered',
  };
}

/** The other channel of a bridge, as far as an event of the first one tells of it. */
export function otherLegOf(event: FreeswitchEvent): Leg {
  const direction = directionOf(event['Other-Leg-Direction']);
  const called = [event['Other-Leg-Destination-Number'], event['Other-Leg-Callee-ID-Number']];
  const remote = direction === 'outbound' ? called : [event['Other-Leg-Caller-ID-Number']];
  return {
    direction,
    remote: direction === null ? '' : remoteNumberOf(remote, nobody),
    group: '',
    caller: event['Unique-ID'] ?? '',
    answered: true,
  };
}
