import { describe, expect, it } from 'vitest';
import {
  checkCallback,
  type CallbackRequest,
  type CallbackRules,
} from '../../../../main/accounts/signIn/oauthCallback.ts';
import { checkIntegration } from '../../../../main/accounts/signIn/integrationInput.ts';
import { parseRedirectUri, type RedirectUri } from '../../../../main/accounts/signIn/redirectUri.ts';
import { checkReferer, platform } from '../../../../main/accounts/platformZones.ts';

function redirectOf(text: string): RedirectUri {
  const parsed = parseRedirectUri(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const STATE = 'st4te-st4te-st4te';
const redirect = redirectOf('http://127.0.0.1:47823/oauth/callback');
const rules: CallbackRules = {
  redirect,
  state: STATE,
  checkReferer: (referer) => checkReferer(referer, platform('amocrm.ru')),
};
const GOOD = `/oauth/callback?code=def50200&state=${STATE}&referer=demo.amocrm.ru&client_id=x&platform=1`;
const good: CallbackRequest = {
  method: 'GET',
  url: GOOD,
  host: '127.0.0.1:47823',
  fetchMode: 'navigate',
  fetchDest: 'document',
  purpose: undefined,
};
const judge = (request: Partial<CallbackRequest>, state: string | null = STATE) =>
  checkCallback({ ...good, ...request }, { ...rules, state });

describe('what the loopback listener makes of a request', () => {
  it('takes the code of the answer it waits for', () => {
    const code = { kind: 'code', code: 'def50200', host: { host: 'demo.amocrm.ru', subdomain: 'demo' } };
    expect(judge({})).toEqual(code);
    expect(judge({ fetchMode: undefined })).toEqual(code);
  });

  it('knows that the agent did not allow it', () => {
    expect(judge({ url: `/oauth/callback?error=access_denied&client_id=x&state=${STATE}` })).toEqual({
      kind: 'denied',
    });
  });

  it('names a foreign host, and only to the bearer of the state', () => {
    const url = (state: string): string => `/oauth/callback?code=c&state=${state}&referer=evil.example`;
    expect(judge({ url: url(STATE) })).toEqual({ kind: 'foreignHost', referer: 'evil.example' });
    expect(judge({ url: url('wrong') })).toEqual({ kind: 'refuse', status: 400 });
  });

  const refused: readonly (readonly [why: string, request: Partial<CallbackRequest>, status: number])[] = [
    ['a rebound name', { host: 'evil.example:47823' }, 403],
    ['the other name of the same computer', { host: 'localhost:47823' }, 403],
    ['a host without its port', { host: '127.0.0.1' }, 403],
    ['no host', { host: undefined }, 403],
    ['a POST', { method: 'POST' }, 405],
    ['a HEAD', { method: 'HEAD' }, 405],
    ['a fetch of a web page', { fetchMode: 'cors' }, 403],
    ['an image of a web page', { fetchMode: 'no-cors' }, 403],
    ['a frame of a web page', { fetchDest: 'iframe' }, 403],
    ['a browser that fetches ahead', { purpose: 'prefetch;prerender' }, 403],
    ['another path', { url: GOOD.replace('/oauth/callback', '/') }, 404],
    ['a path that only begins so', { url: GOOD.replace('callback', 'callback/x') }, 404],
    ['a path written otherwise', { url: GOOD.replace('callback', 'c%61llback') }, 404],
    ['an absolute URL', { url: `http://127.0.0.1:47823${GOOD}` }, 404],
    ['a URL too long', { url: `${GOOD}&x=${'y'.repeat(9000)}` }, 414],
    ['no query', { url: '/oauth/callback' }, 400],
    ['no state', { url: GOOD.replace(`state=${STATE}`, 'a=b') }, 400],
    ['an empty state', { url: GOOD.replace(STATE, '') }, 400],
    ['a wrong state', { url: GOOD.replace(STATE, 'other') }, 400],
    ['a state that begins right', { url: GOOD.replace(STATE, STATE.slice(0, -1)) }, 400],
    ['two states', { url: `${GOOD}&state=${STATE}` }, 400],
    ['two codes', { url: `${GOOD}&code=other` }, 400],
    ['two hosts', { url: `${GOOD}&referer=demo.amocrm.ru` }, 400],
    ['no code', { url: GOOD.replace('code=def50200&', '') }, 400],
  ];
  it.each(refused)('refuses %s and keeps waiting', (_why, request, status) => {
    expect(judge(request)).toEqual({ kind: 'refuse', status });
  });

  it('refuses the same answer once more', () => {
    expect(judge({}, null)).toEqual({ kind: 'refuse', status: 400 });
  });
});

describe('what an agent types in', () => {
  it('takes a redirect URI on this computer as it is', () => {
    expect(redirectOf('http://localhost:8080')).toEqual({
      text: 'http://localhost:8080',
      host: 'localhost:8080',
      port: 8080,
      path: '/',
      way: 'browser',
    });
    expect(redirectOf('http://127.0.0.1:47823/oauth/callback').path).toBe('/oauth/callback');
  });

  it.each([
    '',
    'https://127.0.0.1:47823/oauth/callback',
    'http://127.0.0.1/oauth/callback',
    'http://127.0.0.1:80/oauth',
    'http://127.0.0.1:99999/oauth',
    'http://0.0.0.0:47823/',
    'http://127.0.0.2:47823/',
    'http://[::1]:47823/',
    'http://example.com:47823/',
    'http://127.0.0.1:47823.evil.example/',
    'http://user@127.0.0.1:47823/',
    'http://127.0.0.1:47823/?a=b',
    'http://127.0.0.1:47823/#a',
    'http://127.0.0.1:47823/ a',
    'http://127.0.0.1:047823/',
    'ringside://oauth',
  ])('refuses the redirect URI %j', (text) => {
    expect(parseRedirectUri(text)).toEqual({ ok: false, error: 'badRedirectUri' });
  });

  it('checks id and secret of the integration before any browser opens', () => {
    const input = {
      clientId: ' 0f8fad5b-d9cb-469f-a165-70867728950e\n',
      clientSecret: ' sEcret ',
      redirectUri: 'http://127.0.0.1:47823/oauth/callback',
    };
    expect(checkIntegration(input)).toEqual({
      ok: true,
      value: { clientId: '0f8fad5b-d9cb-469f-a165-70867728950e', clientSecret: 'sEcret', redirect },
    });
    expect(checkIntegration({ ...input, clientId: '123' })).toEqual({ ok: false, error: 'badClientId' });
    expect(checkIntegration({ ...input, clientSecret: '  ' })).toEqual({
      ok: false,
      error: 'badClientSecret',
    });
    expect(checkIntegration({ ...input, clientSecret: 'a b' })).toEqual({
      ok: false,
      error: 'badClientSecret',
    });
    expect(checkIntegration({ ...input, redirectUri: 'x' })).toEqual({ ok: false, error: 'badRedirectUri' });
  });
});
