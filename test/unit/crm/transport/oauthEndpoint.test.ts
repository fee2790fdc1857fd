import { describe, expect, it } from 'vitest';
import { authorizeUrl, readTokenAnswer } from '../../../../main/crm/transport/oauthEndpoint.ts';

const PAIR = {
  token_type: 'Bearer',
  expires_in: 86_400,
  access_token: 'a.b.c',
  refresh_token: 'def50200',
  server_time: 1,
};
const TYPE = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson';
const PAGE = '<html><head><title>403 Forbidden</title></head></html>';

const read = (status: number, body: unknown) =>
  readTokenAnswer({
    status,
    contentType: '',
    retryAfter: null,
    text: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('what the token endpoint answers', () => {
  it('is a pair, with whatever else is in it', () => {
    expect(read(200, PAIR)).toEqual({
      ok: true,
      value: { accessToken: 'a.b.c', refreshToken: 'def50200', expiresIn: 86_400, serverTime: 1 },
    });
  });

  it.each([
    [
      401,
      { hint: 'Token has been revoked', title: 'Некорректный запрос', type: TYPE },
      'grant',
      'Token has been revoked',
    ],
    [400, { hint: 'Authorization code has expired', title: 'x' }, 'grant', 'Authorization code has expired'],
    [
      401,
      { title: 'Некорректный клиент', type: TYPE, detail: 'Авторизация клиента не прошла' },
      'client',
      'Некорректный клиент',
    ],
    [400, { hint: 'Send request to account' }, 'host', 'Send request to account'],
    [401, [], 'client', ''],
  ])('is final with %i %j', (status, body, about, words) => {
    expect(read(status, body)).toEqual({ ok: false, error: { kind: 'refused', about, words } });
  });

  it.each([
    ['the block of an address', 403, PAGE, false],
    ['too many requests', 429, PAGE, false],
    ['a service that broke', 500, '', true],
    ['a gateway', 504, PAGE, true],
    ['a page instead of an answer', 200, PAGE, true],
    ['an answer cut in half', 200, JSON.stringify(PAIR).slice(0, 60), true],
    ['nothing', 200, '', true],
    ['a proxy that wants a password', 401, PAGE, true],
  ])('is to be asked again after %s', (_what, status, body, maySucceed) => {
    expect(read(status, body)).toMatchObject({ ok: false, error: { kind: 'unreachable', maySucceed } });
  });

  it('never puts a token into the words of a failure', () => {
    for (const broken of [
      { ...PAIR, refresh_token: 5 },
      { ...PAIR, expires_in: -1 },
      { ...PAIR, access_token: '' },
    ]) {
      const answer = read(200, broken);
      expect(answer).toMatchObject({ ok: false, error: { kind: 'malformed' } });
      expect(JSON.stringify(answer)).not.toMatch(/a\.b\.c|def50200/u);
    }
    expect(JSON.stringify(read(200, JSON.stringify(PAIR).slice(0, 90)))).not.toMatch(/a\.b\.c|def50200/u);
  });
});

describe('the authorize page', () => {
  it('is asked with the integration, the state and a redirect in its own tab', () => {
    expect(authorizeUrl('https://www.amocrm.ru/oauth', 'uuid', 'a+b')).toBe(
      'https://www.amocrm.ru/oauth?client_id=uuid&state=a%2Bb&mode=post_message',
    );
  });
});
