/**
 * Links that ask for a call: `tel:`, `callto:`, `sip:`, `sips:` and Ringside's own `ringside:`. Whoever writes a web page
 * or a mail writes them, so all they can do is name one plain number: no feature code, no host, no parameter and no
 * header has any effect, and what follows a pause is left out. Pure.
 */
import { digitsOf, plainText } from './phoneCleaning.ts';
import { inContext, withoutHomeZero } from './phoneNormalisation.ts';

/** The schemes the system can be asked to give to Ringside. */
export const linkSchemes = ['tel', 'callto', 'sip', 'ringside'] as const;
export type LinkScheme = (typeof linkSchemes)[number];

/** Longer links are somebody playing. */
const LONGEST_LINK = 256;
const LINK = /^(tel|callto|sips?|ringside):(?:\/\/)?(.*)$/i;
/** What people write between digits. */
const BETWEEN_DIGITS = /[ .()\-/]/g;
/** E.164 has fifteen; some real ones are longer (call-sources.md 2.1). */
const NUMBER = /^\+?\d{2,20}$/;
/** AccountPauses and extensions with the tones behind them. */
const TONES = /(?<=\d[\s)]*)(?:[,;pw]|ext(?:ension|n)?\.?|x|доб\.?)[\s,;pw.:]*[\d*#][\d*#,;pw\s]*$/i;
/** Overrides turn what stands there around: what was read is not what would be dialled. */
const TURNED = /[\u202d\u202e]/u;

/** The number a link asks to call, digits with perhaps a `+`; null for everything that is not plainly one. */
export function numberOfLink(link: string): string | null {
  const [, scheme = '', rest = ''] = link.length <= LONGEST_LINK ? (LINK.exec(link.trim()) ?? []) : [];
  if (scheme === '') return null;
  const decoded = decodedOnce(rest);
  if (decoded === null || /\p{Cc}/u.test(decoded) || TURNED.test(decoded)) return null;
  const text = plainText(decoded);
  if (!/^[\u0020-\u007eдоб]*$/.test(text) || /[%<>"'\\`|{}^]/.test(text)) return null;
  const bare = scheme.toLowerCase() === 'ringside' ? numberOfOwn(text) : text;
  const user = bare === null ? null : userPart(bare, scheme.toLowerCase());
  if (user === null) return null;
  const number = withoutHomeZero(user.remote.replace(TONES, '')).replace(BETWEEN_DIGITS, '');
  if (!NUMBER.test(number)) return null;
  return user.context === null ? number : inContext(number, user.context, '');
}

/** The one link among a program's arguments; null when there is none, or more than one. */
export function linkAmong(words: readonly string[]): string | null {
  const links = words.filter((word) => LINK.test(word));
  return links.length === 1 ? (links[0] ?? null) : null;
}

/** `ringside:dial/NUMBER`, `ringside:dial?number=NUMBER`, `ringside:NUMBER`; the second word is all there is. */
function numberOfOwn(text: string): string | null {
  const asked = /^dial\/?(?:\/|\?number=)([^?&/#]*)$/i.exec(text)?.[1];
  if (asked !== undefined) return asked;
  return /^[+\d]/.test(text) && !/[?&@]/.test(text) ? text.replace(/\/$/, '') : null;
}

/** Without host, parameters and headers. A password, a second address or a host alone: not a number. */
function userPart(
  text: string,
  scheme: string,
): { readonly remote: string; readonly context: string | null } | null {
  const isSip = scheme.startsWith('sip');
  const [address = '', ...headers] = text.split('?');
  if (headers.length > 1) return null;
  const [user = '', host, ...more] = address.split('@');
  if (more.length > 0 || (host !== undefined && !isSip)) return null;
  // A semicolon before a name begins a parameter; before digits it is a pause.
  const [whole = '', ...parameters] = user.split(/;(?=\s*[a-z][\w-]*(?:=|;|$))/i);
  // Office writes callto:NUMBER+type=phone.
  const remote = scheme === 'callto' ? whole.replace(/\+type=\w*$/i, '') : whole;
  const isHost = isSip && host === undefined && /[.:]/.test(remote);
  if (isHost || parameters.some((parameter) => /[,&]/.test(parameter))) return null;
  const context = parameters.map((one) => /^phone-context=(\+[\d().-]*\d)$/i.exec(one.trim())?.[1]);
  const digits = digitsOf(context.find((one) => one !== undefined) ?? '');
  return { remote: remote.replace(/\/$/, ''), context: digits === '' ? null : `+${digits}` };
}

/** Decoded once: what is still encoded then was meant to slip through. */
function decodedOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
