/**
 * Links that ask for a call: `tel:`, `callto:`, `sip:`, `sips:` and Ringside's own `ringside:`. Whoever writes a web page
 * or a mail writes them, so all they can do is name one plain number: no feature code, no host, no parameter and no
 * header has any effect. Pure.
 */

/** The schemes the system can be asked to give to Ringside. */
export const linkSchemes = ['tel', 'callto', 'sip', 'ringside'] as const;
export type LinkScheme = (typeof linkSchemes)[number];

/** Longer links are somebody playing. */
const LONGEST_LINK = 256;
const LINK = /^(tel|callto|sips?|ringside):(?:\/\/)?(.*)$/i;
/** What people write between digits. */
const BETWEEN_DIGITS = /[ .()\-/]/g;
/** E.164 has fifteen; some real ones are longer (facts/call-sources 2.1). */
const NUMBER = /^\+?\d{2,20}$/;

/** The number a link asks to call, digits with perhaps a `+`; null for everything that is not plainly one. */
export function numberOfLink(link: string): string | null {
  const [, scheme = '', rest = ''] = link.length <= LONGEST_LINK ? (LINK.exec(link.trim()) ?? []) : [];
  if (scheme === '') return null;
  const text = decodedOnce(rest);
  if (text === null || !/^[\u0020-\u007e]*$/.test(text) || /[%<>"'\\`|{}^]/.test(text)) return null;
  const bare = scheme.toLowerCase() === 'ringside' ? numberOfOwn(text) : text;
  const party = bare === null ? null : userPart(bare, scheme.toLowerCase().startsWith('sip'));
  const number = party?.replace(BETWEEN_DIGITS, '') ?? '';
  return NUMBER.test(number) ? number : null;
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
function userPart(text: string, isSip: boolean): string | null {
  const [address = '', ...headers] = text.split('?');
  if (headers.length > 1) return null;
  const [user = '', host, ...more] = address.split('@');
  if (more.length > 0 || (host !== undefined && !isSip)) return null;
  const [party = '', ...parameters] = user.split(';');
  const isHost = isSip && host === undefined && /[.:]/.test(party);
  return isHost || parameters.some((parameter) => /[,&]/.test(parameter)) ? null : party.replace(/\/$/, '');
}

/** Decoded once: what is still encoded then was meant to slip through. */
function decodedOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
