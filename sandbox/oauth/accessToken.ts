import type { Domain } from '../domain.ts';

/** What an access token says (crm-api.md 1.6). Times in seconds. */
export interface AccessTokenClaims {
  readonly jti: string;
  /** Hexadecimal; clients need not verify it, so that any 256 bytes do. */
  readonly signature: string;
  readonly clientId: string;
  readonly accountId: number;
  readonly userId: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly apiDomain: string;
  readonly baseDomain: Domain;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token in the shape of the service's: three parts, RS256 in the header, the claims of crm-api.md 1.6. */
export function createAccessToken(claims: AccessTokenClaims): string {
  const header = { typ: 'JWT', alg: 'RS256', jti: claims.jti };
  const body = {
    aud: claims.clientId,
    jti: claims.jti,
    iat: claims.issuedAt,
    nbf: claims.issuedAt,
    exp: claims.expiresAt,
    sub: String(claims.userId),
    grant_type: '',
    account_id: claims.accountId,
    base_domain: claims.baseDomain,
    version: 2,
    scopes: ['crm', 'notifications'],
    api_domain: claims.apiDomain,
  };
  return `${part(header)}.${part(body)}.${Buffer.from(claims.signature, 'hex').toString('base64url')}`;
}
