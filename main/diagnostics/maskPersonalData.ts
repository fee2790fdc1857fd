/**
 * Takes people and secrets out of text that is to be given away. It rather masks too much: what is lost is a
 * detail of an error, what slipped through could not be called back.
 */

/** Characters people write between the digits of a number, and those nobody sees (zero width, text direction). */
const BETWEEN = String.raw`[\s().\-‐-―−/·•\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|%20|%28|%29|%2D`;
/** Five digits and more, of any script, however they are set apart. */
const NUMBER = new RegExp(String.raw`(?:\+|%2B)?\p{Nd}(?:(?:${BETWEEN}){0,4}\p{Nd}){4,}`, 'giu');
/** Also of hosts that are no domain: `sip:anna@pbx`. */
const EMAIL = /[^\s@<>"'(),;:=[\]]+(?:@|%40)[^\s@<>"'(),;=[\]]+/giu;
const QUOTED = /"[^\n]*"|«[^\n]*»|“[^\n]*”/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** Kinds of secrets, the plainest sign first. */
const SECRETS: readonly (readonly [sign: RegExp, mask: string])[] = [
  // A JSON web token: a long-lived token, an access token.
  [/eyJ[\w-]+(?:\.[\w-]*){0,4}/gu, '[secret]'],
  [/\b(Bearer|Basic|Digest)\s+(?!\[)[^\s"',;]+/giu, '$1 [secret]'],
  // What follows a word for a secret, up to the next space: `token=x`, `"client_secret": "x"`, `X-Api-Key: x`.
  [
    /([\w-]*(?:token|secret|passw(?:or)?d|pwd|authorization|api[-_]?key))(["']?\s*[=:]\s*)(?!\[)["']?(?!(?:Bearer|Basic|Digest)\b)[^\s"',;&]+/giu,
    '$1$2[secret]',
  ],
  // Not `code: ECONNREFUSED`, which is what one looks for.
  [/\b(code|state|invite)=[^\s"',;&]+/giu, '$1=[secret]'],
  // `https://user:password@host`, and whatever a link was asked with.
  [/(:\/\/)[^\s/@"']+@/gu, '$1[secret]@'],
  [/(\w+:\/\/[^\s?#"']+)[?#][^\s"')]+/gu, '$1?[secret]'],
  // Long runs without any word around them: base64 first, because a part of it looks like the others.
  [/(?=[\w+/-]*\d)(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])[\w+/-]{32,}={0,2}/gu, '[secret]'],
  [/[\w-]{32,}=*/gu, '[secret]'],
  [/(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}=*/gu, '[secret]'],
  [/(?<![\w%])(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{12,}\b/giu, '[secret]'],
];

/** Masks one text. */
export type Mask = (text: string) => string;

/**
 * Makes a mask for secrets, e-mail addresses, numbers of five and more digits, what stands in quotes (the CRM's and
 * the system's words about a value), words beyond ASCII (Ringside's own log is English) and these names.
 *
 * @param names of accounts, users and callers, and of whoever uses the computer; each of their words is masked alone too
 */
export function createMask(names: Iterable<string>): Mask {
  const known = new Set<string>();
  for (const name of names) {
    for (const [word] of name.matchAll(WORD)) if (word.length > 1) known.add(word.toLowerCase());
  }
  return (text) => {
    let masked = text.normalize('NFKC');
    for (const [sign, mask] of SECRETS) masked = masked.replace(sign, mask);
    return masked
      .replace(QUOTED, '"[text]"')
      .replace(EMAIL, '[e-mail]')
      .replace(NUMBER, '[number]')
      .replace(WORD, (word) => (BEYOND_ASCII.test(word) || known.has(word.toLowerCase()) ? '[name]' : word));
  };
}
