import * as z from 'zod';
import type { RelayDesktops, RelayFailure } from '../../../preload/contract/relay.ts';
import type { Vault } from '../../accounts/vault/vault.ts';
import { parseJson } from '../../crm/transport/responseCheck.ts';
import type { Journal } from '../../journal/journal.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import { isSafeAddress } from './joinRelay.ts';

/** The relay's admin at this computer, for one account at a time (docs/relay.md, "Set it up"). */
export interface RelayAdmin {
  /** The computers that joined for the account. */
  desktops(account: string): Promise<RelayDesktops>;
  /** Keeps address and token, once the relay has taken them. */
  manage(account: string, address: string, token: string): Promise<RelayDesktops>;
  forget(account: string): RelayDesktops;
  /** The link of a new invite for one computer. */
  invite(account: string): Promise<Result<string, RelayFailure>>;
  revoke(account: string, desktop: string): Promise<RelayDesktops>;
  /** Where the CRM is to post; secret. */
  webhookUrl(account: string): Promise<Result<string, RelayFailure>>;
}

interface RelayAdminDeps {
  readonly journal: Pick<Journal, 'memory'>;
  readonly vault: Pick<Vault, 'open' | 'forget'>;
  /** The account's number at the CRM; null for an account that is gone. */
  readonly accountId: (account: string) => number | null;
  readonly ask?: typeof fetch;
}

const ADDRESS = 'relayAdmin';
const PATIENCE_MS = 15_000;

const desktopsSchema = z.object({
  desktops: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      accounts: z.array(z.number()),
      createdAt: z.number(),
      revokedAt: z.number().nullable(),
      connected: z.boolean(),
    }),
  ),
});
const accountSchema = z.object({ webhookUrl: z.string() });
const inviteSchema = z.object({ link: z.string() });

interface Known {
  readonly address: string;
  readonly token: string;
}

export function createRelayAdmin({ journal, vault, accountId, ask = fetch }: RelayAdminDeps): RelayAdmin {
  const addressOf = (account: string): string | null => {
    const kept = parseJson(journal.memory.get(account, ADDRESS) ?? 'null');
    return kept.ok && typeof kept.value === 'string' ? kept.value : null;
  };

  async function known(account: string): Promise<Result<Known | null, RelayFailure>> {
    const address = addressOf(account);
    if (address === null) return ok(null);
    const opened = await vault.open();
    const token = opened.ok ? opened.value.get(account, 'relayAdmin') : null;
    if (token?.ok !== true) return fail('keychain');
    return ok(token.value === null ? null : { address, token: token.value });
  }

  /** Asks the relay as its admin. A 404 is an answer of the relay's too. */
  async function request<T>(
    { address, token }: Known,
    [method, place, body]: readonly [string, string, object?],
    schema: z.ZodType<T>,
  ): Promise<Result<T, RelayFailure>> {
    let answer: Response;
    try {
      answer = await ask(`${address}/admin/${place}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      return fail('unreachable');
    }
    if (answer.status === 401 || answer.status === 403) return fail('refused');
    if (answer.status === 429 || answer.status >= 500) return fail('unreachable');
    const read = schema.safeParse(await answer.json().catch(() => null));
    return read.success ? ok(read.data) : fail('notARelay');
  }

  async function list(account: string, relay: Known): Promise<RelayDesktops> {
    const { address } = relay;
    const reply = await request(relay, ['GET', 'desktops'], desktopsSchema);
    if (!reply.ok) return { outcome: 'failed', address, reason: reply.error };
    const id = accountId(account);
    return {
      outcome: 'desktops',
      address,
      desktops: reply.value.desktops
        .filter(({ accounts }) => accounts.some((one) => one === id))
        .map((one) => ({
          id: one.id,
          name: one.name,
          joinedAt: one.createdAt,
          state: one.revokedAt !== null ? 'revoked' : one.connected ? 'connected' : 'away',
        })),
    };
  }

  async function withRelay(
    account: string,
    work: (relay: Known) => Promise<RelayDesktops>,
  ): Promise<RelayDesktops> {
    const relay = await known(account);
    if (!relay.ok) return { outcome: 'failed', address: addressOf(account), reason: relay.error };
    return relay.value === null ? { outcome: 'none' } : work(relay.value);
  }

  /** The relay gets to know the account with this, if it did not. */
  async function webhookUrl(account: string): Promise<Result<string, RelayFailure>> {
    const relay = await known(account);
    const id = accountId(account);
    if (!relay.ok) return relay;
    if (relay.value === null || id === null) return fail('refused');
    const reply = await request(relay.value, ['POST', 'accounts', { account: id }], accountSchema);
    return reply.ok ? ok(reply.value.webhookUrl) : reply;
  }

  return {
    webhookUrl,
    desktops: (account) => withRelay(account, (relay) => list(account, relay)),
    async manage(account, text, token) {
      const address = readAddress(text);
      if (address === null) return { outcome: 'failed', address: null, reason: 'badAddress' };
      const opened = await vault.open();
      if (!opened.ok) return { outcome: 'failed', address: null, reason: 'keychain' };
      const reply = await list(account, { address, token });
      if (reply.outcome === 'failed') return { ...reply, address: null };
      opened.value.put(account, 'relayAdmin', token);
      journal.memory.put(account, ADDRESS, JSON.stringify(address));
      return reply;
    },
    forget(account) {
      journal.memory.delete(account, ADDRESS);
      vault.forget(account, ['relayAdmin']);
      return { outcome: 'none' };
    },
    async invite(account) {
      const ready = await webhookUrl(account);
      if (!ready.ok) return ready;
      const relay = await known(account);
      if (!relay.ok) return relay;
      if (relay.value === null) return fail('refused');
      const accounts = [accountId(account)];
      const reply = await request(relay.value, ['POST', 'invites', { accounts }], inviteSchema);
      return reply.ok ? ok(reply.value.link) : reply;
    },
    revoke: (account, desktop) =>
      withRelay(account, async (relay) => {
        const place = `desktops/${encodeURIComponent(desktop)}`;
        const reply = await request(relay, ['DELETE', place], z.object({ revoked: z.boolean() }));
        if (!reply.ok) return { outcome: 'failed', address: relay.address, reason: reply.error };
        return list(account, relay);
      }),
  };
}

/** A relay's address without a slash at its end; null for what is none. */
function readAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!isSafeAddress(url) || !url.protocol.startsWith('http')) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/u, '');
}
