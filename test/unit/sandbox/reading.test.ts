import { describe, expect, it } from 'vitest';
import { createCollection } from '../../../sandbox/collection.ts';
import { filtered, inOrder } from '../../../sandbox/filters.ts';
import { digitsOf } from '../../../sandbox/phoneIndex.ts';
import { asObject, formatPhpQuery, listOf, parsePhpQuery } from '../../../sandbox/phpQuery.ts';

describe('a PHP query', () => {
  it('nests by brackets and survives being written again', () => {
    const query = parsePhpQuery(
      'filter[id][]=1&filter[id][]=2&filter[updated_at][from]=3&with=a,b&order[id]=desc',
    );
    expect(query).toEqual({
      filter: { id: ['1', '2'], updated_at: { from: '3' } },
      with: 'a,b',
      order: { id: 'desc' },
    });
    expect(parsePhpQuery(formatPhpQuery(query))).toEqual(query);
  });

  it.each(['x=1', 'x[]=1', 'x[0]=1', 'x[7]=1'])('%s is a list of one', (text) => {
    expect(listOf(parsePhpQuery(text)['x'])).toEqual(['1']);
  });

  it.each(['%', 'a[=1', 'a[__proto__][x]=1', '&&&', 'a'.repeat(10_000)])('%j does not throw', (text) => {
    expect(() => parsePhpQuery(text)).not.toThrow();
    expect({}).not.toHaveProperty('x');
  });
});

describe('filters', () => {
  const rows = [
    { id: 1, name: 'Ada', updated_at: 10 },
    { id: 2, name: 'Bob', updated_at: 20 },
    { id: 3, name: 'Cy', updated_at: 30 },
  ];
  const ids = (query: string): number[] =>
    filtered(rows, parsePhpQuery(query)['filter'], ['id', 'name', 'updated_at']).map((row) => row.id);

  it.each([
    ['filter[id]=2', [2]],
    ['filter[id][]=1&filter[id][]=3', [1, 3]],
    ['filter[updated_at][from]=20', [2, 3]],
    ['filter[updated_at][from]=15&filter[updated_at][to]=20', [2]],
    ['filter[name]=ada', [1]],
    ['filter[unknown]=9', [1, 2, 3]],
    ['', [1, 2, 3]],
  ])('%s keeps %j', (query, expected) => {
    expect(ids(query)).toEqual(expected);
  });

  it('order by what is allowed, and follow a change once told of it', () => {
    const collection = createCollection(rows.map((row) => ({ ...row })));
    const order = (text: string): number[] =>
      inOrder(collection, asObject(parsePhpQuery(text)), ['updated_at']).map((row) => row.id);
    expect(order('order[updated_at]=desc')).toEqual([3, 2, 1]);
    expect(order('order[name]=desc')).toEqual([1, 2, 3]);
    const first = collection.get(1);
    if (first) first.updated_at = 99;
    collection.touch();
    expect(order('order[updated_at]=desc')).toEqual([1, 3, 2]);
  });
});

describe('the digits of a number', () => {
  it.each([
    ['+7 (916) 123-45-67 доб. 12', '79161234567'],
    ['(212) 555-0123 x12', '2125550123'],
    ['646-555-0124 ext. 305', '6465550124'],
    ['+1 646 555 0127;ext=44', '16465550127'],
    ['8 916 123 45 67', '89161234567'],
    ['нет телефона', ''],
  ])('%s -> %s', (written, digits) => {
    expect(digitsOf(written)).toBe(digits);
  });
});
