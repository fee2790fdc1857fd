import type { ColleagueView } from '../../../preload/contract.ts';

export interface HandOverRow extends ColleagueView {
  readonly isResponsible: boolean;
}

/** What is typed as a number itself, in the list: no user has this id. */
const TYPED = 0;
const MOST_ROWS = 50;

/**
 * The rows of the list: what was typed, if it is a number, then colleagues whose name or number begins like it, the responsible
 * first and those without a number last. Pure.
 */
export function handOverRows(
  colleagues: { readonly responsible: ColleagueView | null; readonly others: readonly ColleagueView[] },
  text: string,
): readonly HandOverRow[] {
  const sought = text.trim().toLocaleLowerCase();
  const digits = sought.replace(/[\s().-]/gu, '');
  const typed: readonly HandOverRow[] = /^\+?\d{1,20}$/u.test(digits)
    ? [{ id: TYPED, name: '', number: digits, isResponsible: false }]
    : [];
  const fits = ({ name, number }: ColleagueView): boolean =>
    sought === '' ||
    name
      .toLocaleLowerCase()
      .split(/\s+/u)
      .some((word) => word.startsWith(sought)) ||
    name.toLocaleLowerCase().startsWith(sought) ||
    (digits !== '' && number?.replace(/[\s().-]/gu, '').startsWith(digits) === true);
  const { responsible } = colleagues;
  const known = [
    ...(responsible === null ? [] : [{ ...responsible, isResponsible: true }]),
    ...colleagues.others.map((one) => ({ ...one, isResponsible: false })),
  ].filter(fits);
  // The very number of a colleague is theirs, and stands there once.
  const isKnown = known.some(({ number }) => number === digits);
  const reachable = known.filter(({ number }) => number !== null);
  const others = known.filter(({ number }) => number === null);
  return [...(isKnown ? [] : typed), ...reachable, ...others].slice(0, MOST_ROWS);
}
