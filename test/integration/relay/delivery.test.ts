import { afterEach, describe, expect, it, vi } from 'vitest';
import { CLOSED } from '../../../webhooks/relayProtocol.ts';
import type { TestRelay, TestRelayOptions } from './testRelay.ts';
import { ACCOUNT, OTHER, QUEUES, leadBody, startTestRelay } from './testRelay.ts';

// Real servers and processes: on a busy computer they take their time.
vi.setConfig({ testTimeout: 120_000 });

let relay: TestRelay;
afterEach(() => relay.close());

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each(QUEUES)('the relay on %s', (queue) => {
  const start = async (more: Partial<TestRelayOptions> = {}): Promise<void> => {
    relay = await startTestRelay({ queue, ...more });
  };
  const postAll = async (ids: readonly number[], account = ACCOUNT): Promise<void> => {
    for (const id of ids) expect(await relay.post(leadBody(id, account), account)).toBe(200);
  };

  const metrics = (): Promise<string> => fetch(`${relay.url()}/metrics`).then((answer) => answer.text());

  it('hands every webhook to every desktop of its account, once and in order, and to no other', async () => {
    await start();
    const [one, two, foreign] = [
      await relay.newDesktop(),
      await relay.newDesktop([ACCOUNT, OTHER]),
      await relay.newDesktop([OTHER]),
    ];
    await postAll(numbers(1, 20));
    await postAll([100], OTHER);
    await Promise.all([one.has(20), two.has(21), foreign.has(1)]);
    expect(one.received.map(({ body }) => body)).toEqual(numbers(1, 20).map((id) => leadBody(id)));
    expect(one.received.map(({ seq }) => seq)).toEqual(numbers(1, 20));
    expect(two.received.filter(({ account }) => account === OTHER).map(({ body }) => body)).toEqual([
      leadBody(100, OTHER),
    ]);
    expect(foreign.received).toHaveLength(1);
  });

  it('goes on after sleep from what was acknowledged, however far behind, across a restart', async () => {
    await start();
    const desktop = await relay.newDesktop();
    await postAll([1, 2]);
    await desktop.has(2);
    desktop.cut();
    await Promise.all(numbers(3, 700).map((id) => relay.post(leadBody(id))));
    await relay.restart();
    await postAll([701]);
    await desktop.connect();
    await desktop.has(701);
    expect(desktop.received.map(({ seq }) => seq)).toEqual(numbers(1, 701));
    expect(new Set(desktop.received.map(({ body }) => body)).size).toBe(701);
    expect(desktop.messages.filter(({ type }) => type === 'resync')).toEqual([]);
  });

  it('stores a body that is posted again only once, also after a restart', async () => {
    await start();
    const desktop = await relay.newDesktop();
    await Promise.all([relay.post(leadBody(1)), relay.post(leadBody(1))]);
    await relay.restart();
    await postAll([1, 2]);
    await desktop.connect();
    await desktop.has(2);
    expect(desktop.received.map(({ body }) => body)).toEqual([leadBody(1), leadBody(2)]);
  });

  it('tells a desktop that slept for longer than events are kept since when to poll', async () => {
    await start({ options: { keepMegabytes: 0.04 } });
    const desktop = await relay.newDesktop();
    await postAll([1]);
    await desktop.has(1);
    const stored = desktop.cursors.get(ACCOUNT);
    desktop.cut();
    const long = 'x'.repeat(2_000);
    await Promise.all(numbers(2, 60).map((id) => relay.post(`${leadBody(id)}&pad=${long}`)));
    const resync = async () => {
      desktop.cursors.set(ACCOUNT, stored ?? { epoch: '', seq: 0, at: 0 });
      desktop.received.length = 0;
      await desktop.connect();
      return desktop.messages.find((one) => one.type === 'resync' && one.account === ACCOUNT);
    };
    await expect
      .poll(resync, { timeout: 60_000 })
      .toMatchObject({ since: (stored?.at ?? 0) - 100 * 60_000, cursor: { epoch: stored?.epoch } });
    await postAll([100]);
    await expect.poll(() => desktop.received.at(-1)?.body, { timeout: 30_000 }).toBe(leadBody(100));
  });

  it('tells a desktop whose stream was lost since when to poll, and goes on with the new one', async () => {
    await start();
    const token = await relay.token();
    const desktop = relay.desktop(token);
    desktop.cursors.set(ACCOUNT, { epoch: 'another', seq: 500, at: 1_700_000_000_000 });
    await postAll([1]);
    await desktop.connect();
    expect(desktop.messages[1]).toMatchObject({
      type: 'resync',
      since: 1_700_000_000_000 - 100 * 60_000,
      cursor: { seq: 1 },
    });
    await postAll([2]);
    await desktop.has(1);
    expect(desktop.received.map(({ body }) => body)).toEqual([leadBody(2)]);
  });

  it('drops a desktop that acknowledges nothing; the others notice nothing, and it goes on later', async () => {
    await start({ patience: { ackMs: 2_000, lookMs: 50 } });
    const slow = await relay.newDesktop();
    const quick = await relay.newDesktop();
    slow.stopAcknowledging();
    await Promise.all(numbers(1, 800).map((id) => relay.post(leadBody(id))));
    expect(await slow.closed()).toBe(CLOSED.slow);
    await quick.has(800);
    // No more than a window was ever under way to the slow one.
    expect(slow.received.length).toBeLessThanOrEqual(700);
    await slow.connect();
    await slow.has(800);
    expect(slow.received.map(({ seq }) => seq)).toEqual(numbers(1, 800));
  });

  it('ends the connection of a revoked desktop and lets it in no more', async () => {
    await start();
    const token = await relay.token();
    const desktop = relay.desktop(token);
    await desktop.connect();
    const listed = await relay.admin('GET', 'desktops');
    expect(listed).toMatchObject({ desktops: [{ name: 'test', accounts: [ACCOUNT], connected: true }] });
    const { id } = (listed as { desktops: { id: string }[] }).desktops[0] ?? { id: '' };
    expect(JSON.stringify(listed)).not.toContain(token);
    await relay.admin('DELETE', `desktops/${id}`);
    expect(await desktop.closed()).toBe(CLOSED.revoked);
    await expect(desktop.connect()).rejects.toThrow('401');
    await relay.restart();
    await expect(desktop.connect()).rejects.toThrow('401');
  });

  it('lets the same desktop in once: the newer connection wins', async () => {
    await start();
    const token = await relay.token();
    const [older, newer] = [relay.desktop(token), relay.desktop(token)];
    await older.connect();
    await newer.connect();
    expect(await older.closed()).toBe(CLOSED.replaced);
    await postAll([1]);
    await newer.has(1);
    // Said once: the relay never brings the older one back, and lets the newer one be.
    const listed = await relay.admin('GET', 'desktops');
    expect(listed).toMatchObject({ desktops: [{ connected: true, lag: 0 }] });
    expect(older.received).toEqual([]);
    expect((await metrics()).match(/relay_dropped_total\{why="replaced"\} (\d+)/u)?.[1]).toBe('1');
    expect(await metrics()).toContain('relay_desktops 1\n');
  });

  it('takes the same words for another event when something else happened to its lead meanwhile (a lead deleted, put back, deleted)', async () => {
    await start();
    const desktop = await relay.newDesktop();
    const lead = (deed: string, more: string): string =>
      `leads%5B${deed}%5D%5B0%5D%5Bid%5D=5001&leads%5B${deed}%5D%5B0%5D%5Bstatus_id%5D=142${more}&account%5Bid%5D=${ACCOUNT}`;
    const gone = lead('delete', '');
    const back = lead('restore', '&leads%5Brestore%5D%5B0%5D%5Bupdated_at%5D=1700000100');
    const bodies = [gone, back, gone];
    for (const body of bodies) expect(await relay.post(body)).toBe(200);
    // The answer to the last was lost: posted again, and after a restart once more, and after a change of another lead.
    expect(await relay.post(gone)).toBe(200);
    await relay.restart();
    expect(await relay.post(gone)).toBe(200);
    await postAll([7]);
    expect(await relay.post(gone)).toBe(200);
    await desktop.connect();
    await desktop.has(4);
    await postAll([8]);
    await desktop.has(5);
    expect(desktop.received.map(({ body }) => body)).toEqual([...bodies, leadBody(7), leadBody(8)]);
  });

  it('takes a mass change of 250 leads with 20 Russian fields each, and hands it on whole', async () => {
    await start();
    const desktop = await relay.newDesktop();
    const fields = Array.from({ length: 250 * 20 }, (_, at) => {
      const place = `leads[update][${Math.floor(at / 20)}][custom_fields][${at % 20}]`;
      const value = `Комментарий менеджера ${at * 7919}: перезвонить после обеда, клиент просил счёт`;
      return `${encodeURIComponent(`${place}[values][0][value]`)}=${encodeURIComponent(value)}`;
    });
    const ids = Array.from({ length: 250 }, (_, at) => `leads%5Bupdate%5D%5B${at}%5D%5Bid%5D=${at + 1}`);
    const body = [...ids, ...fields, `account%5Bid%5D=${ACCOUNT}`].join('&');
    expect(body.length).toBeGreaterThan(2_200_000);
    expect(await relay.post(body)).toBe(200);
    await postAll([1]);
    await desktop.has(2);
    expect(desktop.received[0]?.body === body).toBe(true);
    expect(desktop.received[1]?.body).toBe(leadBody(1));
  });

  it('ties its first address to the account that first uses it', async () => {
    await start({ options: { accounts: [] } });
    expect(await relay.post('leads[delete][0][id]=1')).toBe(400);
    expect(await relay.post(leadBody(1))).toBe(200);
    expect(await relay.post(leadBody(1, OTHER))).toBe(403);
    await relay.restart();
    expect(await relay.post(leadBody(2, OTHER))).toBe(403);
    expect(await relay.post('leads[delete][0][id]=1')).toBe(200);
    expect(await relay.admin('POST', 'accounts', { account: OTHER })).toMatchObject({ account: OTHER });
    await relay.restart();
    expect(await relay.post(leadBody(1, OTHER), OTHER)).toBe(200);
  });

  it('gives its first address to the account the admin names first, and the next account one of its own', async () => {
    await start({ options: { accounts: [] } });
    const announced = relay.webhookUrl();
    const named = await relay.admin('POST', 'accounts', { account: OTHER });
    expect(named).toEqual({ account: OTHER, webhookUrl: announced });
    expect(await relay.admin('POST', 'accounts', { account: OTHER })).toEqual(named);
    const both = await Promise.all(
      [ACCOUNT, ACCOUNT].map((account) => relay.admin('POST', 'accounts', { account })),
    );
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).not.toMatchObject({ webhookUrl: announced });
    expect(await relay.admin('GET', 'accounts')).toEqual({ accounts: [named, both[0]] });
    // Nobody else may take it any more.
    expect(await relay.post(leadBody(1))).toBe(403);
    expect(await relay.post(leadBody(1, OTHER))).toBe(200);
  });

  it('takes an invite once, and none that was made up', async () => {
    await start();
    const code = await relay.invite();
    const ask = (invite: string): Promise<number> =>
      fetch(`${relay.url()}/desktops`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ invite, name: 'x' }),
      }).then(({ status }) => status);
    const both = await Promise.all([ask(code), ask(code)]);
    expect(new Set(both)).toEqual(new Set([201, 404]));
    expect(await ask('A'.repeat(43))).toBe(404);
  });
});
