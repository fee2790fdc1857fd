import { describe, expect, it } from 'vitest';
import { createMisbehaviours, parseOrder } from '../../../sandbox/misbehaviour.ts';

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
});
