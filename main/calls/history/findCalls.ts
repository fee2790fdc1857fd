import type { CallRow } from '../../journal/callRows.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { digitsOf } from '../../phone/phoneCleaning.ts';

/** What of a call is searched. */
export type SearchedCall = Pick<
  CallRow,
  'e164' | 'rawNumber' | 'callerName' | 'chosen' | 'note' | 'result' | 'endReason'
>;

/** Signs people write between the digits of a number. */
const NUMBER_ALONE = /^[\s\d+().\-/]*$/u;
/** What is dialled before a number inside its country alone. */
const TRUNK_PREFIX = /^[08](?=\d{3})/u;

/**
 * Whether a call is one that is searched for: each word of the text stands in a name, in the note, or in the result as the agent's
 * language says it, or is a part of the number. Case, accents and ё make no difference; a text without words finds every call.
 */
export function callFinder(text: string, t: Translate): (call: SearchedCall) => boolean {
  const digits = digitsOf(text);
  const isNumber = digits !== '' && NUMBER_ALONE.test(text);
  const asked = isNumber ? [digits] : folded(text).split(/\s+/u).filter(Boolean);
  if (asked.length === 0) return () => true;
  return (call) => {
    const words = folded([call.callerName, call.chosen?.name, call.note, resultWords(call, t)].join('\n'));
    const number = digitsOf(call.e164 ?? call.rawNumber);
    return asked.every(
      (word) =>
        words.includes(isNumber ? text.trim() : word) || (/^\d+$/u.test(word) && hasDigits(number, word)),
    );
  };
}

const hasDigits = (number: string, asked: string): boolean =>
  number.includes(asked) || number.includes(asked.replace(TRUNK_PREFIX, ''));

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** What came of a call as lists say it (renderer/account/calls/callWords.ts), in full and as keys name it. */
function resultWords({ result, endReason }: SearchedCall, t: Translate): string {
  if (result !== null) return `${t(`result.${result}`)}\n${t(`result.short.${result}`)}`;
  return endReason === null || endReason === 'completed' ? '' : t(`call.end.${endReason}`);
}
