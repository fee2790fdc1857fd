import { afterEach, describe, expect, it } from 'vitest';
import { createReceiver } from '../../../main/webhooks/receiver/webhookReceiver.ts';
import type { Receiver } from '../../../main/webhooks/receiver/webhookReceiver.ts';
import { createReceiverManager } from '../../../main/webhooks/receiver/receiverManager.ts';
import { LONGEST_BODY } from '../../../webhooks/formBody.ts';
import { freePort } from '../../../scripts/drive/freePort.ts';
import { openIdleSockets } from '../../phones/idleSockets.ts';
import { createFakeClock } from '../../unit/fakeClock.ts';
import { keptHere } from '../../unit/webhooks/apply/keptHere.ts';

const SECRET = 'a'.repeat(43);
let receiver: Receiver;
let stored: string[];
let storing = true;
afterEach(() => receiver.stop());

async function start(): Promise<void> {
  stored = [];
  storing = true;
  receiver = createReceiver({
    secrets: () => new Map([['demo', SECRET]]),
    receive: (account, body) => {
      if (storing) stored.push(`${account} ${body}`);
      return Promise.resolve(storing);
    },
  });
  await receiver.start(0);
}
async function post(
  secret: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${receiver.port()}/webhook/amo/${secret}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  await answer.body?.cancel();
  return answer.status;
}

describe('the receiver of this computer', () => {
  it('answers 200 once a webhook is stored, and 503 when it is not: the CRM tries again', async () => {
    await start();
    expect(await post(SECRET, 'leads=1')).toBe(200);
    expect(stored).toEqual(['demo leads=1']);
    storing = false;
    expect(await post(SECRET, 'leads=2')).toBe(503);
  });

  it('knows nothing of guessers, web pages, other content and endless bodies', async () => {
    await start();
    expect(await post('b'.repeat(43), 'leads=1')).toBe(404);
    expect(await post(SECRET, 'leads=1', { origin: 'https://evil.example' })).toBe(403);
    expect(await post(SECRET, '{}', { 'content-type': 'application/json' })).toBe(415);
    // It hangs up on what is too long; whether the answer is still read is up to the sender.
    const long = await post(SECRET, 'x'.repeat(LONGEST_BODY + 1)).catch(() => 413);
    expect(long).toBe(413);
    const get = await fetch(`http://127.0.0.1:${receiver.port()}/webhook/amo/${SECRET}`);
    expect(get.status).toBe(405);
    expect(stored).toEqual([]);
  });

  it.each([
    ['say nothing', ''],
    ['say half a request', 'POST /webhook/amo/'],
    [
      'send a body that never comes',
      `POST /webhook/amo/${SECRET} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\na=`,
    ],
  ])('connections that %s keep no webhook out', async (_name, first) => {
    await start();
    const idle = await openIdleSockets({ port: receiver.port() }, 300, first);
    const answers = [];
    for (let at = 0; at < 20; at += 1) answers.push(await post(SECRET, `leads=${at}`));
    idle.close();
    expect(answers).toEqual(Array.from({ length: 20 }, () => 200));
    expect(stored).toHaveLength(20);
  });

  it('a webhook that is being stored keeps its place, however many come meanwhile', async () => {
    let answerIt: (stored: boolean) => void = () => {};
    let asked: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    receiver = createReceiver({
      secrets: () => new Map([['demo', SECRET]]),
      receive: () => {
        asked();
        return new Promise((resolve) => (answerIt = resolve));
      },
    });
    await receiver.start(0);
    const answer = post(SECRET, 'leads=1');
    await isAsked;
    const idle = await openIdleSockets({ port: receiver.port() }, 300);
    answerIt(true);
    expect(await answer).toBe(200);
    idle.close();
  });

  it('says when another program has the port', async () => {
    await start();
    const second = createReceiver({ secrets: () => new Map(), receive: () => Promise.resolve(true) });
    await second.start(receiver.port());
    expect(second.state()).toBe('portInUse');
    second.stop();
  });
});

describe('the receiver’s port', () => {
  it('of another program is taken by itself when that lets it go', async () => {
    const other = createReceiver({ secrets: () => new Map(), receive: () => Promise.resolve(true) });
    await other.start(0);
    const port = other.port();
    const clock = createFakeClock();
    const states: string[] = [];
    const manager = createReceiverManager({
      settings: () => ({ on: true, port }),
      save: () => undefined,
      vault: keptHere().vault,
      accounts: () => [],
      receive: () => Promise.resolve(true),
      newSecret: () => SECRET,
      changed: () => states.push(manager.shown().state),
      clock,
    });
    try {
      await manager.start();
      await clock.advance(30_000);
      expect(states).toEqual(['portInUse']);
      other.stop();
      await expect
        .poll(async () => {
          await clock.advance(5_000);
          return states;
        })
        .toEqual(['portInUse', 'listening']);
    } finally {
      manager.stop();
      other.stop();
    }
  });

  it('can be another one: the old one is let go, and the address keeps its secret', async () => {
    const ports = [await freePort(), await freePort()];
    let setting = { on: false, port: ports[0] ?? 0 };
    const { vault } = keptHere();
    const bodies: string[] = [];
    const manager = createReceiverManager({
      settings: () => setting,
      save: (next) => (setting = next),
      vault,
      accounts: () => ['demo'],
      receive: (_account, body) => {
        bodies.push(body);
        return Promise.resolve(true);
      },
      newSecret: () => SECRET,
      changed: () => {},
      clock: createFakeClock(),
    });
    const postTo = (address: string): Promise<number> =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'leads=1',
      }).then(({ status }) => status);
    try {
      const before = (await manager.addressOf('demo')) ?? '';
      await expect(postTo(before)).rejects.toThrow('fetch failed');
      await manager.set(true);
      expect(await postTo(before)).toBe(200);
      setting = { ...setting, port: ports[1] ?? 0 };
      await manager.start();
      expect(manager.shown()).toEqual({ on: true, port: ports[1], state: 'listening' });
      const after = (await manager.addressOf('demo')) ?? '';
      expect(after).toBe(before.replace(String(ports[0]), String(ports[1])));
      expect(await postTo(after)).toBe(200);
      await expect(postTo(before)).rejects.toThrow('fetch failed');
      expect(bodies).toHaveLength(2);
    } finally {
      manager.stop();
    }
  });
});
