import type { Standing } from '../standing.ts';
import type { Settings } from '../options.ts';
import type { Store } from '../store.ts';
import { longLivedToken } from './records.ts';

/** What happens to an account outside of the API, in its settings or at the service. Each is false where there is no such account. */
export interface Situations {
  /** Back to `active` the old tokens work again where their time is not over. */
  setStanding(subdomain: string, standing: Standing): boolean;
  /** The account answers at another host from now on (crm-api.md 1.8). */
  rename(subdomain: string, next: string): boolean;
  /** A long-lived token of the account's first user, null where there is no such account (crm-api.md 1.7). */
  issueLongLived(subdomain: string, seconds: number): string | null;
}

/** Plays situations over the store. `apiDomain` is the shard named in tokens. */
export function createSituations(store: Store, settings: Settings, apiDomain: () => string): Situations {
  const find = (subdomain: string) => store.accounts.find((one) => one.account.subdomain === subdomain);
  return {
    setStanding(subdomain, standing) {
      const found = find(subdomain);
      if (!found) return false;
      found.account.standing = standing;
      store.changed();
      return true;
    },
    rename(subdomain, next) {
      const found = find(subdomain);
      if (!found || find(next) || !/^[a-z\d-]{1,63}$/u.test(next)) return false;
      found.account.subdomain = next;
      store.changed();
      return true;
    },
    issueLongLived(subdomain, seconds) {
      const found = find(subdomain);
      if (!found) return null;
      const now = Math.floor(settings.now() / 1_000);
      const { id, agent_id } = found.account;
      const token = longLivedToken(store.integration, found.account, {
        now,
        seconds,
        apiDomain: apiDomain(),
        baseDomain: settings.domain,
      });
      store.oauth.longLived.push({
        accountId: id,
        userId: agent_id,
        token,
        isRevoked: false,
        expiresAt: now + seconds,
      });
      store.changed();
      return token;
    },
  };
}
