import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Says whether the address `hop` steps away (0: whoever connected) is a proxy that is believed. */
export type ProxyTrust = (address: string, hop: number) => boolean;

/**
 * What `--trust-proxy` means: `loopback`, `uniquelocal`, addresses or ranges with commas; or how many proxies stand in
 * front (`1`: whoever connects is one, and what it says of the address is believed). Null when it means nothing.
 */
export function proxyTrust(setting: string): ProxyTrust | null {
  if (/^\d{1,2}$/u.test(setting)) {
    const hops = Number(setting);
    return (_address, hop) => hop < hops;
  }
  try {
    return proxyAddr.compile(setting.split(',').map((one) => one.trim()));
  } catch {
    return null;
  }
}

/** The address of whoever asks, as every limit counts it: of a request and of a WebSocket alike. */
export const addressOf = (request: IncomingMessage, trust: ProxyTrust): string => proxyAddr(request, trust);
