/** The token of an `Authorization: Bearer` header. */
export const bearerTokenOf = (header: string | undefined): string | undefined =>
  /^Bearer\s+(\S+)$/iu.exec(header ?? '')?.[1];
