import { describe, expect, it } from 'vitest';
import { whatRefusalMeans } from '../../../../main/accounts/tokens/refreshRefusal.ts';

describe('what a refused refresh means', () => {
  it.each([
    // A grant is refused: this sign-in is over, whatever else is asked.
    ['grant', 'here', 'needsSignIn'],
    ['grant', 'refused', 'needsSignIn'],
    ['grant', 'silent', 'needsSignIn'],
    // The client is refused (one 401 for a disabled integration, a new secret and a closed account).
    ['client', 'here', 'integrationDisabled'],
    ['client', 'refused', 'integrationDisabled'],
    ['client', 'silent', 'unclear'],
    ['client', 'gone', 'accountClosed'],
    ['grant', 'gone', 'accountClosed'],
    // The host does not know the account.
    ['host', 'gone', 'accountClosed'],
    ['host', 'refused', 'accountClosed'],
    ['host', 'here', 'unclear'],
    ['host', 'silent', 'unclear'],
  ] as const)('%s refused, account %s: %s', (about, where, meaning) => {
    expect(whatRefusalMeans(about, where)).toBe(meaning);
  });
});
