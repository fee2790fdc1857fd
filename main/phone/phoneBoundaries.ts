import { digitsOf } from './phoneCleaning.ts';
import { ownNumber } from './phoneNormalisation.ts';

/**
 * Where one number ends and the next begins in a run of digits and signs (`8 916 123-45-67 8 925 765-43-21`). What a
 * region's numbers look like decides: of all that begin at a place the longest possible one.
 */

/** Fewer digits than this alone are a house, an hour or a price. */
export const SHORTEST_NUMBER = 7;
/** E.164 has 15 digits, and prefixes may stand before them. */
const MOST_DIGITS = 18;
/** A run of so many digits is one number, if it is one at all. */
const MOST_OF_ONE = 13;
/** After so many digits a trunk's zero begins another number. */
const BEFORE_TRUNK = 9;

const DATE_OR_HOURS =
  /^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}$|^\d{1,2}[.:]\d\d ?- ?\d{1,2}[.:]\d\d$|^(?:19|20)\d\d ?- ?(?:19|20)\d\d$/u;

/** Digits that stand together. */
interface Group {
  /** Where it begins in the run, with the plus and the bracket before it. */
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  readonly afterBlank: boolean;
  readonly hasPlus: boolean;
  readonly hasBracket: boolean;
}

/** The numbers of a run in their order; digits between them that are none are left out. */
export function numbersInRun(run: string, region: string): readonly string[] {
  const groups = groupsOf(run);
  const numbers: string[] = [];
  let at = 0;
  while (at < groups.length) {
    const end = nextStart(groups, at);
    const found = firstPossible(run, groups.slice(at, end), region);
    const [from, to] = found === null ? [0, asOne(groups.slice(at, end))] : [found.from, found.to];
    if (found !== null && from > 0) add(numbers, textOf(run, groups.slice(at, at + from)));
    add(numbers, textOf(run, groups.slice(at + from, at + to)), region);
    at += to;
  }
  return numbers;
}

function add(numbers: string[], text: string, region?: string): void {
  const digits = digitsOf(text);
  if (digits.length < SHORTEST_NUMBER || DATE_OR_HOURS.test(text)) return;
  const half = digits.length / 2;
  const halves = [digits.slice(0, half), digits.slice(half)];
  // Two numbers with nothing between them.
  const isTwo =
    region !== undefined &&
    (half === 11 || half === 12) &&
    digits.length === text.length &&
    halves.every((number) => ownNumber(number, region) !== null);
  numbers.push(...(isTwo ? halves : [text]));
}

function groupsOf(run: string): readonly Group[] {
  return Array.from(run.matchAll(/(\+?\s?[([]?)(\d+)/gu), (match) => {
    const [whole, signs = '', digits = ''] = match;
    return {
      from: match.index,
      to: match.index + whole.length,
      digits,
      afterBlank: /\s/u.test(run.slice(0, match.index).slice(-1)) || /^\s/u.test(signs),
      hasPlus: signs.includes('+'),
      hasBracket: /[([]/u.test(signs),
    };
  });
}

/** Where the next number surely begins: at a plus, at an area code in brackets, at a trunk's zero. */
function nextStart(groups: readonly Group[], at: number): number {
  let digits = groups[at]?.digits.length ?? 0;
  const isNational = /^0(?!0)/u.test(groups[at]?.digits ?? '') && groups[at]?.hasPlus === false;
  for (let next = at + 1; next < groups.length; next += 1) {
    const group = groups[next];
    if (group === undefined || group.hasPlus) return next;
    if (group.hasBracket && digits >= SHORTEST_NUMBER) return next;
    const isTrunk = isNational && group.afterBlank && /^0\d\d/u.test(group.digits);
    if (isTrunk && digits >= BEFORE_TRUNK) return next;
    digits += group.digits.length;
  }
  return groups.length;
}

/** The first group at which a possible number begins, and where the longest of them ends. */
function firstPossible(
  run: string,
  groups: readonly Group[],
  region: string,
): { readonly from: number; readonly to: number } | null {
  for (let from = 0; from < groups.length; from += 1) {
    for (const isLoose of [false, true]) {
      for (let to = groups.length; to > from; to -= 1) {
        const ends = to === groups.length || groups[to]?.afterBlank === true;
        if (!ends && !isLoose) continue;
        const text = textOf(run, groups.slice(from, to));
        const { length } = digitsOf(text);
        if (length < SHORTEST_NUMBER) break;
        if (length <= MOST_DIGITS && ownNumber(text, region) !== null) return { from, to };
      }
    }
  }
  return null;
}

/** How many groups stand for one number where none is possible: a number of the own town, or a malformed one. */
function asOne(groups: readonly Group[]): number {
  const all = groups.reduce((sum, { digits }) => sum + digits.length, 0);
  if (all <= MOST_OF_ONE) return groups.length;
  let digits = 0;
  for (const [index, group] of groups.entries()) {
    if (digits >= SHORTEST_NUMBER && group.afterBlank) return index;
    digits += group.digits.length;
  }
  return groups.length;
}

function textOf(run: string, groups: readonly Group[]): string {
  const [first] = groups;
  const last = groups.at(-1);
  return first === undefined || last === undefined ? '' : run.slice(first.from, last.to).trim();
}
