import type { PhonePlace } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';

interface PlaceWordsProps {
  readonly place: PhonePlace;
  /** Nothing else is known of the caller: the country is said beside the town, and whose time it is. */
  readonly withCountry?: boolean;
  /** There is room for little: the town is said without its state, and cut before the time is. */
  readonly isShort?: boolean;
}

/** Where a caller is, and what time it is there: `New York, 14:40`. Nothing where the number does not say. */
export function PlaceWords({
  place: { place, country, timezone },
  withCountry = false,
  isShort = false,
}: PlaceWordsProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const where = withCountry ? [place, country] : [place ?? country];
  const time = timezone === null ? null : format.timeIn(now, timezone);
  const words = where.filter((part) => part !== null).map((part) => clip(part, 60));
  if (time === null) return words.join(', ');
  if (isShort) return [time, ...words.map((word) => word.replace(/, .*/u, ''))].join(', ');
  return withCountry ? `${words.join(', ')} · ${t('place.there', { time })}` : [...words, time].join(', ');
}
