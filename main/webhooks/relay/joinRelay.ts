import { joinedSchema } from '../../../webhooks/relayProtocol.ts';
import type { Joined } from '../../../webhooks/relayProtocol.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';

/** Why this computer did not join a relay. */
export type JoinFailure =
  /** Not a link of the form `{relay}/invite#{code}`, or one that is not safe: http to another computer. */
  | 'badLink'
  | 'unreachable'
  /** Unknown, used or expired. */
  | 'inviteSpent'
  /** Somebody answers there who is no relay. */
  | 'notARelay'
  /** The invite is for other accounts. */
  | 'otherAccount';

interface Invite {
  /** Without a slash at its end. */
  readonly relay: string;
  readonly code: string;
}

const PATIENCE_MS = 15_000;

/** Reads an invite's link. What is secret stands behind `#`, which no server's log sees. */
export function readInvite(link: string): Invite | null {
  if (!URL.canParse(link.trim())) return null;
  const url = new URL(link.trim());
  const code = url.hash.slice(1);
  if (!isSafeAddress(url) || !url.pathname.endsWith('/invite') || !/^[\w-]{8,100}$/u.test(code)) return null;
  return { relay: `${url.origin}${url.pathname.slice(0, -'/invite'.length)}`, code };
}

/** Over the network only with TLS. */
export function isSafeAddress({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:' || protocol === 'wss:') return true;
  return (
    (protocol === 'http:' || protocol === 'ws:') && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  );
}

/**
 * Turns an invite into this computer's token, once (docs/relay.md).
 *
 * @param name how the admin's list will call this computer
 */
export async function joinRelay(
  link: string,
  name: string,
  ask: typeof fetch = fetch,
): Promise<Result<Joined & { readonly relay: string }, JoinFailure>> {
  const invite = readInvite(link);
  if (invite === null) return fail('badLink');
  let answer: Response;
  try {
    answer = await ask(`${invite.relay}/desktops`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invite: invite.code, name: name.slice(0, 80) }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return fail('unreachable');
  }
  if (answer.status === 404) return fail('inviteSpent');
  if (answer.status === 429 || answer.status >= 500) return fail('unreachable');
  const joined = joinedSchema.safeParse(await answer.json().catch(() => null));
  if (answer.status !== 201 || !joined.success) return fail('notARelay');
  const { socketUrl } = joined.data;
  if (!URL.canParse(socketUrl) || !isSafeAddress(new URL(socketUrl))) return fail('notARelay');
  return ok({ ...joined.data, relay: invite.relay });
}
