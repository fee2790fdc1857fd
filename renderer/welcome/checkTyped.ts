import type { PlainMessageKey, Translate } from '../../i18n/translate.ts';
import { crmNames, zoneOfHost, type CrmZone } from './crm.ts';

/**
 * Checks what is typed while it can still be corrected. Main checks again before anything is sent; here it is
 * about the sentence beside the field. Each check answers with that sentence, or null when all is well.
 */
export type Check = (text: string, say: Translate) => string | null;

const looksLike =
  (shape: RegExp, otherwise: PlainMessageKey): Check =>
  (text, say) => {
    if (text.trim() === '') return say('typed.empty');
    return shape.test(text.trim()) ? null : say(otherwise);
  };

export const checkClientId = looksLike(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu, 'typed.clientId');
export const checkSecret = looksLike(/^[\x21-\x7e]{1,400}$/u, 'typed.clientSecret');
export const checkRedirect = looksLike(
  /^http:\/\/(?:127\.0\.0\.1|localhost):\d{4,5}(?:\/[\w.~/-]*)?$/u,
  'typed.redirectUri',
);
export const checkRelay = looksLike(
  /^https:\/\/[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:\/\S*)?$/u,
  'typed.relayUri',
);
export const checkRegistered = looksLike(
  /^https?:\/\/[\w.-]+(?::\d{1,5})?(?:\/\S*)?$/u,
  'typed.registeredUri',
);
export const checkCode = looksLike(/^[\x21-\x7e]{8,4000}$/u, 'typed.code');

/** An account's address as people give it: its first part, its host, or the browser's whole address line. */
export function checkAddress(zone: CrmZone): Check {
  return (text, say) => {
    if (text.trim() === '') return say('typed.empty');
    const host = /^(?:https?:\/\/)?([^/?#]+)/iu.exec(text.trim())?.[1] ?? '';
    const found = host.includes('.') ? zoneOfHost(host) : zone;
    if (found !== null && found !== zone) return say('typed.otherZone', { other: crmNames[found] });
    const isLabel = /^(?!www\.|www$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z.]+)?$/iu.test(host);
    return found === zone && isLabel ? null : say('typed.address', { crm: crmNames[zone] });
  };
}

/** When a long-lived token ends, Unix ms; null when it is none (crm-api.md 1.6: the claim `exp`). */
export function tokenEnd(token: string): number | null {
  const parts = token.trim().split('.');
  if (parts.length !== 3) return null;
  try {
    const json = atob((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const claims: unknown = JSON.parse(json);
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return null;
    return typeof claims.exp === 'number' ? claims.exp * 1000 : null;
  } catch {
    return null;
  }
}

/** Whether it has ended only the CRM says: this computer's clock may be wrong. */
export const checkToken: Check = (text, say) => {
  if (text.trim() === '') return say('typed.empty');
  return tokenEnd(text) === null ? say('typed.token') : null;
};
