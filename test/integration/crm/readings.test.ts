import { describe, expect, it, onTestFinished } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { searchTexts, verifiedPhone } from '../../../main/phone/phoneMatching.ts';
import { ok } from '../../../main/common/result.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { exchangeCode } from '../../../main/crm/transport/oauthEndpoint.ts';
import { accountOf, clientOf, everyItem, exchange, tokenOf, valueOf } from './sandboxClient.ts';

async function open(
  options: SandboxOptions,
): Promise<{ readonly sandbox: Sandbox; readonly client: CrmClient }> {
  const sandbox = createSandbox({ contacts: 80, requestsPerSecond: null, ...options });
  await sandbox.listen(0);
  onTestFinished(() => sandbox.close());
  return { sandbox, client: clientOf(sandbox, 'romashka') };
}

/** Everybody who has a number, as the caller of a call is looked for (calls/matching/callerRefresh.ts). */
async function havers(client: CrmClient, phone: string): Promise<readonly number[]> {
  const number = parsePhoneNumber(phone, { region: 'RU' });
  const found = await Promise.all(
    searchTexts(number).map(async (text) => valueOf(await client.contacts.query(text))),
  );
  return found
    .flat()
    .filter((one) => !one.is_deleted && verifiedPhone(one.custom_fields_values, number, 'RU') !== null)
    .map(({ id }) => id);
}

describe('where nobody is sure how the service behaves', () => {
  it.each(['bare', 'named'] as const)(
    "the links of one entity are read when their answer is %s: the owner is the path's",
    async (linkAnswers) => {
      const { client } = await open({ linkAnswers });
      const { id } = valueOf(await client.leads.create({ name: 'a' }));
      const contact = valueOf(await client.contacts.create({ name: 'b', phones: [] }));
      const to = { entity: 'contact', id: contact.id } as const;
      expect(await client.leads.linkContact(id, contact.id)).toEqual(ok({ linkedBefore: false }));
      expect(await everyItem(client.links.pages({ entity: 'lead', id }, to))).toEqual([
        {
          entity_id: id,
          entity_type: 'leads',
          to_entity_id: to.id,
          to_entity_type: 'contacts',
          isMain: true,
        },
      ]);
    },
  );

  it.each(['object', 'wrapped'] as const)(
    'a patch that is answered as %s is understood',
    async (patchAnswer) => {
      const { client } = await open({ patchAnswer });
      const { id } = valueOf(await client.leads.create({ name: 'a' }));
      expect(await client.leads.patch(id, { name: 'b' })).toEqual(ok({ id }));
      const task = valueOf(await client.tasks.create({ text: 'a', complete_till: 2_000_000_000 }));
      expect(await client.tasks.complete(task.id, 'done')).toEqual(ok(task));
      expect(valueOf(await client.leads.get(id))?.name).toBe('b');
    },
  );

  it('a number is found as people wrote it when the search knows digits only', async () => {
    const { client } = await open({ phoneSearch: 'digits' });
    for (const phone of ['+79995550017', '8 (999) 555-00-17', '+7 999 555 00 17']) {
      const { id } = valueOf(await client.contacts.create({ name: phone, phones: [phone] }));
      expect(await havers(client, '+7 999 555-00-17')).toEqual([id]);
      valueOf(await client.contacts.patch(id, { phones: ['+70000000000'] }));
    }
  });

  it.each([true, false])('a filter answers what was asked for when filters are on: %s', async (apiFilter) => {
    const { client } = await open({ apiFilter });
    const account = valueOf(await client.account());
    expect(account.is_api_filter_enabled).toBe(apiFilter);
    const leads = await everyItem(client.leads.pages({ limit: 50 }));
    const last = leads.at(-1);
    expect(valueOf(await client.leads.byIds([last?.id ?? 0])).map(({ id }) => id)).toEqual([last?.id]);
    const me = account.current_user_id;
    const mine = leads.filter(({ responsible_user_id }) => responsible_user_id === me);
    const asked = await everyItem(client.leads.pages({ responsibleUserIds: [me] }));
    expect(new Set(asked.map(({ id }) => id))).toEqual(new Set(mine.map(({ id }) => id)));
  });

  it.each(['204', 'thin'] as const)(
    'a contact deleted in the meantime is noticed when it reads as %s',
    async (deletedReads) => {
      const { sandbox, client } = await open({ deletedReads });
      const { id } = valueOf(await client.contacts.create({ name: 'x', phones: ['+79995550018'] }));
      expect(sandbox.bin('romashka', { type: 'contacts', id })).toBe(true);
      const read = valueOf(await client.contacts.get(id));
      expect(read === null || read.is_deleted).toBe(true);
      expect(await havers(client, '+79995550018')).toEqual([]);
      expect(await client.notes.addText({ entity: 'contact', id }, 'a')).toMatchObject({
        error: { kind: 'entityNotFound' },
      });
    },
  );

  it.each(['newest', 'oldest'] as const)('the feed is read whole with the %s first', async (eventOrder) => {
    const { client } = await open({ eventOrder });
    const { id } = valueOf(await client.leads.create({ name: 'a' }));
    const about = { entity: 'lead', ids: [id] } as const;
    const events = await everyItem(client.events.pages({ about, types: ['lead_added'] }));
    expect(events.map(({ entity_id }) => entity_id)).toEqual([id]);
  });

  it.each([200, 201] as const)(
    'a webhook that is answered with %i is subscribed to',
    async (webhookStatus) => {
      const { client } = await open({ webhookStatus });
      const destination = 'http://127.0.0.1:9/hook';
      valueOf(await client.webhooks.subscribe(destination, ['add_lead']));
      expect(valueOf(await client.webhooks.list())).toHaveLength(1);
    },
  );

  it.each(['updated', 'refused'] as const)(
    'a webhook whose settings change ends with the new ones when subscribing again is %s',
    async (webhookAgain) => {
      const { client } = await open({ webhookAgain });
      const destination = 'http://127.0.0.1:9/hook';
      valueOf(await client.webhooks.subscribe(destination, ['add_lead']));
      valueOf(await client.webhooks.subscribe(destination, ['add_lead', 'update_lead']));
      const again = valueOf(await client.webhooks.subscribe(destination, ['update_lead', 'add_lead']));
      expect(valueOf(await client.webhooks.list())).toEqual([again]);
      expect(again.settings.toSorted()).toEqual(['add_lead', 'update_lead']);
    },
  );

  it.each(['page', 'opaque'] as const)(
    'a list is walked whole when its next links are %s',
    async (nextLinks) => {
      const { sandbox, client } = await open({ nextLinks });
      const walked = await everyItem(client.contacts.pages({ limit: 50 }));
      const held = sandbox.store.accounts[0]?.contacts.all().filter((one) => !one.is_deleted) ?? [];
      expect(walked.map(({ id }) => id)).toEqual(held.map(({ id }) => id));
    },
  );

  it.each(['taken', 'refused'] as const)(
    'a change is written although it was changed since when an older time is %s, because none is sent',
    async (staleUpdates) => {
      const { client } = await open({ staleUpdates });
      const { id } = valueOf(await client.leads.create({ name: 'a' }));
      for (const name of ['b', 'c']) expect(await client.leads.patch(id, { name })).toEqual(ok({ id }));
    },
  );

  it.each([200, 400] as const)(
    'a call nobody has the number of is told as such when a mixed batch is %i',
    async (mixedCallsStatus) => {
      const { client } = await open({ mixedCallsStatus });
      const call = { direction: 'inbound', duration: 0, uniq: 'u', call_status: 6, created_at: 1 } as const;
      expect(await client.calls.add({ ...call, phone: '79990009999' })).toMatchObject({
        error: { kind: 'entityNotFound' },
      });
    },
  );

  it.each([true, false])('a 429 is waited out when it says for how long: %s', async (tellsRetryAfter) => {
    const { sandbox, client } = await open({ tellsRetryAfter });
    sandbox.misbehave({ what: '429', path: '/api/v4/account' });
    expect(await client.account()).toMatchObject({ ok: true });
  });

  it.each([true, false])(
    'our requests pass when bare clients are blocked: %s',
    async (blocksBareUserAgent) => {
      const { client } = await open({ blocksBareUserAgent });
      expect(await client.account()).toMatchObject({ ok: true });
    },
  );

  it.each([0, 60])('what was just written is found in the list when the search lags %i s', async (lag) => {
    const { client } = await open({ searchLagSeconds: lag });
    const { id } = valueOf(await client.contacts.create({ name: 'x', phones: ['+79995550019'] }));
    const newest = await everyItem(
      client.contacts.pages({ updatedFrom: Math.floor(Date.now() / 1000) - 60 }),
    );
    expect(newest.map((one) => one.id)).toContain(id);
  });

  it.each([400, 401] as const)(
    'a code that was used is refused alike when it is a %i',
    async (codeErrorStatus) => {
      const { sandbox } = await open({ codeErrorStatus });
      const account = accountOf(sandbox, 'romashka');
      expect(await exchangeCode(exchange, account.host, account, 'used')).toMatchObject({
        ok: false,
        error: { kind: 'refused' },
      });
    },
  );

  it.each(['kept', 'ignored'] as const)('the time a note was written at is %s', async (writtenTimes) => {
    const { client } = await open({ writtenTimes });
    const [contact] = await everyItem(client.contacts.pages());
    const target = { entity: 'contact', id: contact?.id ?? 0 } as const;
    const { id } = valueOf(await client.notes.addText(target, { text: 'x', created_at: 1_700_000_000 }));
    const notes = await everyItem(
      client.notes.pages({ entity: 'contact', entityId: target.id, types: ['common'] }),
    );
    const note = notes.find((one) => one.id === id);
    expect(note?.created_at === 1_700_000_000).toBe(writtenTimes === 'kept');
  });
});

describe('the feed of events', () => {
  it('is read by ids, and its types are named in both languages', async () => {
    const { client } = await open({});
    const { id } = valueOf(await client.leads.create({ name: 'a' }));
    await client.leads.patch(id, { price: 5 });
    const all = await everyItem(client.events.pages({ about: { entity: 'lead', ids: [id] } }));
    const wanted = all.at(-1)?.id ?? '';
    expect((await everyItem(client.events.pages({ ids: [wanted] }))).map((one) => one.id)).toEqual([wanted]);
    for (const [language, name] of [
      ['ru', 'Новая сделка'],
      ['en', 'New lead'],
    ] as const) {
      const types = valueOf(await client.events.types(language));
      expect(types.find(({ key }) => key === 'lead_added')?.name).toBe(name);
    }
  });
});

describe('what an agent may not', () => {
  it('is told as such, and leaves the rest as it is', async () => {
    const { sandbox, client } = await open({ agentRights: 'own' });
    const users = valueOf(await client.users());
    const agent = users.find(({ is_admin }) => !is_admin)?.id ?? 0;
    const leads = await everyItem(client.leads.pages());
    const others = leads.find(({ responsible_user_id }) => responsible_user_id !== agent);
    const token = await tokenOf(sandbox, 'romashka', agent);
    const agents = clientOf(sandbox, 'romashka', { token });
    const foreign = await agents.leads.get(others?.id ?? 0);
    expect(foreign).toMatchObject({ error: { kind: 'forbidden' } });
    const own = valueOf(await agents.leads.create({ name: 'mine', responsible_user_id: agent }));
    const seen = valueOf(await agents.leads.byIds([own.id, others?.id ?? 0]));
    expect(seen.map(({ id }) => id)).toEqual([own.id]);
    expect(await agents.leads.patch(others?.id ?? 0, { price: 1 })).toMatchObject({ ok: false });
  });
});

describe('a service in trouble', () => {
  it('ends a list where it broke, and lets it be gone on with', async () => {
    const { sandbox, client } = await open({ nextLinks: 'page' });
    const first: number[] = [];
    let next: string | null = null;
    let kind = '';
    for await (const page of client.contacts.pages({ limit: 50 })) {
      if (!page.ok) {
        kind = page.error.kind;
        break;
      }
      first.push(...page.value.items.map(({ id }) => id));
      next = page.value.next;
      sandbox.misbehave({ what: '402', path: '/api/v4/contacts' });
    }
    sandbox.behave();
    expect(kind).toBe('paymentRequired');
    const rest = await everyItem(client.contacts.pages({ limit: 50, from: next ?? '' }));
    const all = await everyItem(client.contacts.pages({ limit: 250 }));
    expect([...first, ...rest.map(({ id }) => id)]).toEqual(all.map(({ id }) => id));
  });

  it('is told of every resource as data, with no write repeated', async () => {
    const { sandbox, client } = await open({});
    const target = { entity: 'contact', id: 1 } as const;
    const writes: readonly (() => Promise<{ readonly ok: boolean }>)[] = [
      () => client.leads.create({}),
      () => client.leads.patch(1, { price: 1 }),
      () => client.leads.createComplex({}, { id: 1 }),
      () => client.links.add({ entity: 'lead', id: 1 }, target),
      () => client.notes.addText(target, 'a'),
      () => client.tasks.create({ text: 'a', complete_till: 1 }),
      () => client.tasks.complete(1, null),
      () => client.unsorted.createSip({ phone: '1', uniq: 'u', calledAt: 1, duration: 0 }),
      () => client.unsorted.accept('a'),
      () => client.popups.show('1', null),
      () => client.webhooks.subscribe('http://127.0.0.1:9/', []),
      () => client.webhooks.unsubscribe('http://127.0.0.1:9/'),
    ];
    for (const what of ['500', 'dropAfter', 'htmlOk', '403', '402'] as const) {
      for (const write of writes) {
        sandbox.misbehave({ what, times: null });
        const before = sandbox.log().length;
        expect(await write()).toMatchObject({ ok: false });
        expect(sandbox.log().length - before).toBe(1);
        sandbox.behave();
      }
    }
  });
});
