import { describe, expect, it } from 'vitest';
import { joinRelay, readInvite } from '../../../../main/webhooks/relay/joinRelay.ts';

const CODE = 'abcdefgh12345678';

const answering =
  (status: number, body: unknown): typeof fetch =>
  () =>
    Promise.resolve(new Response(JSON.stringify(body), { status }));
const joined = { token: 't', desktop: 'd', accounts: [1], socketUrl: 'wss://relay.example/desktop' };

describe('an invite', () => {
  it('is a link with its code behind the #, over TLS or on this computer', () => {
    expect(readInvite(` https://relay.example/sub/invite#${CODE} `)).toEqual({
      relay: 'https://relay.example/sub',
      code: CODE,
    });
    expect(readInvite(`http://127.0.0.1:8790/invite#${CODE}`)?.relay).toBe('http://127.0.0.1:8790');
    for (const bad of [
      `http://relay.example/invite#${CODE}`,
      `https://relay.example/other#${CODE}`,
      'https://relay.example/invite',
      `ftp://relay.example/invite#${CODE}`,
      'nonsense',
    ]) {
      expect(readInvite(bad)).toBeNull();
    }
  });

  it('becomes a token, or says why not', async () => {
    const link = `https://relay.example/invite#${CODE}`;
    expect(await joinRelay(link, 'Anna', answering(201, joined))).toMatchObject({
      ok: true,
      value: { token: 't', relay: 'https://relay.example' },
    });
    expect(await joinRelay(link, 'Anna', answering(404, {}))).toEqual({ ok: false, error: 'inviteSpent' });
    expect(await joinRelay(link, 'Anna', answering(503, {}))).toEqual({ ok: false, error: 'unreachable' });
    expect(await joinRelay(link, 'Anna', answering(200, '<html>'))).toEqual({
      ok: false,
      error: 'notARelay',
    });
    const open = { ...joined, socketUrl: 'ws://relay.example/desktop' };
    expect(await joinRelay(link, 'Anna', answering(201, open))).toEqual({ ok: false, error: 'notARelay' });
    const dead: typeof fetch = () => Promise.reject(new Error('no network'));
    expect(await joinRelay(link, 'Anna', dead)).toEqual({ ok: false, error: 'unreachable' });
  });
});
