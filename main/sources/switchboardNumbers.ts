import { namesNumber, parsePhoneNumber } from '../phone/phoneNumber.ts';
import { isSameRemote } from '../phone/phoneComparison.ts';

/**
 * Names of the agent's devices, and what a switchboard says of the other party. Numbers are handed on as they were said: they are cleaned later (phone)
 * (phone/phoneCleaning.ts). Here it is only decided which of several fields says something.
 */

/** Longer lists are no devices of one person. */
const MOST_NAMES = 12;
/** Names as a list in the settings: `101, 101-WS, 99101, 101@tenant.example.com`. */
export const NAMES_PATTERN = /^[\w.@+-]*(?:[ ,;]+[\w.@+-]+){0,11}[ ,;]*$/;

/** The names of a list, each once, in its order. */
export function namesOf(list: string): readonly string[] {
  const names = list.split(/[ ,;]+/).filter((name) => name !== '');
  return [...new Set(names)].slice(0, MOST_NAMES);
}

/** What stands where nobody is named. */
const NOBODY: ReadonlySet<string> = new Set(['', '<unknown>', 's', 'h', '0000000000']);

/**
 * The first of these that names a party: with digits if any has, else a name or a word for a withheld number. '' when all
 * are silent or are the agent's own.
 */
export function remoteNumberOf(
  candidates: readonly (string | undefined)[],
  isOwn: (name: string) => boolean,
): string {
  const said = named(candidates, isOwn);
  return said.find(namesNumber) ?? said[0] ?? '';
}

/** The first of these that can have been dialled: digits, `+`, `*`, `#` and what people write between them. */
export function dialledOf(
  candidates: readonly (string | undefined)[],
  isOwn: (name: string) => boolean,
): string {
  return named(candidates, isOwn).find((text) => DIALLABLE.test(text) && namesNumber(text)) ?? '';
}

const DIALLABLE = /^[+*#\d(][\d\s()./*#-]*(?:;.*)?$/;

function named(
  candidates: readonly (string | undefined)[],
  isOwn: (name: string) => boolean,
): readonly string[] {
  return candidates.filter(
    (text): text is string => text !== undefined && !NOBODY.has(text.trim().toLowerCase()) && !isOwn(text),
  );
}

/** True when both name one party, in whatever spelling: the own comparison of calls. */
export function isSameNumber(one: string, other: string): boolean {
  const parse = (text: string) => parsePhoneNumber(text, { region: '' });
  return one === other || (one !== '' && other !== '' && isSameRemote(parse(one), parse(other)));
}
