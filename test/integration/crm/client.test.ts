import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiPathOf } from '../../../main/crm/transport/serviceAddress.ts';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import type { NewCall } from '../../../main/crm/types/call.ts';
import { ok } from '../../../main/common/result.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountOf as accountIn, clientOf as clientIn, valueOf } from './sandboxClient.ts';

const CONTACTS = 120;
const sandbox = createSandbox({ contacts: CONTACTS, requestsPerSecond: null, nextLinks: 'opaque' });
let client: CrmClient;

beforeAll(async () => {
  await sandbox.listen(0);
  client = clientOf('romashka');
});
afterAll(() => sandbox.close());

const accountOf = (subdomain: string) => accountIn(sandbox, subdomain);

const clientOf = (subdomain: string, requestsPerSecond = 1000): CrmClient =>
  clientIn(sandbox, subdomain, { requestsPerSecond });

const call = (changes: Partial<NewCall> = {}): NewCall => ({
  direction: 'inbound',
  duration: 61,
  phone: accountOf('romashka').showcase.certain,
  uniq: 'c0ffee',
  call_status: 4,
  call_result: 'перезвонить',
  created_at: 1_700_000_000,
  ...changes,
});

describe('the client against the sandbox', () => {
  it('learns account and users', async () => {
    const account = valueOf(await client.account());
    expect(account).toMatchObject({
      subdomain: 'romashka',
      country: 'RU',
      currency: 'RUB',
      timezone: 'Europe/Moscow',
    });
    const users = valueOf(await client.users());
    expect(users.map(({ id }) => id)).toContain(account.current_user_id);
  });

  it('pages by the links it was given until there is no next, and meets every contact once', async () => {
    const ids: number[] = [];
    let href: string | null = '/api/v4/contacts?limit=50&with=leads';
    while (href !== null) {
      const { body }: { readonly body: string | null } = valueOf(
        await client.rawPage(href, { priority: 'background' }),
      );
      if (body === null) break;
      const page = JSON.parse(body) as {
        _links: { next?: { href: string } };
        _embedded: { contacts: { id: number }[] };
      };
      ids.push(...page._embedded.contacts.map(({ id }) => id));
      href = apiPathOf(page._links.next?.href ?? '');
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(CONTACTS);
  });

  it('finds a contact by the digits of its phone, with its leads', async () => {
    const digits = accountOf('romashka').showcase.certain.slice(-10);
    const [found] = valueOf(await client.contacts.query(digits));
    const contact = valueOf(await client.contacts.get(found?.id ?? 0));
    expect(contact).toEqual(found);
    expect(contact?.leadIds.length).toBeGreaterThan(0);
    const leads = valueOf(await client.leads.byIds(contact?.leadIds ?? []));
    expect(new Set(leads.map(({ id }) => id))).toEqual(new Set(contact?.leadIds));
    expect(leads[0]?.contactIds).toContain(contact?.id);
    expect(valueOf(await client.leads.get(leads[0]?.id ?? 0))).toEqual(leads[0]);
  });

  it('reads an id that is not there as null and a search without a match as empty', async () => {
    expect(await client.contacts.get(1)).toEqual(ok(null));
    expect(await client.companies.get(1)).toEqual(ok(null));
    expect(await client.leads.get(1)).toEqual(ok(null));
    expect(await client.contacts.query('0000000000')).toEqual(ok([]));
    expect(await client.leads.byIds([1, 2])).toEqual(ok([]));
  });

  it('creates a contact with its phones and patches only what it is told to', async () => {
    const { id } = valueOf(
      await client.contacts.create({ name: 'Новый', phones: ['+79991230001', '+79991230002'] }),
    );
    expect(valueOf(await client.contacts.patch(id, { name: 'Новее' }))).toEqual({ id });
    const contact = valueOf(await client.contacts.get(id));
    expect(contact?.name).toBe('Новее');
    expect(contact?.custom_fields_values.flatMap(({ values }) => values.map(({ value }) => value))).toEqual([
      '+79991230001',
      '+79991230002',
    ]);
  });

  it('finds a company by its number', async () => {
    const [company] = valueOf(
      await client.companies.query(accountOf('romashka').showcase.company.slice(-10)),
    );
    expect(valueOf(await client.companies.get(company?.id ?? 0))).toEqual(company);
  });

  it('registers a call once, without a null, and finds it among the notes', async () => {
    const before = sandbox.calls('romashka').length;
    const me = valueOf(await client.account()).current_user_id;
    const added = valueOf(await client.calls.add(call({ responsible_user_id: me, created_by: me })));
    expect(added.entity_type).toMatch(/^(?:contact|lead)$/u);
    expect(sandbox.calls('romashka')).toHaveLength(before + 1);
    const entity = added.entity_type === 'lead' ? 'lead' : 'contact';
    const { notes } = valueOf(
      await client.notes.list({ entity, entityId: added.entity_id, types: ['call_in'] }),
    );
    expect(notes.find(({ uniq }) => uniq === 'c0ffee')).toMatchObject({
      entity_id: added.entity_id,
      note_type: 'call_in',
      duration: 61,
      text: 'перезвонить',
    });
  });

  it('knows a number nobody has from a call that is not valid', async () => {
    const { unknown } = accountOf('romashka').showcase;
    expect(await client.calls.add(call({ phone: unknown }))).toMatchObject({
      error: { kind: 'entityNotFound' },
    });
    expect(await client.calls.add(call({ phone: '' }))).toMatchObject({ error: { kind: 'validation' } });
  });

  it('puts a call on exactly the entity that was chosen, and notices when it is gone', async () => {
    const [contact] = valueOf(await client.contacts.query(accountOf('romashka').showcase.several.slice(-10)));
    const target = { entity: 'contact', id: contact?.id ?? 0 } as const;
    const { id } = valueOf(
      await client.notes.addCall(target, call({ uniq: 'chosen', direction: 'outbound' })),
    );
    const { notes } = valueOf(
      await client.notes.list({
        entity: 'contact',
        entityId: null,
        types: ['call_in', 'call_out'],
        updatedFrom: 0,
      }),
    );
    expect(notes.find((note) => note.id === id)).toMatchObject({
      uniq: 'chosen',
      entity_id: target.id,
      note_type: 'call_out',
    });
    expect(await client.notes.addCall({ entity: 'lead', id: 1 }, call())).toMatchObject({
      error: { kind: 'entityNotFound' },
    });
  });

  it('gets all through a service that counts, with more requests at once than it takes', async () => {
    sandbox.setRateLimit(7);
    const hasty = clientOf('northwind', 5);
    const answers = await Promise.all(
      Array.from({ length: 15 }, () => hasty.account({ priority: 'background' })),
    );
    sandbox.setRateLimit(null);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(15);
  });

  it('says what kept it from an answer, each time as data', async () => {
    const path = '/api/v4/account';
    const kinds: string[] = [];
    for (const what of ['malformed', 'htmlOk', 'truncated', '429', '500', 'dropBefore'] as const) {
      sandbox.misbehave({ what, path, times: 3 });
      const answer = await clientOf('romashka').account();
      kinds.push(answer.ok ? 'ok' : answer.error.kind);
      sandbox.behave();
    }
    expect(kinds).toEqual(['malformed', 'malformed', 'network', 'rateLimited', 'server', 'network']);
  });
});
