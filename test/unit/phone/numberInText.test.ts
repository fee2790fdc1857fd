import { describe, expect, it } from 'vitest';
import { numberInText } from '../../../main/phone/numberInText.ts';

describe('the number in a selected text', () => {
  it.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['  +7 916 123 45 67\n', '+79161234567'],
    ['tel:+7-916-123-45-67', '+79161234567'],
    ['Звоните Ивану: 8 916 123-45-67, после обеда', '+79161234567'],
    ['Office: +44 20 7946 0958 (mornings)\nMobile: +44 7700 900123', '+442079460958'],
    ['101', '101'],
    ['4021', '4021'],
  ])('%j is %s', (text, number) => {
    expect(numberInText(text, 'RU')).toBe(number);
  });

  it.each([
    '',
    '   ',
    'Hello',
    '*21*79161234567#',
    '12.05.2026',
    '1',
    'x'.repeat(3_000),
    '№ 17 / 2026',
    'a1b2',
  ])('%j holds none', (text) => {
    expect(numberInText(text, 'RU')).toBeNull();
  });

  it.each([
    ['12.05.2026 14:00', null],
    ['2026-05-12T14:00:30', null],
    ['05/25/2026 10:30', null],
    ['от 12.05.2026, 8 916 123-45-67', '+79161234567'],
    ['8 916 123-45-67 до 12/05/2026', '+79161234567'],
    // Groups of a number that look like a date.
    ['8 (495) 1-05-2026', '+74951052026'],
  ])('a date is no number: %s', (text, number) => {
    expect(numberInText(text, 'RU')).toBe(number);
  });
});
