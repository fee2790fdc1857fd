import { describe, expect, it } from 'vitest';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { searchTexts, verifiedPhone } from '../../../main/phone/phoneMatching.ts';

const phones = (value: string, code: string | null = 'PHONE') => [
  { field_id: 1, field_code: code, values: [{ value, enum_code: null }] },
];
const number = (raw: string, region = 'RU') => parsePhoneNumber(raw, { region });
const has = (fields: ReturnType<typeof phones>, raw: string): boolean =>
  verifiedPhone(fields, number(raw), 'RU') !== null;

describe('the number of a contact the CRM found', () => {
  it.each([
    '+79161234567',
    '8 (916) 123-45-67',
    '79161234567',
    '9161234567',
    '+7 916 123-45-67 доб. 123',
    '8-916-123-45-67 ext. 9',
    '8 916 123 45 67#134',
    '+7 495 000-00-00, +7 916 123-45-67',
    '+7 495 000-00-00 и 8 916 123-45-67',
    '＋７９１６１２３４５６７',
    '84950000000 89161234567',
    '8 916 123-45-67 с 9 до 18',
    'https://wa.me/79161234567?text=hi',
  ])('is the same however it is written: %s', (written) => {
    expect(has(phones(written), '+79161234567')).toBe(true);
  });

  it.each(['+79161234568', '123', '', '+1 916 123 45 67'])('is another one: %s', (written) => {
    expect(has(phones(written), '+79161234567')).toBe(false);
  });

  it('counts only in a phone field', () => {
    expect(has(phones('+79161234567', null), '+79161234567')).toBe(false);
    expect(has(phones('+79161234567', 'EMAIL'), '+79161234567')).toBe(false);
  });

  it('never is an empty one; an extension of the own exchange is itself', () => {
    expect(has(phones('anonymous'), '')).toBe(false);
    expect(has(phones('101'), '101')).toBe(true);
    expect(has(phones('102'), '101')).toBe(false);
  });
});

describe('what the CRM is asked for', () => {
  it.each([
    ['+79161234567', ['9161234567']],
    ['1234567', ['1234567']],
    ['anonymous', []],
    ['*72', []],
    ['+5531987654321', ['1987654321', '3187654321']],
    ['+5491123456789', ['1123456789', '1523456789']],
    ['sip:2345678@10.1.2.3', ['2345678']],
  ])('of %s it is %j', (raw, texts) => {
    expect(searchTexts(number(raw))).toEqual(texts);
  });
});
