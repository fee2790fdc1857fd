import { fail, ok, type Result } from '../result.ts';

/** Where the integration is registered to be called back, on this computer. */
export interface RedirectUri {
  /** As typed: the service compares it character for character (facts/amocrm-api 1.3). */
  readonly text: string;
  /** The only Host header the listener answers to. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

const SHAPE = /^http:\/\/((?:127\.0\.0\.1|localhost):(\d{4,5}))(\/[\w.~/-]*)?$/u;

/**
 * Reads a loopback redirect URI: `http://127.0.0.1:{port}/{path}` or `http://localhost:...`, no query, no
 * fragment. Ports below 1024 are not an agent's to listen on.
 */
export function parseRedirectUri(text: string): Result<RedirectUri, 'badRedirectUri'> {
  const [, host, portText, path] = SHAPE.exec(text) ?? [];
  const port = Number(portText);
  if (host === undefined || text.length > 200 || port < 1024 || port > 65_535) return fail('badRedirectUri');
  return ok({ text, host, port, path: path ?? '/' });
}
