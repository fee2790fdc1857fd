import type { AccountStore, Store } from './store.ts';

/** Which of the service's hosts a request was sent to. */
export type SandboxHost =
  | { readonly kind: 'account'; readonly account: AccountStore }
  /** `localhost` or `127.0.0.1`: where the authorize page and the sandbox's own page live, as www.amocrm.ru does. */
  | { readonly kind: 'www' }
  /** `api-b.localhost`: the shard named by `api_domain` in a token. */
  | { readonly kind: 'api' }
  | { readonly kind: 'unknown' };

/** Chooses by the Host header, port ignored. */
export function hostOf(header: string | undefined, store: Store): SandboxHost {
  const name = (header ?? '').replace(/:\d+$/u, '').toLowerCase();
  if (name === 'localhost' || name === '127.0.0.1' || name === 'www.localhost') return { kind: 'www' };
  if (name === 'api-b.localhost') return { kind: 'api' };
  const subdomain = /^([a-z0-9-]+)\.localhost$/u.exec(name)?.[1];
  const account = store.accounts.find((one) => one.account.subdomain === subdomain);
  return account ? { kind: 'account', account } : { kind: 'unknown' };
}
