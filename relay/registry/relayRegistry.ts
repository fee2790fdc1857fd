import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { monotonicTime } from '../clock.ts';
import type { MonotonicTime, RelayClock } from '../clock.ts';
import type { RecordStore } from './records.ts';
import { digestOfSecret, isSecret, newSecret, sameDigest } from './relaySecrets.ts';

const account = z.number().int().positive();

/** The path one account's webhooks come in by. */
const hookSchema = z.object({
  id: z.string(),
  /** Kept as it is, for the admin to see again: it opens nothing but this path. */
  secret: z.string(),
  /** Null until the admin or the first body says whose it is. */
  account: account.nullable(),
});
export type Hook = z.output<typeof hookSchema>;

/** A desktop that may listen. */
const desktopSchema = z.object({
  id: z.string(),
  name: z.string(),
  digest: z.string(),
  accounts: z.array(account),
  createdAt: z.number(),
  revokedAt: z.number().nullable(),
});
export type Desktop = z.output<typeof desktopSchema>;

/** What an admin hands out; good for one desktop. */
const inviteSchema = z.object({
  digest: z.string(),
  accounts: z.array(account),
  expiresAt: z.number(),
  usedAt: z.number().nullable(),
});
type Invite = z.output<typeof inviteSchema>;

/** Who may post, listen and rule. */
export interface Registry {
  hooks(): readonly Hook[];
  /** Looked up by the secret's digest: how long that takes tells nothing of any secret. */
  findHook(secret: string): Hook | null;
  /** Ties a hook that is nobody's to an account; the hook as it is then, which may be another's. */
  bind(hook: Hook, to: number): Promise<Hook>;
  /** The account's hook. When there is none: the first one, if that is nobody's yet, else a new one. */
  hookFor(account: number): Promise<Hook>;
  isAdmin(token: string): boolean;
  /** The code of a new invite. */
  invite(
    accounts: readonly number[],
    validMs: number,
  ): Promise<{ readonly code: string; readonly expiresAt: number }>;
  /** Turns an invite into a desktop; its token is told this once. Null: unknown, used or expired. */
  join(code: string, name: string): Promise<{ readonly token: string; readonly desktop: Desktop } | null>;
  desktops(): readonly Desktop[];
  /** The desktop with this token; null when there is none or it was revoked. */
  findDesktop(token: string): Desktop | null;
  revoke(id: string): Promise<boolean>;
  /** Calls with each desktop that was revoked, by whichever relay. */
  onRevoked(listener: (desktop: Desktop) => void): void;
}

/** The first hook, then by account: the same at every start and every relay. */
const orderOf = ({ id }: Hook): number => (id === 'first' ? 0 : Number(id));

/** What opening a registry brought. */
export interface OpenedRegistry {
  readonly registry: Registry;
  /** The admin's token when it was made just now; null later: only its digest is kept. */
  readonly newAdminToken: string | null;
}

/** No invite is good for longer, whatever the clock says. */
export const LONGEST_INVITE_MS = 7 * 24 * 60 * 60_000;

/**
 * Opens what the store holds, and keeps in step with it. The first time it makes an admin's token, and, unless
 * accounts are named, one hook that will belong to the account the admin names first, or that first uses it.
 */
export async function openRegistry(
  store: RecordStore,
  options: { readonly accounts: readonly number[]; readonly clock: RelayClock },
): Promise<OpenedRegistry> {
  const hooks = new Map<string, Hook>();
  const desktops = new Map<string, Desktop>();
  /** The same by the digests of their secrets. */
  const hookBySecret = new Map<string, Hook>();
  const desktopByToken = new Map<string, Desktop>();
  /** Until when each invite is good, by the time that passes: the clock may be put right meanwhile. */
  const deadlines = new Map<string, MonotonicTime>();
  const { clock } = options;
  const revoked: ((desktop: Desktop) => void)[] = [];
  let adminDigest = '';

  /** Heard of for the first time: what is left of its time by the clock, and never more than there ever was. */
  const noteInvite = ({ digest, expiresAt, usedAt }: Invite): MonotonicTime => {
    const known = deadlines.get(digest);
    if (known !== undefined && usedAt === null) return known;
    const left = usedAt === null ? Math.min(Math.max(0, expiresAt - clock.now()), LONGEST_INVITE_MS) : 0;
    const deadline = monotonicTime(clock.monotonic() + left);
    if (usedAt === null) deadlines.set(digest, deadline);
    else deadlines.delete(digest);
    return deadline;
  };

  const take = (key: string, value: string): void => {
    const json: unknown = JSON.parse(value);
    if (key.startsWith('hook.')) {
      const hook = hookSchema.parse(json);
      hooks.set(key, hook);
      hookBySecret.set(digestOfSecret(hook.secret), hook);
    }
    if (key.startsWith('invite.')) noteInvite(inviteSchema.parse(json));
    if (key === 'admin') adminDigest = z.string().parse(json);
    if (!key.startsWith('desktop.')) return;
    const desktop = desktopSchema.parse(json);
    const before = desktops.get(key);
    desktops.set(key, desktop);
    desktopByToken.set(desktop.digest, desktop);
    if (desktop.revokedAt !== null && before && before.revokedAt === null) {
      for (const listener of revoked) listener(desktop);
    }
  };
  const put = async (key: string, value: object): Promise<void> => {
    const json = JSON.stringify(value);
    await store.put(key, json);
    take(key, json);
  };
  const replace = async (key: string, expected: object | null, value: object | string): Promise<boolean> => {
    const json = JSON.stringify(value);
    const done = await store.replace(key, expected === null ? null : JSON.stringify(expected), json);
    if (done) take(key, json);
    return done;
  };
  const reload = async (): Promise<void> => {
    for (const [key, value] of await store.all()) take(key, value);
  };

  const registry: Registry = {
    hooks: () => [...hooks.values()].sort((one, other) => orderOf(one) - orderOf(other)),
    findHook: (secret) => (isSecret(secret) ? (hookBySecret.get(digestOfSecret(secret)) ?? null) : null),
    async bind(hook, to) {
      const key = `hook.${hook.id}`;
      if (!(await replace(key, hook, { ...hook, account: to }))) await reload();
      return hooks.get(key) ?? hook;
    },
    async hookFor(wanted) {
      const hookOf = (): Hook | undefined => [...hooks.values()].find((hook) => hook.account === wanted);
      const existing = hookOf();
      if (existing) return existing;
      // No address stays anybody's once an account is named; of two relays that take it at once one makes another.
      const free = [...hooks.values()].find((hook) => hook.account === null);
      if (free) await registry.bind(free, wanted);
      const taken = hookOf();
      if (taken) return taken;
      // One name an account, so that two relays make one hook.
      const key = `hook.${wanted}`;
      const hook = { id: String(wanted), secret: newSecret(), account: wanted };
      if (!(await replace(key, null, hook))) await reload();
      return hooks.get(key) ?? hook;
    },
    isAdmin: (token) => isSecret(token) && sameDigest(digestOfSecret(token), adminDigest),
    async invite(accounts, validMs) {
      const code = newSecret();
      const digest = digestOfSecret(code);
      const expiresAt = clock.now() + Math.min(validMs, LONGEST_INVITE_MS);
      const invite: Invite = { digest, accounts: [...accounts], expiresAt, usedAt: null };
      await put(`invite.${digest}`, invite);
      return { code, expiresAt };
    },
    async join(code, name) {
      if (!isSecret(code)) return null;
      const key = `invite.${digestOfSecret(code)}`;
      const value = await store.get(key);
      if (value === null) return null;
      const invite = inviteSchema.parse(JSON.parse(value));
      if (invite.usedAt !== null || clock.monotonic() >= noteInvite(invite)) return null;
      const now = clock.now();
      // Of two who come at once, one gets it.
      if (!(await replace(key, invite, { ...invite, usedAt: now }))) return null;
      const token = newSecret();
      const id = randomUUID();
      const desktop: Desktop = {
        id,
        name,
        digest: digestOfSecret(token),
        accounts: invite.accounts,
        createdAt: now,
        revokedAt: null,
      };
      await put(`desktop.${id}`, desktop);
      return { token, desktop };
    },
    desktops: () => [...desktops.values()],
    findDesktop(token) {
      if (!isSecret(token)) return null;
      const found = desktopByToken.get(digestOfSecret(token));
      return found === undefined || found.revokedAt !== null ? null : found;
    },
    async revoke(id) {
      const desktop = desktops.get(`desktop.${id}`);
      if (!desktop || desktop.revokedAt !== null) return false;
      await put(`desktop.${id}`, { ...desktop, revokedAt: clock.now() });
      return true;
    },
    onRevoked: (listener) => {
      revoked.push(listener);
    },
  };

  await store.watch(take);
  await reload();
  const token = newSecret();
  const isNew = adminDigest === '' && (await replace('admin', null, digestOfSecret(token)));
  if (adminDigest === '') await reload();
  for (const wanted of options.accounts) await registry.hookFor(wanted);
  if (hooks.size === 0) {
    const first = { id: 'first', secret: newSecret(), account: null };
    if (!(await replace('hook.first', null, first))) await reload();
  }
  return { registry, newAdminToken: isNew ? token : null };
}
