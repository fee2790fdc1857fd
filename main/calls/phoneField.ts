import { digitsOf } from './phoneCleaning.ts';

/** Numbers shorter than this after a comma are an extension of the number before it. */
const SHORTEST_NUMBER = 7;
/** A field of the CRM may hold a whole letter; only this much of it can be numbers. */
const LONGEST_FIELD = 1_000;

/**
 * The numbers in one phone field of the CRM, in their order: people write two into one field
 * (`+7 495 123-45-67, +7 916 765-43-21`, facts/call-sources 2.2). `,123` and `;ext=12` stay with the
 * number they follow. At most 20.
 */
export function splitPhoneField(value: string): readonly string[] {
  const numbers: string[] = [];
  // The separators are captured, so the list alternates: part, separator, part ...
  const pieces = value.slice(0, LONGEST_FIELD).split(/([,;/|\n\r]+|\s+и\s+)/u);
  let separator = '';
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) {
      separator = piece;
      continue;
    }
    const part = piece.trim();
    if (part === '') continue;
    const before = numbers.at(-1);
    if (before !== undefined && /[,;]/u.test(separator) && isExtension(part)) {
      numbers[numbers.length - 1] = `${before}${separator.slice(0, 1)}${part}`;
    } else {
      numbers.push(part);
    }
  }
  return numbers.slice(0, 20);
}

function isExtension(part: string): boolean {
  const digits = digitsOf(part).length;
  return digits > 0 && digits < SHORTEST_NUMBER;
}
