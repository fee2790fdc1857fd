import type { Domain } from './domain.ts';
import type { AccountStore, Store } from './store.ts';

/** Which of the service's hosts a request was sent to. */
export type SandboxHost =
  | { readonly kind: 'account'; readonly account: AccountStore }
  /** `localhost` or `127.0.0.1`: where the authorize page and the sandbox's own page live, as www.amocrm.ru does. */
  | { readonly kind: 'www' }
  /** `api-b.localhost`: the shard named by `api_domain` in a token. */
  | { readonly kind: 'api' }
  | { readonly kind: 'unknown' };

/** The host of a subdomain, or of a shard: a real domain's has no port, the sandbox's own has the one it listens on. */
export const hostNamed = (label: string, domain: Domain, port: number): string =>
  domain === 'localhost' ? `${label}.localhost:${String(port)}` : `${label}.${domain}`;

/** Chooses by the Host header, port ignored. */
export function hostOf(header: string | undefined, store: Store, domain: Domain): SandboxHost {
  const name = (header ?? '').replace(/:\d+$/u, '').toLowerCase();
  if (name === 'localhost' || name === '127.0.0.1' || name === `www.${domain}`) return { kind: 'www' };
  if (name === `api-b.${domain}`) return { kind: 'api' };
  const label = name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : '';
  const subdomain = /^[a-z0-9-]+$/u.test(label) ? label : undefined;
  const account = store.accounts.find((one) => one.account.subdomain === subdomain);
  return account ? { kind: 'account', account } : { kind: 'unknown' };
}
