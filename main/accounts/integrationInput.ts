import { fail, ok, type Result } from '../result.ts';
import { parseRedirectUri, type RedirectUri } from './redirectUri.ts';

/** What the agent types, or pastes, from the integration's "Keys and scopes" tab. */
export interface IntegrationInput {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

export interface CheckedIntegration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirect: RedirectUri;
}

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu;
const SECRET = /^[\x21-\x7e]{1,400}$/u;

/** Checks the three before a browser is opened; blanks around them are the pasting's. */
export function checkIntegration(
  input: IntegrationInput,
): Result<CheckedIntegration, 'badClientId' | 'badClientSecret' | 'badRedirectUri'> {
  const clientId = input.clientId.trim();
  const clientSecret = input.clientSecret.trim();
  if (!UUID.test(clientId)) return fail('badClientId');
  if (!SECRET.test(clientSecret)) return fail('badClientSecret');
  const redirect = parseRedirectUri(input.redirectUri.trim());
  if (!redirect.ok) return redirect;
  return ok({ clientId, clientSecret, redirect: redirect.value });
}
