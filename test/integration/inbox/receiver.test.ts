import { afterEach, describe, expect, it } from 'vitest';
import { createReceiver } from '../../../main/inbox/receiver.ts';
import type { Receiver } from '../../../main/inbox/receiver.ts';

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
    const long = await post(SECRET, 'x'.repeat(3_000_000)).catch(() => 413);
    expect(long).toBe(413);
    const get = await fetch(`http://127.0.0.1:${receiver.port()}/webhook/amo/${SECRET}`);
    expect(get.status).toBe(405);
    expect(stored).toEqual([]);
  });

  it('says when another program has the port', async () => {
    await start();
    const second = createReceiver({ secrets: () => new Map(), receive: () => Promise.resolve(true) });
    await second.start(receiver.port());
    expect(second.state()).toBe('portInUse');
    second.stop();
  });
});
