/**
 * Step 1 of call-sources.md 2.3: what a source or the CRM says, made short, plain and printable.
 * Everything here is linear in a capped input: the text may come from whoever dials.
 */

/** The longest number kept, in UTF-16 units after cleaning (call-sources.md 1.2). */
const LONGEST_NUMBER = 64;

/** Read at all: room for a SIP URI with parameters. Normalising may grow a text, so it is cut before. */
const LONGEST_INPUT = 512;

/**
 * The text as reported: NFKC, without control, format and unpaired surrogate characters, blanks folded, digits of
 * every script as ASCII ones. Of one longer than `LONGEST_NUMBER` characters the party, which a cut might halve.
 */
export function cleanRaw(raw: string, remote: string): string {
  const text = plainText(raw);
  return text.length <= LONGEST_NUMBER ? text : capped(remote);
}

/** At most `LONGEST_NUMBER` characters, none of them halved. */
export function capped(text: string): string {
  return text
    .slice(0, LONGEST_NUMBER)
    .replace(/\p{Cs}/gu, '')
    .trim();
}

/** As `cleanRaw`, as long as the text is, and percent-decoded once. */
export function decoded(raw: string): string {
  const text = plainText(raw);
  if (!text.includes('%')) return text;
  const plain = text.replace(/(?:%[0-9a-f]{2})+/giu, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
  return plainText(plain);
}

/** What parts a number from what is dialled after it: words, pauses (`,` `;` `p` `w`), a number sign. */
const MARK =
  /(?<!\p{L})(?:ext(?:ension|n)?(?!\p{L})|доб(?:авочный|ав)?(?!\p{L})|вн(?:утр)?(?!\p{L})|x(?!\p{L})|[pw](?=[\s,;pw]*[\d*#]))|;\s*ext\s*=|[,;#]/giu;
/** After a mark: more signs, the extension, and nothing that could be another number. */
const AFTER_MARK = /^[\s.:=,;#*pw]*(\d+)(.*)$/iu;

/** Fewer digits than this before an extension mark are not a number that has extensions. */
const FEWEST_DIGITS_WITH_EXTENSION = 5;
const MOST_DIGITS_OF_EXTENSION = 7;
/** As many digits are a number of their own. */
const DIGITS_OF_A_NUMBER = 10;

/** Splits `+7 495 123-45-67 доб. 12` and `+74951234567,,12#` into the number and its extension (call-sources.md 2.2). */
export function splitExtension(text: string): { readonly main: string; readonly extension: string | null } {
  for (const mark of text.matchAll(MARK)) {
    const main = text.slice(0, mark.index);
    const after = text.slice(mark.index + mark[0].length);
    if (digitsOf(main).length < FEWEST_DIGITS_WITH_EXTENSION) continue;
    const [, extension = '', rest = ''] = AFTER_MARK.exec(after) ?? [];
    const others = digitsOf(rest).length;
    const isExtension = extension !== '' && extension.length <= MOST_DIGITS_OF_EXTENSION;
    if (isExtension && others < DIGITS_OF_A_NUMBER) return { main: main.trim(), extension };
    // A pause may be followed by a room's long number.
    const isPause = /^[pw]$/iu.test(mark[0]) || /^\s*[,;pw]/iu.test(after);
    if (isPause && extension !== '' && others === 0) return { main: main.trim(), extension: null };
  }
  return { main: text, extension: null };
}

/** ASCII digits only. */
export function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

/**
 * A text made plain: NFKC, no control, format or unpaired surrogate characters, ASCII digits and dashes, blanks folded.
 * Only its first 512 characters.
 */
export function plainText(raw: string): string {
  return raw
    .slice(0, LONGEST_INPUT)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => (/\s/u.test(character) ? ' ' : ''))
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u2217\u204e\u066d\u2731]/gu, '*')
    .replace(/\u266f/gu, '#')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Every script has its ten digits in a row, the zero first. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
