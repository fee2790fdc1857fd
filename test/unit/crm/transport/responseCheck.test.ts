import { describe, expect, it } from 'vitest';
import { bodyJson, bodyText, capWords, failureOf } from '../../../../main/crm/transport/responseCheck.ts';
import type { CrmFailure } from '../../../../main/crm/types/crmFailure.ts';
import { fail, ok } from '../../../../main/common/result.ts';

const answer = (status: number, body: unknown, retryAfter: string | null = null) => ({
  status,
  contentType: typeof body === 'string' ? 'text/html' : 'application/problem+json; charset=utf-8',
  retryAfter,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

const PAGE = '<html>\r\n<head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

describe('what an answer of the CRM means', () => {
  const table: readonly (readonly [what: string, status: number, body: unknown, failure: CrmFailure])[] = [
    [
      'a broken service',
      504,
      PAGE,
      { kind: 'server', status: 504, maySucceed: true, words: '502 Bad Gateway' },
    ],
    ['an empty 500', 500, '', { kind: 'server', status: 500, maySucceed: true, words: 'HTTP 500' }],
    [
      'a lapsed tariff',
      402,
      { title: 'Payment Required' },
      { kind: 'paymentRequired', words: 'Payment Required' },
    ],
    ['a route that is not there', 404, { detail: 'Cannot GET' }, { kind: 'notFound', words: 'Cannot GET' }],
    [
      'a page too large',
      422,
      { detail: 'Limit 250 per page' },
      { kind: 'rejected', status: 422, words: 'Limit 250 per page' },
    ],
    [
      'validation errors of a 422',
      422,
      { 'validation-errors': [{ errors: [{ code: 'NotBlank', path: '0.text', detail: 'blank' }] }] },
      {
        kind: 'validation',
        problems: [{ code: 'NotBlank', path: '0.text', detail: 'blank' }],
        words: 'blank',
      },
    ],
    [
      'rights or a subscription that ended',
      400,
      { title: 'Bad Request', status: 400, code: 244, detail: 'Access denied' },
      { kind: 'forbidden', words: 'Access denied' },
    ],
    [
      'the same, told in an error',
      400,
      { 'validation-errors': [{ errors: [{ code: 244, path: '', detail: 'Access denied' }] }] },
      { kind: 'forbidden', words: 'Access denied' },
    ],
    [
      'a method not allowed',
      405,
      { title: 'Method Not Allowed' },
      { kind: 'rejected', status: 405, words: 'Method Not Allowed' },
    ],
    [
      'a 400 without fields',
      400,
      { detail: 'Request data can not be empty' },
      { kind: 'rejected', status: 400, words: 'Request data can not be empty' },
    ],
    [
      'a 400 that is a page',
      400,
      PAGE,
      { kind: 'server', status: 400, maySucceed: true, words: '502 Bad Gateway' },
    ],
    [
      'validation errors',
      400,
      {
        'validation-errors': [
          {
            request_id: '0',
            errors: [{ code: 'NotNullable', path: 'link', detail: 'This value should not be null.' }],
          },
        ],
        title: 'Bad Request',
        status: 400,
        detail: 'Request validation failed',
      },
      {
        kind: 'validation',
        problems: [{ code: 'NotNullable', path: 'link', detail: 'This value should not be null.' }],
        words: 'This value should not be null.',
      },
    ],
    [
      'a call of a number nobody has',
      400,
      { _total_items: 0, errors: [{ title: 'Entity not found', request_id: '0' }], _embedded: { calls: [] } },
      { kind: 'entityNotFound', words: 'Entity not found' },
    ],
    [
      'a pause in the body',
      429,
      { title: 'Too Many Requests', retry_after: 300 },
      { kind: 'rateLimited', retryAfterMs: 300_000, words: 'Too Many Requests' },
    ],
    ['a pause not told', 429, 'slow down', { kind: 'rateLimited', retryAfterMs: 0, words: 'HTTP 429' }],
    ['no words at all', 404, {}, { kind: 'notFound', words: 'HTTP 404' }],
  ];
  it.each(table)('%s', (_what, status, body, failure) => {
    expect(failureOf(answer(status, body))).toEqual(failure);
  });

  it.each([301, 302, 303, 307, 308, 408, 409, 421, 423, 425, 451, 499])(
    'takes a %i for no answer, whoever says it: it is tried again',
    (status) => {
      const problem = { title: 'x', status, detail: 'y' };
      for (const contentType of ['application/problem+json', 'application/json', 'text/html', '']) {
        expect(failureOf({ ...answer(status, problem), contentType })).toMatchObject({
          kind: 'server',
          status,
          maySucceed: true,
        });
      }
    },
  );

  it.each([400, 404, 405, 410, 413, 418, 422])(
    'takes a %i for an answer only from the API itself',
    (status) => {
      const said = { title: 'Bad', status, detail: 'No' };
      const of = (contentType: string, body: unknown) => failureOf({ ...answer(status, body), contentType });
      expect(of('application/problem+json', said)?.kind).not.toBe('server');
      expect(of('application/problem+json; charset=utf-8', said)?.kind).not.toBe('server');
      for (const [contentType, body] of [
        ['application/json', said],
        ['text/html', PAGE],
        ['text/plain', 'no'],
        ['', PAGE],
        ['', ''],
        ['', { message: 'a gateway' }],
      ] as const) {
        expect(of(contentType, body)).toMatchObject({ kind: 'server', maySucceed: true });
      }
    },
  );

  it('never leaves a refusal without a reason', () => {
    const bare = { ...answer(410, {}), contentType: 'application/problem+json' };
    expect(failureOf(bare)).toEqual({ kind: 'rejected', status: 410, words: 'HTTP 410' });
  });

  it('every status has words', () => {
    for (let status = 300; status < 600; status += 1)
      for (const body of ['', PAGE, '{', {}, { title: 7, errors: 'x', 'validation-errors': null }])
        expect(failureOf(answer(status, body))?.words).not.toBe('');
  });

  it('the errors of the calls’ envelope are the API’s own, whatever type the answer has', () => {
    const envelope = answer(400, { errors: [{ title: 'Entity not found' }] });
    expect(failureOf({ ...envelope, contentType: 'application/hal+json' })?.kind).toBe('entityNotFound');
  });

  it('takes the length of a pause from the header first', () => {
    expect(failureOf(answer(429, { retry_after: 300 }, '7'))).toMatchObject({ retryAfterMs: 7000 });
    expect(failureOf(answer(429, '', 'Wed, 21 Oct 2015 07:28:00 GMT'))).toMatchObject({ retryAfterMs: 0 });
  });

  it('never takes a page or half an answer for data', () => {
    expect(failureOf(answer(200, PAGE))).toBeNull();
    expect(bodyJson(answer(200, PAGE))).toEqual(
      fail({ kind: 'malformed', path: '', maySucceed: true, words: '502 Bad Gateway' }),
    );
    expect(bodyText(answer(200, PAGE))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(bodyJson(answer(200, '{"a":'))).toEqual(
      fail({ kind: 'malformed', path: '', maySucceed: true, words: 'not JSON' }),
    );
    expect(bodyJson(answer(204, ''))).toEqual(ok(null));
  });

  it('keeps the words of the service short and printable', () => {
    const words = capWords(`a\u0000\u001b[31m\u202e${'я'.repeat(1000)}`);
    expect(words).toHaveLength(300);
    expect(words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
