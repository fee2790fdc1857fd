import { describe, expect, it } from 'vitest';
import { codeFailure, namesFailure } from '../../../../main/accounts/signIn/signInFailure.ts';
import { failureOf } from '../../../../main/crm/transport/responseCheck.ts';
import { readTokenAnswer } from '../../../../main/crm/transport/oauthEndpoint.ts';
import { LANGUAGE_TAGS } from '../../../../i18n/languages.ts';
import { speak } from '../../../speech.ts';

/** Every row of crm-api.md 1.5 that can come to a code, and what of 2.1 can come to the first request after it. */
const TYPE = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson';
const PAGE = '<html><head><title>403 Forbidden</title></head><body>nginx</body></html>';
const grant = (hint: string): object => ({ hint, title: 'Некорректный запрос', type: TYPE });
const answer = (status: number, body: object | string) => ({
  status,
  contentType: typeof body === 'string' ? 'text/html' : 'application/problem+json',
  retryAfter: null,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('what the service says of a sign-in', () => {
  it.each([
    ['a used code', [400, 401], grant('Authorization code has been revoked'), 'codeUsed'],
    ['a revoked token', [400, 401], grant('Token has been revoked'), 'codeUsed'],
    ['an expired code', [400, 401], grant('Authorization code has expired'), 'codeExpired'],
    ['a code it cannot read', [400, 401], grant('Cannot decrypt the authorization code'), 'codeUnknown'],
    ['a code of another client', [400, 401], grant('Token is not linked to client'), 'wrongClient'],
    ['a hint nobody has seen yet', [400, 401], grant('Something else'), 'codeRefused'],
    [
      'a wrong id, secret or redirect, a free or closed account',
      [401],
      { title: 'Некорректный клиент', type: TYPE, detail: 'Авторизация клиента не прошла' },
      'wrongClient',
    ],
    ['a wrong host', [400, 401], { hint: 'Send request to account' }, 'noSuchAccount'],
    ['a blocked address', [403], PAGE, 'serviceBlocked'],
    ['a lapsed tariff', [402], { title: 'Payment Required', status: 402 }, 'notPaid'],
    ['a service that broke', [500, 502, 504], 'x', 'serviceUnreachable'],
    ['too many requests', [429], PAGE, 'serviceUnreachable'],
    ['half an answer, or a page', [200], PAGE, 'serviceUnreachable'],
  ] as const)('%s has its failure, and a sentence in every language', (_what, statuses, body, failure) => {
    for (const status of statuses) {
      const read = readTokenAnswer(answer(status, body));
      expect([status, read.ok ? null : codeFailure(read.error)]).toEqual([status, failure]);
    }
    const key = `signIn.${failure}` as const;
    for (const tag of LANGUAGE_TAGS) expect(speak(tag)(key)).toMatch(/^\P{Ll}.*[.]$/u);
    expect(speak('ru')(key)).toMatch(/\p{Script=Cyrillic}/u);
  });

  it.each([
    ['a token it does not take', 401, { title: 'Unauthorized', status: 401 }, 'tokenRefused'],
    ['an account that is none', 404, { title: 'Not Found', status: 404 }, 'noSuchAccount'],
    ['an account that is none, by a page', 404, PAGE, 'noSuchAccount'],
    ['a lapsed tariff', 402, { title: 'Payment Required', status: 402 }, 'notPaid'],
    ['rights or scopes that were taken', 403, { title: 'Forbidden', status: 403 }, 'noRights'],
    ['a blocked address', 403, PAGE, 'serviceBlocked'],
    ['a service that broke', 500, 'x', 'serviceUnreachable'],
  ] as const)('%s, to the first request, has its failure', (_what, status, body, failure) => {
    const failed = failureOf(answer(status, body));
    expect(failed === null ? null : namesFailure(failed)).toBe(failure);
  });

  it.each(['proxyRefused', 'certificateUnknown', 'socksOnly'] as const)(
    'names what stands in the way: %s',
    (way) => {
      const met = { maySucceed: false, words: '', way } as const;
      expect(codeFailure({ kind: 'unreachable', because: 'network', ...met })).toBe(way);
      expect(namesFailure({ kind: 'network', ...met })).toBe(way);
    },
  );
});
