import { expect, it } from 'vitest';
import { isNamedByNumber } from '../../../main/phone/phoneMatching.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';

const number = parsePhoneNumber('+79995550188', { region: 'RU' });

it.each([
  ['+7 999 555-01-88', true],
  ['89995550188', true],
  ['9995550188', true],
  ['Anna', false],
  ['Anna +79995550188', false],
  ['+7 999 555-01-89', false],
  ['', false],
])('a card called %j is named by nothing but the number: %s', (name, is) => {
  expect(isNamedByNumber(name, number)).toBe(is);
});
