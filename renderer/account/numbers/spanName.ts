import type { Span, SpanKind } from './span.ts';

/** What the days are called: `Monday, 30 November 2026`, `23 – 29 November 2026`, `November 2026`. */
export function spanName(kind: SpanKind, { from, to }: Span, locale: string): string {
  if (kind === 'month') {
    return capital(new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(from), locale);
  }
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  if (kind === 'week') return new Intl.DateTimeFormat(locale, day).formatRange(from, to);
  return capital(new Intl.DateTimeFormat(locale, { weekday: 'long', ...day }).format(from), locale);
}

/** A heading begins with a capital letter, also where months and weekdays do not. */
const capital = (text: string, locale: string): string => {
  const [first = ''] = text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
};
