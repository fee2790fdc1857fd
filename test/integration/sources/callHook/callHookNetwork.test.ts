import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { createHookSource, type HookSource } from '../../../../main/sources/callHook/callHook.ts';
import { ownAddresses } from '../../../../main/setup/ownAddresses.ts';

/** The hook opened to the desk phones of the agent's network: what a phone there may, and what nobody there may. */
const TOKEN = 'c'.repeat(43);
let end: AbortController;
let source: HookSource;
let heard: CallEvent[];
/** This computer's address in the network, as a phone there would know it; a machine without a network stands in for itself. */
const address = ownAddresses()[0] ?? '127.0.0.1';
let addresses: readonly string[];

beforeEach(async () => {
  heard = [];
  addresses = [address];
  end = new AbortController();
  source = createHookSource({
    port: 0,
    token: TOKEN,
    clock: systemClock,
    monotonic: () => performance.now(),
    changed: () => undefined,
    network: () => addresses,
  });
  await source.start((event) => heard.push(event), end.signal);
});
afterEach(() => {
  end.abort();
});

const from = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: address, port: source.port(), path, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
const ringing = `/v1/hook/${TOKEN}/ringing?number=79161234567&line=101&callId=a1`;

describe('a desk phone in the network', () => {
  it('tells of its call as its preset says', async () => {
    expect(await from(ringing)).toBe(204);
    expect(heard).toMatchObject([
      { kind: 'ringing', direction: 'inbound', rawNumber: '79161234567', line: '101', sourceCallId: 'a1' },
    ]);
  });

  it('needs the token, and this computer’s own address as it is now', async () => {
    expect(await from(`/v1/hook/${'x'.repeat(43)}/ringing?number=1`)).toBe(401);
    const port = source.port();
    expect(await from(ringing, { host: `evil.example:${port}` })).toBe(421);
    expect(await from(ringing, { host: address })).toBe(421);
    addresses = ['192.0.2.7'];
    // Loopback is always answered, and is all that a computer without a network has.
    expect(await from(ringing)).toBe(address === '127.0.0.1' ? 204 : 421);
    heard = [];
    expect(await from(ringing, { host: `192.0.2.7:${port}` })).toBe(204);
    expect(heard).toHaveLength(1);
  });

  it('is no web page of the network', async () => {
    expect(await from(ringing, { origin: `http://${address}` })).toBe(403);
    expect(await from(ringing, { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(heard).toEqual([]);
  });
});
