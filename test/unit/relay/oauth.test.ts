import { describe, expect, it } from 'vitest';
import { forwardedTo } from '../../../relay/routes/oauth.ts';

const HOME = 'http://127.0.0.1:47823/oauth/callback';

describe('forwardedTo', () => {
  it('leads to the registered address, whatever the query says of others', () => {
    for (const query of [
      'code=a&redirect_uri=https://evil.example',
      'code=a&referer=https://evil.example/',
      'code=a&referer=@evil.example',
      'code=//evil.example',
      'code=a&state=%2e%2e/%2e%2e/',
      'error=x&host=evil.example',
    ]) {
      const target = new URL(forwardedTo(HOME, query) ?? '');
      expect([target.origin, target.pathname]).toEqual(['http://127.0.0.1:47823', '/oauth/callback']);
    }
  });

  it('hands on what a sign-in needs, encoded anew, and nothing else', () => {
    expect(forwardedTo(HOME, 'code=a%2Bb&state=s&referer=demo.amocrm.ru&platform=1&from_widget=1&x=y')).toBe(
      `${HOME}?code=a%2Bb&state=s&referer=demo.amocrm.ru&platform=1`,
    );
    expect(forwardedTo(HOME, 'error=access_denied&state=s')).toBe(`${HOME}?state=s&error=access_denied`);
  });

  it.each([
    '',
    'state=s',
    'code=a&code=b',
    'code=a&referer=x%0d%0aSet-Cookie:a',
    'code=a&state=%D0%98',
    `code=${'a'.repeat(4_097)}`,
  ])('leads nowhere for "%.40s"', (query) => {
    expect(forwardedTo(HOME, query)).toBeNull();
  });
});
