import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Where a number is, as far as its digits say. */
export interface PhonePlace {
  /** Town or region, in the agent's language where the data have it; null for a number of no place, as most mobiles are. */
  readonly place: string | null;
  /** In the agent's language; null for numbers of no country. */
  readonly country: string | null;
  /** IANA; null where the number may be in several that differ now. */
  readonly timezone: string | null;
}

/** What is asked beside the number. */
export interface PlaceQuestion {
  readonly e164: string;
  /** BCP 47. */
  readonly language: string;
  /** Unix ms: whether time zones differ is a matter of the season. */
  readonly now: number;
}

/** Reads a table of `scripts/places` by its name; null where there is none. */
export type ReadPlaces = (name: string) => Promise<Buffer | null>;

/** More are of a country as large as Russia or the United States, and never agree. */
const MOST_ZONES = 6;

/**
 * Where a number is: town, country and time zone by libphonenumber's data. Of a number that names no town the zones of its whole country
 * count, for a mobile may be anywhere in it.
 */
export async function phonePlace(
  { e164, language, now }: PlaceQuestion,
  read: ReadPlaces,
): Promise<PhonePlace | null> {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined) return null;
  const { countryCallingCode: code, nationalNumber } = number;
  const [short = 'en'] = language.split('-');
  const place =
    (await wordsOf(nationalNumber, `${short}/${code}`, read)) ??
    (short === 'en' ? null : await wordsOf(nationalNumber, `en/${code}`, read));
  const zones = await wordsOf(place === null ? code : `${code}${nationalNumber}`, 'timezones', read);
  const country = number.country ?? null;
  return {
    place,
    country:
      country === null ? null : (new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? null),
    timezone: zones === null ? null : commonZone(zones.split('&'), now),
  };
}

/** The words of the longest beginning of these digits that a table has. */
async function wordsOf(digits: string, table: string, read: ReadPlaces): Promise<string | null> {
  const lines = await read(table);
  if (lines === null) return null;
  for (let end = digits.length; end > 0; end -= 1) {
    const at = lines.indexOf(`\n${digits.slice(0, end)}\t`);
    if (at === -1) continue;
    const from = at + end + 2;
    return lines.toString('utf8', from, lines.indexOf('\n', from));
  }
  return null;
}

/** A zone for all of them; null where their clocks differ at this moment, or nobody knows them. */
function commonZone(zones: readonly string[], now: number): string | null {
  if (zones.length > MOST_ZONES) return null;
  const [first, ...others] = zones.map((zone) => offsetOf(zone, now));
  return first === undefined || first === null || others.some((offset) => offset !== first)
    ? null
    : (zones[0] ?? null);
}

function offsetOf(timeZone: string, now: number): string | null {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? null;
  } catch {
    // Etc/Unknown, and zones newer than this program's own data.
    return null;
  }
}
