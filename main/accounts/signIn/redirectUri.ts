import { fail, ok, type Result } from '../../common/result.ts';

/** Where the integration is registered to be called back, and where this computer listens for it. */
export interface RedirectUri {
  /** As typed: the service compares it character for character (crm-api.md 1.3). */
  readonly text: string;
  /** The only Host header the listener answers to. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** `relay`: registered is the team's relay, which hands the callback on to this computer. */
  readonly way: 'browser' | 'relay';
}

/** Where a relay hands callbacks to: the one address it can know beforehand. */
const RELAY_LISTENER = 'http://127.0.0.1:47823/oauth/callback';

const SHAPE = /^http:\/\/((?:127\.0\.0\.1|localhost):(\d{4,5}))(\/[\w.~/-]*)?$/u;

/**
 * Reads a loopback redirect URI: `http://127.0.0.1:{port}/{path}` or `http://localhost:...`, no query, no
 * fragment. Ports below 1024 are not an agent's to listen on.
 */
export function parseRedirectUri(text: string): Result<RedirectUri, 'badRedirectUri'> {
  const [, host, portText, path] = SHAPE.exec(text) ?? [];
  const port = Number(portText);
  if (host === undefined || text.length > 200 || port < 1024 || port > 65_535) return fail('badRedirectUri');
  return ok({ text, host, port, path: path ?? '/', way: 'browser' });
}

/**
 * Reads any redirect URI a sign-in in the browser can end at: on this computer, or the https address of a relay
 * that hands `code`, `state` and `referer` on to `listener` (crm-api.md 1.3).
 */
export function parseCallbackUri(
  text: string,
  listener: string = RELAY_LISTENER,
): Result<RedirectUri, 'badRedirectUri'> {
  if (!isHttps(text)) return parseRedirectUri(text);
  const local = parseRedirectUri(listener);
  return local.ok ? ok({ ...local.value, text, way: 'relay' }) : local;
}

/**
 * Is it an https address, as an integration can be registered with? With a pasted code any will do: it is only
 * compared by the service.
 */
export function isHttps(text: string): boolean {
  if (text.length > 200 || !/^https:\/\/[\w.-]+(?::\d{1,5})?(?:\/[\w.~%/-]*)?(?:\?[\w.~%&=-]*)?$/u.test(text))
    return false;
  return URL.canParse(text);
}
