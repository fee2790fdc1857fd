import { classify } from './phoneKind.ts';
import { addressIn } from './phoneAddress.ts';
import { capped, cleanRaw, decoded, digitsOf, splitExtension } from './phoneCleaning.ts';
import { numbersInText } from './phoneField.ts';
import { inContext, normalise } from './phoneNormalisation.ts';

/** A remote number as understood from whatever a source or the CRM says (call-sources.md 2). */
export interface PhoneNumber {
  /** As reported, cleaned of control characters; the party alone where that is longer than 64 characters. */
  readonly raw: string;
  readonly kind: 'external' | 'internal' | 'anonymous' | 'featureCode';
  /** `+79161234567`, null when it cannot be one. */
  readonly e164: string | null;
  /** National significant number, null when unknown. */
  readonly nsn: string | null;
  readonly extension: string | null;
  /** Digits only, extension left out. */
  readonly digits: string;
  /** The country of `e164` is a guess: it came without a plus and is none of the region. */
  readonly isGuess: boolean;
  /** For reading: international format, or the party as reported when there is none; '' when withheld. */
  readonly display: string;
}

/** What a number is understood by. */
export interface PhoneContext {
  /** ISO 3166 alpha-2 of the line, or else of the account. */
  readonly region: string;
  /** Internal numbers longer than six digits. */
  readonly extensions?: readonly string[];
  /** Digits the line's exchange puts before numbers (an outside-line 9). */
  readonly stripPrefixes?: readonly string[];
}

/** ASCII digits with the signs people write between them, one blank at most: what cleaning leaves as it is. */
const PLAIN = /^\+?\d(?: ?[\d().-])*$/u;
const LONGEST_PLAIN = 40;

/** Looks like a plain number and may be the address of a machine. */
const LIKE_IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/u;

/**
 * Understands a number: cleaned, classed and normalised by call-sources.md 2.2 and 2.3 steps 1-3. The one reader of
 * what sources report and cards hold: nobody cleans a number before it.
 * Takes any text, of any length, in bounded time (a few microseconds for a real number); never throws.
 */
export function parsePhoneNumber(raw: string, context: PhoneContext): PhoneNumber {
  // Most numbers of a CRM hold nothing to clean; all of them go through here in a first sync.
  const isPlain = raw.length <= LONGEST_PLAIN && PLAIN.test(raw) && !LIKE_IPV4.test(raw);
  const remote = isPlain ? raw : remoteIn(raw, context);
  const cleaned = isPlain ? raw : cleanRaw(raw, remote);
  const kind = classify(remote, context.extensions ?? []);
  if (kind !== 'external') {
    return {
      raw: cleaned,
      kind,
      e164: null,
      nsn: null,
      extension: null,
      digits: kind === 'anonymous' ? '' : digitsOf(remote),
      isGuess: false,
      display: kind === 'anonymous' ? '' : remote,
    };
  }
  const { main, extension } = isPlain ? { main: remote, extension: null } : splitExtension(remote);
  const { e164, nsn, isGuess, display } = normalise(main, context.region, context.stripPrefixes ?? []);
  return {
    raw: cleaned,
    kind,
    e164,
    nsn,
    extension,
    digits: digitsOf(main),
    isGuess,
    // Formatting takes as long as everything else: only who shows the number waits for it.
    get display() {
      const formatted = display();
      if (formatted === null) return remote;
      return extension === null ? formatted : `${formatted} #${extension}`;
    },
  };
}

/** The remote party of a report, at most 64 characters; '' when there is none. */
function remoteIn(raw: string, { region }: PhoneContext): string {
  const address = addressIn(decoded(raw));
  const remote = capped(address.remote);
  if (address.context !== null) return inContext(remote, address.context, region);
  // A queue's prefix or a name before the number, without the signs that would tell them apart.
  if (!/\p{L}/u.test(splitExtension(remote).main)) return remote;
  const numbers = numbersInText(remote, region);
  return numbers.length === 1 ? (numbers[0] ?? remote) : remote;
}

/**
 * Whether a text names a party by digits: sources ask this of what a switchboard has in a channel, and hand the text
 * itself on. A withheld caller, a host and a channel's own name do not.
 */
export function namesNumber(text: string): boolean {
  const { kind, digits, display } = parsePhoneNumber(text, { region: '' });
  return kind === 'external' || (digits !== '' && !/\p{L}/u.test(display));
}
