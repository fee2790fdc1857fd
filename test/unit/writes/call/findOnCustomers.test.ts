import { describe, expect, it } from 'vitest';
import { findOnCustomers } from '../../../../main/writes/call/findOnCustomers.ts';
import { ok } from '../../../../main/common/result.ts';
import { createModelCrm } from '../../outbox/modelCrm.ts';
import { createFakeClock } from '../../fakeClock.ts';

const never = new AbortController().signal;

/** The answers of `GET /customers/notes`, page by page, and what was asked. */
function customersOf(...pages: readonly object[]) {
  const asked: string[] = [];
  const { client } = createModelCrm(createFakeClock());
  return {
    asked,
    client: {
      ...client,
      rawPage: (href: string) => {
        asked.push(href);
        return Promise.resolve(ok({ body: JSON.stringify(pages[asked.length - 1]) }));
      },
    },
  };
}

describe('a call among the notes of customers', () => {
  it('is found beside odd ones, and with text for numbers', async () => {
    const notes = [null, { id: 1, params: [] }, { id: '5', entity_id: '6', params: { uniq: 'ours' } }];
    const { client } = customersOf({ _embedded: { notes } });
    expect(await findOnCustomers(client, 'ours', 0, never)).toEqual(
      ok({ written: { id: 5, placed: 'customer:6' }, whole: true }),
    );
  });

  it('is looked for on the next page by its path alone, whatever host the link names', async () => {
    const next = { href: 'https://romashka.amocrm.ru/api/v4/customers/notes?page=2' };
    const { client, asked } = customersOf(
      { _links: { next }, _embedded: { notes: [{ id: 1, updated_at: 50 }] } },
      { _embedded: { notes: [{ id: 2, params: { uniq: 'ours' } }] } },
    );
    expect(await findOnCustomers(client, 'ours', 10, never)).toMatchObject({ value: { written: { id: 2 } } });
    expect(asked[1]).toBe('/api/v4/customers/notes?page=2');
  });

  it('is looked for behind a page on which nothing can be read', async () => {
    const next = { href: '/api/v4/customers/notes?page=2' };
    const { client } = customersOf(
      { _links: { next }, _embedded: { notes: [{ id: null }] } },
      { _embedded: { notes: [{ id: 2, params: { uniq: 'ours' } }] } },
    );
    expect(await findOnCustomers(client, 'ours', 10, never)).toMatchObject({ value: { written: { id: 2 } } });
  });

  it('is not there where nobody has notes', async () => {
    const { client } = customersOf({ _page: 1, _embedded: [] });
    expect(await findOnCustomers(client, 'ours', 10, never)).toEqual(ok({ written: null, whole: true }));
  });
});
