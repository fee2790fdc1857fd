import { describe, expect, it } from 'vitest';
import { phonePlace, type ReadPlaces } from '../../../main/phone/phonePlace.ts';
import { linesOf, placeTables } from '../../../scripts/places/placeTables.ts';

const tables = await placeTables();
const read: ReadPlaces = (name) => {
  const lines = tables.get(name);
  return Promise.resolve(lines === undefined ? null : Buffer.from(lines));
};
const WINTER = Date.UTC(2026, 10, 30, 12);
const placeOf = (e164: string, language = 'en') => phonePlace({ e164, language, now: WINTER }, read);

describe('where a number is', () => {
  it.each([
    ['a town', '+442079460000', { place: 'London', country: 'United Kingdom', timezone: 'Europe/London' }],
    ['a region', '+16025550162', { place: 'Arizona', country: 'United States', timezone: 'America/Phoenix' }],
    [
      'a town of many',
      '+12125550100',
      { place: 'New York, NY', country: 'United States', timezone: 'America/New_York' },
    ],
    [
      'a mobile of a country with one clock',
      '+4915112345678',
      { place: null, country: 'Germany', timezone: 'Europe/Berlin' },
    ],
    [
      'a mobile that may be anywhere between Kaliningrad and Kamchatka',
      '+79161234567',
      { place: null, country: 'Russia', timezone: null },
    ],
    ['a number of no country', '+80012345678', { place: null, country: null, timezone: null }],
  ])('says of %s what its digits say: %s', async (_what, e164, expected) => {
    expect(await placeOf(e164)).toEqual(expected);
  });

  it('says it in the language of the agent, and in English where the data have no other', async () => {
    expect(await placeOf('+74951234567', 'ru')).toMatchObject({
      country: 'Россия',
      timezone: 'Europe/Moscow',
    });
    expect((await placeOf('+74951234567', 'ru'))?.place).toMatch(/^Моск/);
    expect(await placeOf('+525512345678', 'es-419')).toMatchObject({ country: 'México' });
    expect(await placeOf('+442079460000', 'pt-BR')).toMatchObject({
      place: 'London',
      country: 'Reino Unido',
    });
  });

  it('has no answer for what is no number', async () => {
    expect(await placeOf('+1')).toBeNull();
    expect(await placeOf('101')).toBeNull();
  });

  it('keeps every prefix that says something of its own, and no other', () => {
    const all = new Map([
      ['1', 'Here'],
      ['12', 'Here'],
      ['123', 'There'],
      ['1234', 'Here'],
    ]);
    expect(linesOf(all)).toBe('\n1\tHere\n123\tThere\n1234\tHere\n');
  });
});
