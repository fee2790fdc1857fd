import { describe, expect, it } from 'vitest';
import { hasNumber, lastDigits } from '../../../main/outbox/sameNumber.ts';

const phones = (value: string, code: string | null = 'PHONE') => [
  { field_id: 1, field_code: code, values: [{ value, enum_code: null }] },
];

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
  ])('is the same however it is written: %s', (written) => {
    expect(hasNumber(phones(written), '+79161234567')).toBe(true);
  });

  it.each(['+79161234568', '123', '', 'доб. 9161234567'])('is another one: %s', (written) => {
    expect(hasNumber(phones(written), '+79161234567')).toBe(false);
  });

  it('counts only in a phone field', () => {
    expect(hasNumber(phones('+79161234567', null), '+79161234567')).toBe(false);
    expect(hasNumber(phones('+79161234567', 'EMAIL'), '+79161234567')).toBe(false);
  });

  it('never is an empty one', () => {
    expect(hasNumber(phones('anonymous'), '')).toBe(false);
    expect(lastDigits('anonymous')).toBe('');
  });
});
