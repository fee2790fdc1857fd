import type { PhonePlace } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';

interface PlaceWordsProps {
  readonly place: PhonePlace;
  /** Nothing else is known of the caller: the country is said beside the town, and whose time it is. */
  readonly withCountry?: boolean;
  /** There is room for little: the time is whole, and the town is cut. */
  readonly timeFirst?: boolean;
}

/** Where a caller is, and what time it is there: `New York, 14:40`. Nothing where the number does not say. */
export function PlaceWords({
  place: { place, country, timezone },
  withCountry = false,
  timeFirst = false,
}: PlaceWordsProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const where = withCountry ? [place, country] : [place ?? country];
  const time = timezone === null ? null : format.timeIn(now, timezone);
  const words = where.filter((part) => part !== null).map((part) => clip(part, 60));
  if (time === null) return words.join(', ');
  if (timeFirst) return [time, ...words].join(', ');
  return withCountry ? `${words.join(', ')} · ${t('place.there', { time })}` : [...words, time].join(', ');
}
