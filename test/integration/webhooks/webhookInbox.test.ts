import { afterEach, describe, expect, it, vi } from 'vitest';
import { PACE } from '../../../main/webhooks/apply/catchUpPace.ts';
import { ROMASHKA, until } from '../mirror/syncedSandbox.ts';
import { startRelayedInbox } from './relayedInbox.ts';
import type { RelayedInbox } from './relayedInbox.ts';

// Real servers and a real worker: on a busy computer they take their time.
vi.setConfig({ testTimeout: 120_000 });

let fixture: RelayedInbox;
afterEach(() => fixture.close());

const LEADS = ['add_lead', 'update_lead', 'status_lead', 'delete_lead', 'restore_lead', 'responsible_lead'];
const { key } = ROMASHKA;

const client = () => {
  const found = fixture.crm.clientOf(key);
  if (!found) throw new Error('no client');
  return found;
};
const lead = (id: number) => fixture.crm.reader.lead(key, id);

/** Any open lead. */
const anyLead = () =>
  fixture.crm.reader.leadPage(key, {
    cursor: null,
    limit: 1,
    open: true,
    pipelineId: null,
    statusId: null,
    responsible: null,
    text: '',
  }).rows[0];

async function joined(settings: readonly string[] = LEADS): Promise<number> {
  fixture = await startRelayedInbox(settings);
  const passes = (): number => fixture.crm.progress.filter(({ phase }) => phase === 'idle').length;
  const before = passes();
  const link = `${fixture.relay.url()}/invite#${await fixture.relay.invite([fixture.accountId])}`;
  expect(await fixture.inbox().join(key, link)).toEqual({ ok: true, value: null });
  await fixture.isLive();
  // What was before it joined is caught up with.
  await until(() => passes() > before);
  const id = anyLead()?.id;
  if (id === undefined) throw new Error('the sandbox has no deals');
  // The first pass is no change.
  expect(fixture.facts).toEqual([]);
  return id;
}

async function rename(id: number, name: string): Promise<void> {
  expect((await client().leads.patch(id, { name })).ok).toBe(true);
}

describe('a desktop that joined a relay', () => {
  it('has a change of the CRM in its mirror, once, without asking, and asks seldom from then on', async () => {
    const id = await joined();
    const asked = fixture.crm.asked.length;
    const { length } = fixture.changes;
    await rename(id, 'By a colleague');
    await until(() => lead(id)?.name === 'By a colleague');
    // The row is in the file before its thread has told anybody. The pace follows once all is told.
    await until(() => fixture.paces.at(-1) === PACE.reconcile);
    expect(fixture.changes.slice(length)).toHaveLength(1);
    expect(fixture.crm.asked.length).toBe(asked);
  });

  it('keeps its token sealed and what it joined, and goes on after a restart from what it stored', async () => {
    const id = await joined();
    await rename(id, 'One');
    await until(() => lead(id)?.name === 'One');
    expect([...fixture.memory.values()].join()).not.toContain(fixture.secrets.get(key));
    fixture.inbox().stop();
    // While the desktop is away.
    for (const name of ['Two', 'Three', 'Four']) await rename(id, name);
    await until(() => fixture.crm.sandbox.sandbox.deliveries().length === 4);
    await fixture.restartDesktop();
    await fixture.isLive();
    await until(() => lead(id)?.name === 'Four');
    await until(() => fixture.inbox().state(key).lastAt !== null);
    const place = await fixture.sync().streamPosition(key);
    expect(place?.seq).toBe(4);
  });

  it('comes back when the relay does, and is told once when events were lost', async () => {
    const id = await joined();
    await rename(id, 'Before');
    await until(() => lead(id)?.name === 'Before');
    await fixture.relay.restart();
    // The relay of a test comes back at another port.
    await until(() => fixture.inbox().state(key).line?.kind !== 'live');
    const relay = fixture.memory.get(`${key} relay`) ?? '{}';
    const moved = new URL(fixture.relay.url()).port;
    fixture.memory.set(`${key} relay`, relay.replaceAll(/127\.0\.0\.1:\d+/gu, `127.0.0.1:${moved}`));
    // Its queue is another one: nothing of before is known there.
    fixture.sync().setStreamPosition(key, { epoch: 'of a lost queue', seq: 9, at: Date.now() });
    const asked = fixture.crm.asked.length;
    fixture.inbox().open({ key, accountId: fixture.accountId, timezone: null });
    await fixture.isLive();
    await until(() => fixture.crm.asked.length > asked);
    expect((await fixture.sync().streamPosition(key))?.epoch).not.toBe('of a lost queue');
  });

  it('asks the CRM what a new lead is linked to, and shows a restored one again', async () => {
    await joined();
    const made = await client().leads.create({ name: 'Made elsewhere' });
    expect(made.ok).toBe(true);
    const id = made.ok ? made.value.id : 0;
    await until(() => lead(id)?.name === 'Made elsewhere');
    await until(() => fixture.wanted.some((one) => one.entity === 'lead' && one.id === id));
  });

  it('does not try again with a token that was revoked, and says so', async () => {
    await joined();
    const relay = JSON.parse(fixture.memory.get(`${key} relay`) ?? '{}') as { readonly desktop: string };
    await fixture.relay.admin('DELETE', `desktops/${relay.desktop}`);
    await until(() => fixture.inbox().state(key).line?.kind === 'refused');
    fixture.inbox().leave(key);
    expect(fixture.inbox().state(key)).toMatchObject({ relay: null, line: null });
    expect(fixture.secrets.size).toBe(0);
  });

  it('refuses a link that was used, and one for another account', async () => {
    await joined();
    const link = `${fixture.relay.url()}/invite#${await fixture.relay.invite([fixture.accountId])}`;
    expect((await fixture.inbox().join(key, link)).ok).toBe(true);
    expect(await fixture.inbox().join(key, link)).toEqual({ ok: false, error: 'inviteSpent' });
    await fixture.relay.admin('POST', 'accounts', { account: 77 });
    const other = `${fixture.relay.url()}/invite#${await fixture.relay.invite([77])}`;
    expect(await fixture.inbox().join(key, other)).toEqual({ ok: false, error: 'otherAccount' });
  });
});

describe('a webhook posted to this computer', () => {
  it('is stored like one of a relay; of another account it is thrown away and said', async () => {
    fixture = await startRelayedInbox([]);
    const row = anyLead();
    const body = (account: number): string =>
      `leads[update][0][id]=${row?.id}&leads[update][0][name]=Posted&leads[update][0][status_id]=${row?.statusId}` +
      `&leads[update][0][last_modified]=${Math.floor(Date.now() / 1000) + 5}&account[id]=${account}`;
    expect(await fixture.inbox().receive(key, body(fixture.accountId + 1))).toBe(true);
    expect(fixture.said).toHaveLength(1);
    expect(lead(row?.id ?? 0)?.name).toBe(row?.name);
    expect(await fixture.inbox().receive(key, body(fixture.accountId))).toBe(true);
    await until(() => lead(row?.id ?? 0)?.name === 'Posted');
  });
});
