import { afterEach, describe, expect, it, vi } from 'vitest';
import { PACE } from '../../../main/webhooks/apply/catchUpPace.ts';
import { ROMASHKA, until } from '../mirror/syncedSandbox.ts';
import { startRelayedInbox } from './relayedInbox.ts';
import type { RelayedInbox } from './relayedInbox.ts';

// Real servers and a real worker: on a busy computer they take their time.
vi.setConfig({ testTimeout: 120_000 });

let desk: RelayedInbox;
afterEach(() => desk.close());

const LEADS = ['add_lead', 'update_lead', 'status_lead', 'delete_lead', 'restore_lead', 'responsible_lead'];
const { key } = ROMASHKA;

const client = () => {
  const found = desk.crm.clientOf(key);
  if (!found) throw new Error('no client');
  return found;
};
const lead = (id: number) => desk.crm.reader.lead(key, id);

/** Any open lead. */
const anyLead = () =>
  desk.crm.reader.leadPage(key, {
    cursor: null,
    limit: 1,
    open: true,
    pipelineId: null,
    statusId: null,
    responsible: null,
    text: '',
  }).rows[0];

async function joined(settings: readonly string[] = LEADS): Promise<number> {
  desk = await startRelayedInbox(settings);
  const passes = (): number => desk.crm.progress.filter(({ phase }) => phase === 'idle').length;
  const before = passes();
  const link = `${desk.relay.url()}/invite#${await desk.relay.invite([desk.accountId])}`;
  expect(await desk.inbox().join(key, link)).toEqual({ ok: true, value: null });
  await desk.isLive();
  // What was before it joined is caught up with.
  await until(() => passes() > before);
  const id = anyLead()?.id;
  if (id === undefined) throw new Error('the sandbox has no deals');
  // The first pass is no news.
  expect(desk.facts).toEqual([]);
  return id;
}

async function rename(id: number, name: string): Promise<void> {
  expect((await client().leads.patch(id, { name })).ok).toBe(true);
}

describe('a desktop that joined a relay', () => {
  it('has a change of the CRM in its mirror, once, without asking, and asks seldom from then on', async () => {
    const id = await joined();
    const asked = desk.crm.asked.length;
    const { length } = desk.changes;
    await rename(id, 'By a colleague');
    await until(() => lead(id)?.name === 'By a colleague');
    // The row is in the file before its thread has told anybody. The pace follows once all is told.
    await until(() => desk.paces.at(-1) === PACE.reconcile);
    expect(desk.changes.slice(length)).toHaveLength(1);
    expect(desk.crm.asked.length).toBe(asked);
  });

  it('keeps its token sealed and what it joined, and goes on after a restart from what it stored', async () => {
    const id = await joined();
    await rename(id, 'One');
    await until(() => lead(id)?.name === 'One');
    expect([...desk.memory.values()].join()).not.toContain(desk.secrets.get(key));
    desk.inbox().stop();
    // While the desktop is away.
    for (const name of ['Two', 'Three', 'Four']) await rename(id, name);
    await until(() => desk.crm.sandbox.sandbox.deliveries().length === 4);
    await desk.restartDesktop();
    await desk.isLive();
    await until(() => lead(id)?.name === 'Four');
    await until(() => desk.inbox().state(key).lastAt !== null);
    const place = await desk.sync().streamPosition(key);
    expect(place?.seq).toBe(4);
  });

  it('comes back when the relay does, and is told once when events were lost', async () => {
    const id = await joined();
    await rename(id, 'Before');
    await until(() => lead(id)?.name === 'Before');
    await desk.relay.restart();
    // The relay of a test comes back at another port.
    await until(() => desk.inbox().state(key).line?.kind !== 'live');
    const relay = desk.memory.get(`${key} relay`) ?? '{}';
    const moved = new URL(desk.relay.url()).port;
    desk.memory.set(`${key} relay`, relay.replaceAll(/127\.0\.0\.1:\d+/gu, `127.0.0.1:${moved}`));
    // Its queue is another one: nothing of before is known there.
    desk.sync().setStreamPosition(key, { epoch: 'of a lost queue', seq: 9, at: Date.now() });
    const asked = desk.crm.asked.length;
    desk.inbox().open({ key, accountId: desk.accountId, timezone: null });
    await desk.isLive();
    await until(() => desk.crm.asked.length > asked);
    expect((await desk.sync().streamPosition(key))?.epoch).not.toBe('of a lost queue');
  });

  it('asks the CRM what a new lead is linked to, and shows a restored one again', async () => {
    await joined();
    const made = await client().leads.create({ name: 'Made elsewhere' });
    expect(made.ok).toBe(true);
    const id = made.ok ? made.value.id : 0;
    await until(() => lead(id)?.name === 'Made elsewhere');
    await until(() => desk.wanted.some((one) => one.entity === 'lead' && one.id === id));
  });

  it('does not try again with a token that was revoked, and says so', async () => {
    await joined();
    const relay = JSON.parse(desk.memory.get(`${key} relay`) ?? '{}') as { readonly desktop: string };
    await desk.relay.admin('DELETE', `desktops/${relay.desktop}`);
    await until(() => desk.inbox().state(key).line?.kind === 'refused');
    desk.inbox().leave(key);
    expect(desk.inbox().state(key)).toMatchObject({ relay: null, line: null });
    expect(desk.secrets.size).toBe(0);
  });

  it('refuses a link that was used, and one for another account', async () => {
    await joined();
    const link = `${desk.relay.url()}/invite#${await desk.relay.invite([desk.accountId])}`;
    expect((await desk.inbox().join(key, link)).ok).toBe(true);
    expect(await desk.inbox().join(key, link)).toEqual({ ok: false, error: 'inviteSpent' });
    await desk.relay.admin('POST', 'accounts', { account: 77 });
    const other = `${desk.relay.url()}/invite#${await desk.relay.invite([77])}`;
    expect(await desk.inbox().join(key, other)).toEqual({ ok: false, error: 'otherAccount' });
  });
});

describe('a webhook posted to this computer', () => {
  it('is stored like one of a relay; of another account it is thrown away and said', async () => {
    desk = await startRelayedInbox([]);
    const row = anyLead();
    const body = (account: number): string =>
      `leads[update][0][id]=${row?.id}&leads[update][0][name]=Posted&leads[update][0][status_id]=${row?.statusId}` +
      `&leads[update][0][last_modified]=${Math.floor(Date.now() / 1000) + 5}&account[id]=${account}`;
    expect(await desk.inbox().receive(key, body(desk.accountId + 1))).toBe(true);
    expect(desk.said).toHaveLength(1);
    expect(lead(row?.id ?? 0)?.name).toBe(row?.name);
    expect(await desk.inbox().receive(key, body(desk.accountId))).toBe(true);
    await until(() => lead(row?.id ?? 0)?.name === 'Posted');
  });
});
