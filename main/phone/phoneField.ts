import { addressIn } from './phoneAddress.ts';
import { decoded, digitsOf } from './phoneCleaning.ts';
import { inContext } from './phoneNormalisation.ts';
import { SHORTEST_NUMBER, numbersInRun } from './phoneBoundaries.ts';

/** Signs after which fewer digits than a number has are an extension of the number before. */
const EXTENSION =
  /^[\s()]*(?:,|;\s*(?:ext\s*=)?|#|(?:ext(?:ension|n)?|доб(?:авочный|ав)?|вн(?:утр)?|x|[pw]+)[\s.:=#]*)[\s,;]*$/iu;
/** `84951234567/68`: the same number with another end. */
const OTHER_END = /^\s*\/\s*$/u;
const MOST_DIGITS_OF_END = 4;
/** Links, addresses and URIs among words: their number counts, the rest of them does not. */
const ADDRESS =
  /\S*(?::\/\/|\bwa\.me\/|\bt\.me\/|@|\b(?:whatsapp|viber|tg|tel|sips?|callto):|;\s*phone-context=)\S*/giu;
const RUN = /(?:\+\s?)?[([]?\d(?:[\d\s()[\].+-]*\d)?/gu;

/** One number with nothing around it: most fields of most accounts. */
const ONE_NUMBER = /^\+?\d(?: ?[\d().-])*$/u;
const MOST_DIGITS_OF_ONE = 12;
const MOST_NUMBERS = 20;

/**
 * The numbers in one phone field of the CRM, in their order: the field is free text, and people write two numbers, hours
 * and names into it (call-sources.md 2.2). An extension stays with the number it follows. At most 20; the text as it
 * is when there is no number in it.
 *
 * @param region ISO 3166 alpha-2 of the account: it tells where a number ends
 */
export function splitPhoneField(value: string, region: string): readonly string[] {
  const isOne = value.length <= 40 && ONE_NUMBER.test(value) && digitsOf(value).length <= MOST_DIGITS_OF_ONE;
  if (isOne) return [value];
  const numbers = numbersInText(value, region);
  if (numbers.length > 0) return numbers;
  const rest = value.trim();
  return /[^\s,;/|]/u.test(rest) ? [rest] : [];
}

/** The numbers of seven digits and more in a text, with their extensions; at most 20. */
export function numbersInText(text: string, region: string): readonly string[] {
  const plain = decoded(text).replace(ADDRESS, (address) => ` ${numberOfAddress(address, region)} `);
  const numbers: string[] = [];
  let end = 0;
  for (const match of plain.matchAll(RUN)) {
    const [run] = match;
    const between = plain.slice(end, match.index);
    end = match.index + run.length;
    const before = numbers.at(-1);
    const digits = digitsOf(run);
    if (before !== undefined && digits.length < SHORTEST_NUMBER && EXTENSION.test(between)) {
      const sign = /^\s*[,;]\s*$/u.test(between) ? between.trim() : between;
      numbers[numbers.length - 1] = `${before}${sign}${run}`;
    } else if (before !== undefined && digits.length <= MOST_DIGITS_OF_END && OTHER_END.test(between)) {
      numbers.push(`${/^\+/u.exec(before)?.[0] ?? ''}${digitsOf(before).slice(0, -digits.length)}${digits}`);
    } else {
      numbers.push(...numbersInRun(run.trim(), region));
    }
    if (numbers.length >= MOST_NUMBERS) break;
  }
  return numbers.slice(0, MOST_NUMBERS);
}

function numberOfAddress(text: string, region: string): string {
  const { remote, context } = addressIn(text);
  return context === null ? remote : inContext(remote, context, region);
}
