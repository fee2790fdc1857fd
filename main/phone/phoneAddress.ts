/**
 * The part of a text that names the remote party: out of `"Name" <address>`, a URI of a call (RFC 3261, RFC 3966), a
 * link of a messenger, a user with a host. A host never is a number.
 */

/** Read from a text that `tidy` (phoneCleaning.ts) has made plain. */
export interface PhoneAddress {
  /** Without scheme, display name, host, password and parameters; `;ext=` stays. '' when there is nobody. */
  readonly remote: string;
  /** The digits with a plus that an RFC 3966 `phone-context` puts before a local number; null without. */
  readonly context: string | null;
}

const SCHEME = /^(?:sips?|tel|callto|h323|facetime|ringside):(?:\/\/)?/iu;
/** Links of messengers have the number as a part of the path or as a value. */
const MESSENGER =
  /^(?:https?:\/\/)?(?:(?:www\.)?(?:wa\.me|viber\.click|t\.me|telegram\.me)\/|(?:api|web)\.whatsapp\.com\/|(?:www\.)?signal\.me\/|(?:whatsapp|viber|tg|sgnl):)/iu;
const WEB = /^(?:https?|ftp):\/\//iu;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/u;
/** What Norwegians write a number as looks like an address, and is none of a network that has switchboards. */
const PAIRS = /^\d\d(?:\.\d\d){3}$/u;
const DOMAIN = /^(?:[a-z0-9_-]{1,63}\.){1,10}[a-z][a-z0-9-]{1,62}\.?$/iu;
const PORT = /:\d{1,5}$/u;

/** The party and its context. Linear in a capped text. */
export function addressIn(text: string): PhoneAddress {
  const inside = withoutName(text);
  if (MESSENGER.test(inside)) return { remote: numberOfMessenger(inside), context: null };
  if (WEB.test(inside)) return NOBODY;
  const scheme = SCHEME.exec(inside)?.[0] ?? '';
  // Office writes callto:NUMBER+type=phone, pages put headers behind a question mark.
  let remote = inside.slice(scheme.length);
  if (scheme !== '') remote = remote.replace(/\?.*$|\+type=.*$/iu, '').replace(/\/+$/u, '');
  const at = remote.indexOf('@');
  const host = at >= 0 ? remote.slice(at + 1) : '';
  if (at >= 0) remote = remote.slice(0, at);
  const context = contextIn(remote) ?? contextIn(host);
  // A parameter has a name; bare digits behind a semicolon are a pause.
  remote = remote.replace(/;\s*(?!ext\s*=)[a-z][\w.-]*(?:=[^;]*)?/giu, '').trim();
  if (at < 0 && isHost(remote, scheme)) return NOBODY;
  if (at >= 0) remote = remote.replace(/:.*$/u, '');
  return { remote, context };
}

const NOBODY: PhoneAddress = { remote: '', context: null };

/** What stands in `<>`, whatever the name is; without any, the text without a quoted name. */
function withoutName(text: string): string {
  const unquoted = text.replace(/"(?:[^"\\]|\\.)*"/gu, ' ').trim();
  const inBrackets = /<([^<>]*)>?[^<>]*$/u.exec(unquoted)?.[1]?.trim() ?? '';
  if (inBrackets !== '') return inBrackets;
  const bare = unquoted.replace(/<[^<>]*>?/gu, '').trim();
  return /\d/u.test(bare) ? bare : text.replace(/<\s*>?/gu, '').trim();
}

function contextIn(text: string): string | null {
  const context = /;\s*phone-context\s*=\s*(\+[\d().-]*\d)/iu.exec(text)?.[1];
  return context === undefined ? null : `+${context.replace(/\D/gu, '')}`;
}

function numberOfMessenger(link: string): string {
  const value = /[?&#/](?:phone|number|p)[=/]([^&#/?]*)/iu.exec(link)?.[1];
  const path = value ?? /^[^?#]*?[/:](\+?[\d ().-]{5,})(?=[/?#]|$)/u.exec(link)?.[1] ?? '';
  return /^\s*\+?[\d ().-]+$/u.test(path) ? path.trim() : '';
}

/** A host stands alone where a softphone knows no user: MicroSIP gives the domain then (call-sources.md 1.2). */
function isHost(remote: string, scheme: string): boolean {
  if (/^\[[\da-f:.]+\]/iu.test(remote) || /^[\da-f]*:[\da-f:]*:[\da-f.]*$/iu.test(remote)) return true;
  const host = remote.replace(PORT, '');
  if (IPV4.test(host)) {
    return (
      (scheme.startsWith('sip') || !PAIRS.test(host)) && host.split('.').every((octet) => Number(octet) < 256)
    );
  }
  return DOMAIN.test(host);
}
