import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { send, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox();
});
afterAll(() => test.close());

const decide = (form: Readonly<Record<string, string>>): Promise<HttpAnswer> =>
  send(test.port, {
    method: 'POST',
    path: '/oauth',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: test.romashka.clientId, ...form }).toString(),
  });

const target = (answer: HttpAnswer): URL => new URL(answer.headers.location ?? '');

describe('the authorize page', () => {
  it.each(['/oauth', '/oauth/', '//oauth'])('is a form with both accounts at %s', async (path) => {
    const answer = await send(test.port, {
      path: `${path}?client_id=${test.romashka.clientId}&state=s1&mode=popup&scope=&response_type=code&approval_prompt=auto`,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('value="romashka"');
    expect(answer.text).toContain('value="northwind"');
    expect(answer.text).toContain('name="state" value="s1"');
    expect(answer.text).toContain('value="allow"');
    expect(answer.text).toContain('value="deny"');
  });

  it('allows no scripts, and lets the form go to itself and to the integration only', async () => {
    const answer = await send(test.port, { path: `/oauth?client_id=${test.romashka.clientId}` });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).toContain("form-action 'self' http://127.0.0.1:47823");
    expect(answer.text).not.toContain('<script');
  });

  it('writes what it was sent as text, not as HTML', async () => {
    const state = encodeURIComponent('"><script>alert(1)</script>');
    const answer = await send(test.port, {
      path: `/oauth?client_id=${test.romashka.clientId}&state=${state}`,
    });
    expect(answer.text).not.toContain('<script');
  });

  it('refuses an integration that is not registered', async () => {
    expect((await send(test.port, { path: '/oauth?client_id=nobody' })).status).toBe(404);
    expect((await decide({ client_id: 'nobody', account: 'romashka', decision: 'allow' })).status).toBe(404);
  });

  it('is not on the hosts of accounts', async () => {
    const path = `/oauth?client_id=${test.romashka.clientId}`;
    expect((await send(test.port, { host: 'romashka.localhost', path })).status).toBe(404);
  });
});

describe('the decision', () => {
  it('to allow redirects to the registered address with code, state, referer and client_id', async () => {
    const answer = await decide({
      account: 'northwind',
      decision: 'allow',
      state: 's+2 ж',
      redirect_uri: 'http://evil.example/',
    });
    expect(answer.status).toBe(302);
    const url = target(answer);
    expect(url.origin + url.pathname).toBe('http://127.0.0.1:47823/oauth/callback');
    expect(url.searchParams.get('state')).toBe('s+2 ж');
    expect(url.searchParams.get('referer')).toBe(`northwind.localhost:${String(test.port)}`);
    expect(url.searchParams.get('client_id')).toBe(test.romashka.clientId);
    expect(url.searchParams.get('code')).toMatch(/^def50200/u);
  });

  it('leaves state out when none was sent', async () => {
    const answer = await decide({ account: 'romashka', decision: 'allow' });
    expect(target(answer).searchParams.has('state')).toBe(false);
  });

  it('to deny redirects with access_denied and no code', async () => {
    const { searchParams } = target(await decide({ account: 'romashka', decision: 'deny', state: 's' }));
    expect(Object.fromEntries(searchParams)).toEqual({
      error: 'access_denied',
      client_id: test.romashka.clientId,
      state: 's',
    });
  });

  it.each([{ account: 'nowhere' }, { account: 'romashka', user: '1' }])(
    'for %o, which is not there, gives no code',
    async (form) => {
      const answer = await decide({ ...form, decision: 'allow' });
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
    },
  );
});
