import { describe, expect, it } from 'vitest';
import { parseOrder } from '../../../sandbox/control/parseOrder.ts';
import { createMisbehaviours } from '../../../sandbox/misbehaviour.ts';

describe('the book of misbehaviours', () => {
  it.each([
    ['/api/v4/contacts', '/api/v4/contacts/12', true],
    ['/api/v4/contacts', '/api/v4/leads', false],
    ['/api/v4/*/notes', '/api/v4/leads/notes', true],
    ['/api/v4/*/notes', '/api/v4/leads/5/notes', false],
    ['/api/v4/**/notes', '/api/v4/leads/5/notes', true],
    ['/api/v4/leads*', '/api/v4/leads.x', true],
    ['/a.c*', '/abc', false],
  ])('the path %s fits %s: %s', (path, asked, fits) => {
    const book = createMisbehaviours();
    book.order({ what: '500', path });
    expect(book.take('GET', asked, null) !== null).toBe(fits);
  });

  it('carries orders out in their order, each as often as it says', () => {
    const book = createMisbehaviours();
    book.order({ what: '500', times: 2 });
    book.order({ what: '504' });
    const taken = [1, 2, 3, 4].map(() => book.take('GET', '/', null)?.what);
    expect(taken).toEqual(['500', '500', '504', undefined]);
  });

  it('keeps only what it knows of an order over HTTP', () => {
    expect(parseOrder({ what: 'delay', delayMs: 5, when: 'after', times: null, extra: 1 })).toEqual({
      what: 'delay',
      delayMs: 5,
      when: 'after',
      times: null,
    });
    expect(parseOrder({ what: 'delay', when: 'never' })).toBeTypeOf('string');
    expect(parseOrder('x')).toBeTypeOf('string');
  });

  it('lets requests pass first, waits for a path, and ends by itself', () => {
    let now = 0;
    const book = createMisbehaviours(() => now);
    const take = (path: string): string | undefined => book.take('GET', path, null)?.what;
    book.order({ what: '401', path: '/api', since: '/oauth2', times: null, forMs: 30_000, skip: 1 });
    expect([take('/api'), take('/oauth2/access_token')]).toEqual([undefined, undefined]);
    expect([take('/api'), take('/api'), take('/api')]).toEqual([undefined, '401', '401']);
    now = 29_999;
    expect(take('/api')).toBe('401');
    now = 30_000;
    expect(take('/api')).toBeUndefined();
  });

  it.each([
    { what: 'answer', status: 100 },
    { what: 'answer', status: 'x' },
    { what: '302', headers: { location: 5 } },
    { what: 'nextLink' },
    { what: '500', times: -1 },
    { what: '500', path: 5 },
    { what: 'delay', delayMs: 'long' },
  ])('%j is no order', (order) => {
    expect(parseOrder(order)).toBeTypeOf('string');
  });
});
