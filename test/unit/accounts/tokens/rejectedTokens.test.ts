import { describe, expect, it } from 'vitest';
import { createAccountList } from '../../../../main/accounts/accountList.ts';
import { createTurnedAway } from '../../../../main/accounts/tokens/rejectedTokens.ts';
import { createRateLimiter } from '../../../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../../../main/crm/transport/transport.ts';
import { ok } from '../../../../main/common/result.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { createAccountRows, romashka } from '../rows.ts';

/** An account over the real transport, at a service whose answers a test chooses by the method. */
function start() {
  const clock = createFakeClock();
  const list = createAccountList({
    rows: createAccountRows(romashka),
    sessionOnly: () => false,
    hasTokens: () => true,
  });
  const turnedAway = createTurnedAway(clock, (account, isTurnedAway) => {
    list.turnedAwayChanged(account, isTurnedAway);
  });
  const refused = new Set<string>();
  const transport = createTransport({
    host: romashka.host,
    tokens: {
      accessToken: () => Promise.resolve(ok('token')),
      renew: () => Promise.resolve(ok('newer token')),
    },
    limiter: createRateLimiter({ clock }),
    exchange: ({ method }) =>
      Promise.resolve(
        ok({
          status: refused.has(method) ? 401 : 204,
          contentType: 'application/problem+json',
          retryAfter: null,
          text: '',
        }),
      ),
    clock,
    random: () => 0.5,
    ended: (failure, _path, isRead) => {
      turnedAway.ended(romashka.key, failure, isRead);
    },
  });
  return {
    clock,
    refused,
    state: () => list.get(romashka.key)?.state,
    read: async () => {
      void transport.get('/api/v4/contacts');
      await clock.advance(1_000);
    },
    write: async () => {
      void transport.send('POST', '/api/v4/calls', []);
      await clock.advance(1_000);
    },
  };
}

describe('an account whose renewed tokens the CRM refuses', () => {
  it('is told of when that lasts, not of a moment, and by itself no more when it is served', async () => {
    const { clock, refused, state, read } = start();
    refused.add('GET');
    await read();
    await clock.advance(20_000);
    await read();
    expect(state()).toBe('ready');
    await clock.advance(20_000);
    await read();
    expect(state()).toBe('turnedAway');
    refused.clear();
    await read();
    expect(state()).toBe('ready');
  });

  it('is told of when only its writes are refused, whatever reads go on beside them', async () => {
    const { clock, refused, state, read, write } = start();
    refused.add('POST');
    await write();
    await read();
    await clock.advance(40_000);
    await read();
    await write();
    await read();
    expect(state()).toBe('turnedAway');
    refused.clear();
    await write();
    expect(state()).toBe('ready');
  });

  it('begins to count anew after each time it is served', async () => {
    const { clock, refused, state, read } = start();
    for (let times = 0; times < 5; times += 1) {
      refused.add('GET');
      await read();
      refused.clear();
      await read();
      await clock.advance(20_000);
    }
    refused.add('GET');
    await read();
    expect(state()).toBe('ready');
  });

  it('is told of no more once nobody asks: what was refused was taken back', async () => {
    const { clock, refused, state, write } = start();
    refused.add('POST');
    await write();
    await clock.advance(40_000);
    await write();
    expect(state()).toBe('turnedAway');
    await clock.advance(16 * 60_000);
    expect(state()).toBe('ready');
  });
});
