import { classify } from './phoneClasses.ts';
import { cleanRaw, digitsOf, remoteParty, splitExtension } from './phoneCleaning.ts';
import { normalise } from './phoneNormalising.ts';

/** A remote number as understood from whatever a source or the CRM says (facts/call-sources 2). */
export interface PhoneNumber {
  /** As reported, cleaned of control characters, at most 64 characters. */
  readonly raw: string;
  readonly kind: 'external' | 'internal' | 'anonymous' | 'featureCode';
  /** `+79161234567`, null when it cannot be one. */
  readonly e164: string | null;
  /** National significant number, null when unknown. */
  readonly nsn: string | null;
  readonly extension: string | null;
  /** Digits only, extension left out. */
  readonly digits: string;
  /** For reading: international format, or `raw` when there is none; '' when withheld. */
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

/**
 * Understands a number: cleaned, classed and normalised by facts/call-sources 2.2 and 2.3 steps 1-3.
 * Takes any text, of any length, in bounded time (a few microseconds for a real number); never throws.
 */
export function parsePhoneNumber(raw: string, context: PhoneContext): PhoneNumber {
  // Most numbers of a CRM hold nothing to clean; all of them go through here in a first sync.
  const isPlain = raw.length <= LONGEST_PLAIN && PLAIN.test(raw);
  const cleaned = isPlain ? raw : cleanRaw(raw);
  const party = isPlain ? raw : remoteParty(raw);
  const kind = classify(party, context.extensions ?? []);
  if (kind !== 'external') {
    return {
      raw: cleaned,
      kind,
      e164: null,
      nsn: null,
      extension: null,
      digits: kind === 'anonymous' ? '' : digitsOf(party),
      display: kind === 'anonymous' ? '' : party,
    };
  }
  const { main, extension } = isPlain ? { main: party, extension: null } : splitExtension(party);
  const { e164, nsn, display } = normalise(main, context.region, context.stripPrefixes ?? []);
  return {
    raw: cleaned,
    kind,
    e164,
    nsn,
    extension,
    digits: digitsOf(main),
    // Formatting takes as long as everything else: only who shows the number waits for it.
    get display() {
      const formatted = display();
      if (formatted === null) return cleaned;
      return extension === null ? formatted : `${formatted} #${extension}`;
    },
  };
}
