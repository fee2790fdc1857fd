import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import { createExchange } from '../../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import { createLeadService, type LeadService } from '../../../main/views/lead/leadService.ts';
import { createContactService } from '../../../main/views/contact/contactService.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { LeadQuery } from '../../../main/mirror/readTypes.ts';
import type { SyncHost } from '../../../main/mirror/sync/syncHost.ts';
import { ok } from '../../../main/common/result.ts';
import type { AgentWrite, CardsEvent, LeadCard, WriteView } from '../../../preload/contract.ts';
import { writeView } from '../../unit/views/writeView.ts';
import { listAt, at, romashkaOf, signIn } from '../sandbox/client.ts';
import { ROMASHKA, startSyncedSandbox, until, type SyncedSandbox } from '../mirror/syncedSandbox.ts';

const ACCOUNT = ROMASHKA.key;
const CLOSED: LeadQuery = {
  pipelineId: null,
  statusId: null,
  responsible: null,
  open: false,
  text: '',
  cursor: null,
  limit: 50,
};

let synced: SyncedSandbox;
let host: SyncHost;
let service: LeadService;
/** What the agent wrote and the CRM has not got. */
let unsent: WriteView[];
/** Who asks: the admin, unless a test says otherwise. */
let client: CrmClient | null;
const told: CardsEvent['changed'][] = [];

beforeAll(async () => {
  synced = await startSyncedSandbox({ agentRights: 'own', contacts: 60 });
  // Quiet after the first pass: what changes then is seen through the service alone.
  host = synced.host({
    catchUpEveryMs: 600_000,
    onChanged: (account, change) => service.mirrorChanged(account, change),
  });
  service = createLeadService({
    mirror: synced.reader,
    agentWrites: { list: () => ({ version: 0, writes: unsent }), madeAs: () => null },
    clientOf: () => client,
    remember: (account, fetched) => host.remember(account, fetched),
    accountOf: () => ({ userId: ROMASHKA.userId, timezone: 'Europe/Moscow', clockAhead: 0 }),
    clock: systemClock,
    changed: (_account, change) => told.push(change),
  });
  host.start(ROMASHKA);
  await until(() => synced.progress.some(({ phase }) => phase === 'idle'));
});
beforeEach(async () => {
  client = synced.clientOf(ACCOUNT);
  unsent = [];
  told.length = 0;
  await synced.sandbox.ask('/_sandbox/misbehave', { host: 'localhost', method: 'DELETE' });
});
afterAll(() => synced.close());

const requests = async (): Promise<readonly unknown[]> => {
  const log = await synced.sandbox.ask('/_sandbox/log', { host: 'localhost' });
  return listAt(log.body, 'requests').filter((one) => String(at(one, 'path')).startsWith('/api/'));
};

/** Asks the CRM for a card and waits until it has answered. */
async function asked(leadId: number): Promise<LeadCard> {
  service.cards.card(ACCOUNT, leadId, true);
  await until(() => service.cards.card(ACCOUNT, leadId, false).freshness !== 'asking');
  return service.cards.card(ACCOUNT, leadId, false);
}
const someLead = (): number => synced.reader.leadPage(ACCOUNT, { ...CLOSED, open: true }).rows[0]?.id ?? 0;

describe('the card of a deal', () => {
  it('is there at once, and fresh after two requests, with its contacts and notes', async () => {
    const id = someLead();
    await synced.sandbox.ask(`/api/v4/leads/${id}/notes`, {
      body: [{ note_type: 'common', params: { text: 'Wants it in oak' } }],
    });
    const local = service.cards.card(ACCOUNT, id, false);
    expect(local).toMatchObject({ freshness: 'local', notes: null, lead: { id } });
    expect(local.contacts.length).toBeGreaterThan(0);
    const before = (await requests()).length;
    const fresh = await asked(id);
    expect(fresh).toMatchObject({ freshness: 'fresh', failure: null });
    expect(fresh.notes?.map(({ kind, text }) => [kind, text])).toContainEqual(['note', 'Wants it in oak']);
    expect((await requests()).length - before).toBe(2);
    expect(told.some((change) => change !== 'many' && change.leads.includes(id))).toBe(true);
  });

  it('tells the moves of the deal for its timeline: who, when, from which stage to which; one request', async () => {
    const id = someLead();
    const lead = synced.reader.lead(ACCOUNT, id);
    const pipeline = service.dictionary(ACCOUNT).pipelines.find((one) => one.id === lead?.pipelineId);
    const to = pipeline?.statuses.find((one) => !one.isIncoming && one.id !== lead?.statusId);
    await synced.sandbox.ask(`/api/v4/leads/${id}`, {
      method: 'PATCH',
      body: { status_id: to?.id, pipeline_id: pipeline?.id },
    });
    const before = (await requests()).length;
    const moves = await service.moves.of(ACCOUNT, [id, -3]);
    expect((await requests()).length - before).toBe(1);
    expect(moves[0]).toMatchObject({
      kind: 'stage',
      moved: { lead: lead?.name, from: lead?.stage, to: to?.name },
      by: { name: romashkaOf(synced.sandbox).users[0]?.name, isMe: false },
    });
    // Nothing is asked for deals that are not in the CRM yet, and nothing is lost where events may not be read.
    expect(await service.moves.of(ACCOUNT, [-3])).toEqual([]);
    await synced.sandbox.ask('/_sandbox/misbehave', {
      host: 'localhost',
      body: { what: '402', path: '/api/v4/events', times: null },
    });
    expect(await service.moves.of(ACCOUNT, [id])).toEqual([]);
  });

  it('says that the deal is gone, and the copy forgets it', async () => {
    const id = someLead();
    synced.sandbox.sandbox.bin('romashka', { type: 'leads', id });
    expect((await asked(id)).freshness).toBe('gone');
    await until(() => synced.reader.lead(ACCOUNT, id) === null);
    expect(service.cards.card(ACCOUNT, id, false)).toMatchObject({ lead: null, freshness: 'gone' });
  });

  it('of a deal the agent may not see says so, and keeps what the copy has', async () => {
    const agent = romashkaOf(synced.sandbox).users[1]?.id ?? 0;
    const { access } = await signIn(synced.sandbox, 'romashka', agent);
    client = clientWith(synced.sandbox.romashka.host, access);
    const others = synced.reader
      .leadPage(ACCOUNT, { ...CLOSED, open: true })
      .rows.find(({ responsible }) => responsible?.id !== agent);
    const card = await asked(others?.id ?? 0);
    expect(card).toMatchObject({ freshness: 'forbidden', failure: 'forbidden', lead: { id: others?.id } });
    const unseen = await asked(987_654_321);
    expect(unseen.lead).toBeNull();
    expect(['forbidden', 'gone']).toContain(unseen.freshness);
  });

  it.each([
    ['htmlOk', 'malformed'],
    ['402', 'paymentRequired'],
    ['truncated', 'malformed'],
  ])('when the CRM answers %s is the copy’s, with the reason', async (what, failure) => {
    const id = someLead();
    await synced.sandbox.ask('/_sandbox/misbehave', {
      host: 'localhost',
      body: { what, path: '/api/v4/leads', times: null },
    });
    const card = await asked(id);
    expect(card).toMatchObject({ freshness: 'offline', lead: { id } });
    expect([failure, 'network']).toContain(card.failure);
  });

  it('without a sign-in is the copy’s', () => {
    client = null;
    expect(service.cards.card(ACCOUNT, someLead(), true)).toMatchObject({
      freshness: 'offline',
      failure: 'noToken',
    });
  });
});

describe('closed deals', () => {
  it('come from the CRM page by page, each once, also those the copy does not hold', async () => {
    const [pipeline] = synced.reader.dictionary(ACCOUNT).pipelines;
    const old = Array.from({ length: 70 }, (_, index) => ({
      name: `Old ${index}`,
      pipeline_id: pipeline?.id,
      status_id: 142,
    }));
    await synced.sandbox.ask('/api/v4/leads', { body: old });
    const first = await service.leads.page(ACCOUNT, CLOSED);
    expect([first.rows.length, first.failure]).toEqual([50, null]);
    const ids = first.rows.map(({ id }) => id);
    for (let cursor = first.next; cursor !== null;) {
      const page = await service.leads.page(ACCOUNT, { ...CLOSED, cursor });
      ids.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(70);
    expect(first.rows.every(({ outcome }) => outcome !== 'open')).toBe(true);
  });

  it.each([
    ['402', 'paymentRequired'],
    ['htmlOk', 'malformed'],
  ])(
    'when the CRM answers %s are the recent ones of the copy, and further down wait at their place',
    async (what, failure) => {
      const first = await service.leads.page(ACCOUNT, { ...CLOSED, open: null });
      expect(first.next).not.toBeNull();
      await synced.sandbox.ask('/_sandbox/misbehave', {
        host: 'localhost',
        body: { what, path: '/api/v4/leads', times: null },
      });
      const again = await service.leads.page(ACCOUNT, { ...CLOSED, open: null });
      expect(again.failure).toBe(failure);
      expect(again.rows.length).toBeGreaterThan(0);
      const further = await service.leads.page(ACCOUNT, { ...CLOSED, open: null, cursor: first.next });
      expect(further).toMatchObject({ rows: [], next: first.next, failure });
    },
  );
});

describe('a write the CRM has got', () => {
  it('stays laid over until its row came back, so that no deal jumps', async () => {
    const id = someLead();
    const lead = synced.reader.lead(ACCOUNT, id);
    const [pipeline] = synced.reader.dictionary(ACCOUNT).pipelines;
    const target =
      pipeline?.statuses.find(
        (one) => !one.isIncoming && one.id !== lead?.statusId && one.id !== 142 && one.id !== 143,
      )?.id ?? 0;
    const write: AgentWrite = {
      kind: 'patchLead',
      leadId: id,
      stage: { pipelineId: lead?.pipelineId ?? 0, statusId: target },
    };
    const stage = { kind: 'open', pipeline_id: lead?.pipelineId ?? 0, status_id: target } as const;
    expect(await client?.leads.patch(id, { stage })).toMatchObject({ ok: true });
    const seen = (): readonly number[] => [
      service.cards.card(ACCOUNT, id, false).lead?.statusId ?? 0,
      synced.reader.lead(ACCOUNT, id)?.statusId ?? 0,
    ];
    service.writeChanged(ACCOUNT, writeView(write, { state: 'sent', remoteId: id }));
    expect(seen()).toEqual([target, lead?.statusId]);
    await until(() => {
      expect(seen()[0]).toBe(target);
      return seen()[1] === target;
    });
    expect(service.cards.card(ACCOUNT, id, false).lead).toMatchObject({ statusId: target, pending: null });
  });
});

/** A client that asks with this token. */
function clientWith(host: string, token: string): CrmClient {
  const access = ok(token);
  return createCrmClient(
    createTransport({
      host,
      tokens: { accessToken: () => Promise.resolve(access), renew: () => Promise.resolve(access) },
      limiter: createRateLimiter({ clock: systemClock, requestsPerSecond: 1_000 }),
      exchange: createExchange({ userAgent: 'Ringside test' }),
      clock: systemClock,
      random: Math.random,
    }),
  );
}

describe('a row changed here and not yet sent', () => {
  /** A pass of the sync, until the copy has what the CRM has. */
  async function sync(has: () => boolean): Promise<void> {
    host.start(ROMASHKA);
    await until(has);
  }
  /** The CRM has it now. */
  function sent(remoteId: number): void {
    const [view] = unsent;
    if (view === undefined) throw new Error('nothing was written');
    unsent = [];
    service.writeChanged(ACCOUNT, { ...view, state: 'sent', remoteId });
  }

  it('is a deal the sync brings newer: card and list keep the agent’s word until it is sent, then they are the CRM’s', async () => {
    const id = someLead();
    const copied = (): number | null => synced.reader.lead(ACCOUNT, id)?.price ?? null;
    const shown = async () => {
      const list = await service.leads.page(ACCOUNT, { ...CLOSED, open: true });
      return [service.cards.card(ACCOUNT, id, false).lead, list.rows.find((row) => row.id === id)];
    };
    unsent = [writeView({ kind: 'patchLead', leadId: id, price: 4_242 })];
    await client?.leads.patch(id, { name: 'Renamed by a colleague', price: 111 });
    await sync(() => copied() === 111);
    const agents = { name: 'Renamed by a colleague', price: 4_242, pending: { state: 'waiting' } };
    expect(await shown()).toMatchObject([agents, agents]);

    await client?.leads.patch(id, { price: 4_242 });
    sent(id);
    expect(await shown()).toMatchObject([{ price: 4_242 }, { price: 4_242 }]);
    await until(() => copied() === 4_242);
    const same = { ...agents, pending: null };
    expect(await shown()).toMatchObject([same, same]);

    await client?.leads.patch(id, { price: 7 });
    await sync(() => copied() === 7);
    const crms = { price: 7, pending: null };
    expect(await shown()).toMatchObject([crms, crms]);
  });

  it('is a person the sync brings newer: the same', async () => {
    const contactsOrCompanies = createContactService({
      mirror: synced.reader,
      writesOf: service.writesOf,
      settingOf: service.settingOf,
      madeAs: () => null,
      clientOf: () => client,
      remember: (account, fetched) => host.remember(account, fetched),
      changed: () => undefined,
    });
    const everybody = { entity: 'contact', text: '', responsible: null, cursor: null, limit: 100 } as const;
    const id = contactsOrCompanies.page(ACCOUNT, everybody).rows[0]?.id ?? 0;
    const ref = { entity: 'contact', id } as const;
    const copied = (): string | undefined => synced.reader.contactOrCompany(ACCOUNT, ref)?.name;
    const shown = () => [
      contactsOrCompanies.card(ACCOUNT, ref, false).contactOrCompany,
      contactsOrCompanies.page(ACCOUNT, everybody).rows.find((row) => row.id === id),
    ];
    unsent = [writeView({ kind: 'patchContact', target: ref, name: 'As the agent says' })];
    await client?.contacts.patch(id, { name: 'As a colleague says' });
    await sync(() => copied() === 'As a colleague says');
    const agents = { name: 'As the agent says', pending: { state: 'waiting' } };
    expect(shown()).toMatchObject([agents, agents]);

    await client?.contacts.patch(id, { name: 'As the agent says' });
    sent(id);
    expect(shown()).toMatchObject([{ name: 'As the agent says' }, { name: 'As the agent says' }]);
    await until(() => copied() === 'As the agent says');
    const same = { ...agents, pending: null };
    expect(shown()).toMatchObject([same, same]);

    await client?.contacts.patch(id, { name: 'As a colleague says again' });
    await sync(() => copied() === 'As a colleague says again');
    const crms = { name: 'As a colleague says again', pending: null };
    expect(shown()).toMatchObject([crms, crms]);
  });
});
