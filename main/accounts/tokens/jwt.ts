import { z } from 'zod';
import { parseJson } from '../../crm/transport/responseCheck.ts';

/** What Ringside reads of an access token. The signature is the service's business (crm-api.md 1.6). */
export interface TokenClaims {
  /** Null where the token does not say. */
  readonly accountId: number | null;
  /** Unix ms. */
  readonly expiresAt: number;
  /** Host of the shard, for example `api-b.amocrm.ru`; tokens before August 2024 lack it. Unchecked. */
  readonly apiDomain: string | null;
  /** The zone's domain, `amocrm.ru` or `kommo.com`. */
  readonly baseDomain: string | null;
}

const claims = z.object({
  exp: z.number().positive(),
  account_id: z.coerce.number().int().positive().optional().catch(undefined),
  api_domain: z.string().optional().catch(undefined),
  base_domain: z.string().optional().catch(undefined),
});

/** The claims of a token of three parts, null when it is none. */
export function readClaims(token: string): TokenClaims | null {
  const parts = token.split('.');
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/u.test(part))) return null;
  const json = parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  const parsed = json.ok ? claims.safeParse(json.value) : null;
  if (parsed?.success !== true) return null;
  const { exp, account_id, api_domain, base_domain } = parsed.data;
  return {
    accountId: account_id ?? null,
    expiresAt: exp * 1000,
    apiDomain: api_domain ?? null,
    baseDomain: base_domain ?? null,
  };
}
