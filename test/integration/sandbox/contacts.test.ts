import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../../../sandbox/model.ts';
import type { TestSandbox } from './client.ts';
import { at, listAt, startTestSandbox, textAt } from './client.ts';

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox();
});
afterAll(() => test.close());

const stored = (): TestSandbox['sandbox']['store']['accounts'][number] => {
  const [account] = test.sandbox.store.accounts;
  if (!account) throw new Error('no account');
  return account;
};

/** Every id a list gives, following `next` as it stands. */
async function allIds(of: TestSandbox, path: string): Promise<unknown[]> {
  const ids: unknown[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const answer = await of.ask(next);
    if (answer.status === 204) break;
    ids.push(...listAt(answer.body, '_embedded', 'contacts').map((one) => at(one, 'id')));
    const href = at(answer.body, '_links', 'next', 'href');
    next = typeof href === 'string' ? new URL(href).pathname + new URL(href).search : undefined;
  }
  return ids;
}

describe('the list of contacts', () => {
  it('is hal+json without a charset, 50 to a page, and without totals', async () => {
    const answer = await test.ask('/api/v4/contacts');
    expect(answer.headers['content-type']).toBe('application/hal+json');
    expect(listAt(answer.body, '_embedded', 'contacts')).toHaveLength(50);
    expect(answer.body).not.toHaveProperty('_total_items');
    expect(at(answer.body, '_page')).toBe(1);
  });

  it('gives every contact once when next is followed to its end', async () => {
    const ids = await allIds(test, '/api/v4/contacts?limit=250');
    expect(ids).toHaveLength(300);
    expect(new Set(ids).size).toBe(300);
  });

  it('ends a list of full pages with a 204', async () => {
    const last = await test.ask('/api/v4/contacts?limit=100&page=3');
    expect(at(last.body, '_links', 'next', 'href')).toBeTypeOf('string');
    const beyond = await test.ask('/api/v4/contacts?limit=100&page=4');
    expect(beyond.status).toBe(204);
    expect(beyond.text).toBe('');
  });

  it('refuses more than 250 a page with 422', async () => {
    const answer = await test.ask('/api/v4/contacts?limit=251');
    expect(answer.status).toBe(422);
    expect(textAt(answer.body, 'detail')).toContain('250');
  });

  it('keeps filter, with and order in next', async () => {
    const answer = await test.ask(
      '/api/v4/contacts?limit=1&with=leads&filter[updated_at][from]=1&order[updated_at]=desc',
    );
    const next = new URL(textAt(answer.body, '_links', 'next', 'href')).searchParams;
    expect(next.get('filter[updated_at][from]')).toBe('1');
    expect(next.get('order[updated_at]')).toBe('desc');
    expect(next.get('with')).toBe('leads');
    expect(next.get('page')).toBe('2');
  });

  it('filters by id, by responsible and by when it changed', async () => {
    const [first, second] = stored().contacts.all();
    const byId = await test.ask(
      `/api/v4/contacts?filter[id][]=${String(first?.id)}&filter[id][]=${String(second?.id)}`,
    );
    expect(listAt(byId.body, '_embedded', 'contacts').map((one) => at(one, 'id'))).toEqual([
      first?.id,
      second?.id,
    ]);
    const user = first?.responsible_user_id;
    const mine = await test.ask(`/api/v4/contacts?limit=250&filter[responsible_user_id]=${String(user)}`);
    const expected = stored()
      .contacts.all()
      .filter((one) => one.responsible_user_id === user).length;
    expect(listAt(mine.body, '_embedded', 'contacts')).toHaveLength(expected);
    const newest = Math.max(
      ...stored()
        .contacts.all()
        .map((one) => one.updated_at),
    );
    const late = await test.ask(`/api/v4/contacts?filter[updated_at][from]=${String(newest)}`);
    expect(listAt(late.body, '_embedded', 'contacts').map((one) => at(one, 'updated_at'))).toEqual([newest]);
  });

  it('orders by updated_at', async () => {
    const answer = await test.ask('/api/v4/contacts?limit=250&order[updated_at]=desc');
    const times = listAt(answer.body, '_embedded', 'contacts').map((one) => Number(at(one, 'updated_at')));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('embeds leads only when asked to', async () => {
    const path = `/api/v4/contacts/${String(stored().contacts.all()[0]?.id)}`;
    const bare = await test.ask(path);
    expect(at(bare.body, '_embedded')).not.toHaveProperty('leads');
    expect(at(bare.body, '_embedded', 'tags')).toEqual([]);
    const full = await test.ask(`${path}?with=leads,customers`);
    expect(listAt(full.body, '_embedded', 'leads')).toHaveLength(1);
    expect(at(full.body, '_embedded', 'customers')).toEqual([]);
  });

  it('answers 204 for an id nobody has', async () => {
    expect((await test.ask('/api/v4/contacts/5')).status).toBe(204);
  });
});

describe('query', () => {
  it('finds names and numbers as parts of any field, case ignored', async () => {
    const name = await test.ask('/api/v4/contacts?query=' + encodeURIComponent('соловьёв'));
    expect(listAt(name.body, '_embedded', 'contacts').length).toBeGreaterThan(0);
    const certain = test.romashka.showcase.certain.slice(-10);
    const number = await test.ask(`/api/v4/contacts?query=${certain}`);
    expect(listAt(number.body, '_embedded', 'contacts')).toHaveLength(1);
    expect((await test.ask('/api/v4/contacts?query=nobodyhasthis')).status).toBe(204);
  });
});

describe('switched readings', () => {
  let other: TestSandbox | undefined;
  afterEach(() => other?.close());

  it('an account whose filter is off answers everything and says so', async () => {
    other = await startTestSandbox({ apiFilter: false });
    const list = await other.ask('/api/v4/contacts?limit=250&filter[id]=1');
    expect(listAt(list.body, '_embedded', 'contacts')).toHaveLength(250);
    const account = await other.ask('/api/v4/account?with=is_api_filter_enabled');
    expect(at(account.body, 'is_api_filter_enabled')).toBe(false);
  });

  it('an opaque next leads through the same contacts', async () => {
    other = await startTestSandbox({ nextLinks: 'opaque' });
    const first = await other.ask('/api/v4/contacts?limit=250');
    expect(textAt(first.body, '_links', 'next', 'href')).not.toContain('page=');
    expect(await allIds(other, '/api/v4/contacts?limit=250')).toHaveLength(300);
  });

  it('a patch of one contact can be answered wrapped', async () => {
    other = await startTestSandbox({ patchAnswer: 'wrapped' });
    const id = other.sandbox.store.accounts[0]?.contacts.all()[25]?.id;
    const answer = await other.ask(`/api/v4/contacts/${String(id)}`, {
      method: 'PATCH',
      body: { name: 'x' },
    });
    expect(at(answer.body, '_embedded', 'contacts', 0, 'id')).toBe(id);
  });

  it('a literal search does not see through punctuation', async () => {
    other = await startTestSandbox({ phoneSearch: 'literal' });
    // From a place where nobody shares a number.
    const bracketed = stored()
      .contacts.all()
      .slice(30)
      .flatMap((one) => one.custom_fields_values?.[0]?.values ?? [])
      .map(wordsOf)
      .find((value) => value.startsWith('8 ('));
    const digits = (bracketed ?? '').replace(/\D/gu, '').slice(-10);
    expect((await other.ask(`/api/v4/contacts?query=${digits}`)).status).toBe(204);
    expect((await test.ask(`/api/v4/contacts?query=${digits}`)).status).toBe(200);
  });
});

describe('writing contacts', () => {
  const phone = (value: string): object => ({ field_code: 'PHONE', values: [{ value }] });

  it('creates from an array, thinly answered, with the request id echoed', async () => {
    const answer = await test.ask('/api/v4/contacts', {
      body: [
        { name: 'Ёлкин Пётр', custom_fields_values: [phone('+7 900 000-00-01')], request_id: 'mine' },
        { first_name: 'Анна' },
      ],
    });
    expect(answer.status).toBe(200);
    const created = listAt(answer.body, '_embedded', 'contacts');
    expect(created.map((one) => at(one, 'request_id'))).toEqual(['mine', '1']);
    expect(created[0]).not.toHaveProperty('name');
    const read = await test.ask(`/api/v4/contacts/${String(at(created[0], 'id'))}`);
    expect(read.body).toMatchObject({
      name: 'Ёлкин Пётр',
      custom_fields_values: [
        { field_code: 'PHONE', values: [{ value: '+7 900 000-00-01', enum_code: 'WORK' }] },
      ],
    });
    expect(
      at((await test.ask(`/api/v4/contacts/${String(at(created[1], 'id'))}`)).body, 'custom_fields_values'),
    ).toBe(null);
  });

  it('refuses an object where an array is due, and the other way round', async () => {
    expect((await test.ask('/api/v4/contacts', { body: { name: 'x' } })).status).toBe(400);
    const id = String(stored().contacts.all()[20]?.id);
    const answer = await test.ask(`/api/v4/contacts/${id}`, { method: 'PATCH', body: [{ name: 'x' }] });
    expect(answer.status).toBe(400);
  });

  it('names the path of a field that does not exist', async () => {
    const answer = await test.ask('/api/v4/contacts', {
      body: [{ custom_fields_values: [{ field_id: 1, values: [{ value: 'x' }] }] }],
    });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(at(answer.body, 'validation-errors', 0)).toEqual({
      request_id: '0',
      errors: [
        {
          code: 'NotSupportedChoice',
          path: 'custom_fields_values.0.field_id',
          detail: 'The value you selected is not a valid choice.',
        },
      ],
    });
  });

  it('patches only what was sent, and replaces all values of a sent field', async () => {
    const contact = stored().contacts.all()[21];
    const before = contact?.name;
    const answer = await test.ask(`/api/v4/contacts/${String(contact?.id)}`, {
      method: 'PATCH',
      body: { custom_fields_values: [phone('+79000000002')] },
    });
    expect(answer.body).toMatchObject({ id: contact?.id, updated_at: contact?.updated_at });
    expect(contact?.name).toBe(before);
    expect(contact?.custom_fields_values?.[0]?.values.map((one) => one.value)).toEqual(['+79000000002']);
  });

  it('patches several by their ids', async () => {
    const contact = stored().contacts.all()[22];
    const answer = await test.ask('/api/v4/contacts', {
      method: 'PATCH',
      body: [{ id: contact?.id, name: 'Новое Имя' }],
    });
    expect(listAt(answer.body, '_embedded', 'contacts')).toHaveLength(1);
    expect(contact?.last_name).toBe('Имя');
  });

  it('has no way to delete: 405', async () => {
    const answer = await test.ask('/api/v4/contacts/1', { method: 'DELETE' });
    expect(answer.status).toBe(405);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  it.each(['[{', 'null', '[]', ''])('answers the body %j with 400, not with a crash', async (body) => {
    const answer = await test.ask('/api/v4/contacts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
  });
});
