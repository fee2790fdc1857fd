/** Days of the week as ISO 8601 numbers them: 1 is Monday. */
type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** What engines know of a locale's week: newer ones by a method, those before by a property; TypeScript by neither. */
interface LocaleOfWeeks {
  readonly getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
}

/** The day a week begins with (BCP 47): Sunday in Brazil, Mexico and the United States, Monday in most places. */
export function firstWeekday(locale: string): Weekday {
  const known = new Intl.Locale(locale) as Intl.Locale & LocaleOfWeeks;
  const first = known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay;
  return WEEK.find((day) => day === first) ?? 1;
}

/** All days, that one first. */
export const weekFrom = (first: Weekday): readonly Weekday[] => [
  ...WEEK.slice(first - 1),
  ...WEEK.slice(0, first - 1),
];
