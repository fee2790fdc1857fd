import { fail, ok, type Result } from '../../common/result.ts';
import { isHttps, parseCallbackUri, parseRedirectUri, type RedirectUri } from './redirectUri.ts';

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

export type IntegrationFault = 'badClientId' | 'badClientSecret' | 'badRedirectUri';

/** Checks the three before a browser is opened; blanks around them are the pasting's. */
export function checkIntegration(
  input: IntegrationInput,
  relayListener?: string,
): Result<CheckedIntegration, IntegrationFault> {
  const keys = checkKeys(input);
  if (!keys.ok) return keys;
  const redirect = parseCallbackUri(keys.value.redirectUri, relayListener);
  if (!redirect.ok) return redirect;
  const { clientId, clientSecret } = keys.value;
  return ok({ clientId, clientSecret, redirect: redirect.value });
}

/** The same where no browser is opened: the redirect URI only has to be the one registered. */
export function checkKeys(input: IntegrationInput): Result<IntegrationInput, IntegrationFault> {
  const clientId = input.clientId.trim();
  const clientSecret = input.clientSecret.trim();
  const redirectUri = input.redirectUri.trim();
  if (!UUID.test(clientId)) return fail('badClientId');
  if (!SECRET.test(clientSecret)) return fail('badClientSecret');
  if (!isHttps(redirectUri) && !parseRedirectUri(redirectUri).ok) return fail('badRedirectUri');
  return ok({ clientId, clientSecret, redirectUri });
}
