import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { comparePhones, isSamePhone } from '../../../main/phone/phoneComparison.ts';
import { splitPhoneField } from '../../../main/phone/phoneField.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { phoneOf } from '../../../main/writes/call/callBody.ts';

/** Spellings of the field: what trunks, hooks, phone fields and links hold, and whose number it is. */

const parse = (raw: string, region = 'RU') => parsePhoneNumber(raw, { region });

describe('a caller id as trunks and hooks spell it', () => {
  it.each([
    // Names with digits, with and without a scheme.
    '"Olga 7" <79165550123>',
    'Olga <+79165550123>',
    "'Olga 7' <79165550123>",
    '"Support 24/7" <sip:79165550123@10.0.0.5:5060;transport=tcp>;tag=as58f4',
    '"Lift \\"B\\" 12" <tel:+7-916-555-01-23>',
    '"<3 Olga" <79165550123>',
    '"1234567890123" <79165550123>',
    '"+7 999 000-11-22" <sip:+79165550123@trunk>',
    'Q1:Olga <+79165550123>',
    'Q1:79165550123',
    'Sales-2: +79165550123',
    '[Queue 5] 79165550123',
    'Olga 2 79165550123',
    '"Olga 2" 79165550123',
    '<79165550123>',
    '<sip:79165550123@pbx',
    '"79165550123"',
    // Parameters of the user part.
    '79165550123;phone-context=+7',
    '9165550123;phone-context=+7',
    '5550123;phone-context=+7916',
    'tel:5550123;phone-context=+7-916',
    'sip:9165550123;phone-context=+7@ims.mnc001.mcc250.3gppnetwork.org;user=phone',
    '<sip:79165550123;phone-context=+7@ims>;tag=9',
    '+79165550123;phone-context=+1',
    '79165550123;npdi;rn=+79160000000',
    '+79165550123;isub=12345',
    'tel:+79165550123;isub=1411;postd=pp22',
    '79165550123;cpc=ordinary;oli=0',
    // Signs of all kinds.
    '+7\u00a0916\u00a0555\u201101\u201123',
    '+7 916 555–01—23',
    '\u202a+79165550123\u202c',
    '\u200e+7\u200b916\u2060555\ufeff0123',
    '＋７（９１６）５５５－０１－２３',
    '+٧٩١٦٥٥٥٠١٢٣',
    '+۷۹۱۶۵۵۵۰۱۲۳',
    '+७९१६५५५०१२३',
    '+7.916.555.01.23',
    '+7 (916) 555/01/23',
    '8-916-555-01-23',
    '8 (10) 7 916 555 01 23',
    '00 7 916 555 01 23',
    // URIs and links.
    'sip:%2B79165550123@pbx',
    'sips:79165550123@pbx:5061',
    'sip:+79165550123:secret@pbx',
    'tel:+7%20916%20555-01-23',
    'tel://79165550123',
    'callto:79165550123+type=phone',
    'callto://+79165550123/',
    'https://wa.me/79165550123',
    'wa.me/79165550123?text=Hi%202',
    'https://api.whatsapp.com/send?phone=79165550123&text=1',
    'whatsapp://send?phone=+79165550123',
    'viber://chat?number=%2B79165550123',
    'https://t.me/+79165550123',
    '79165550123@c.us',
    // AccountPauses, tones, extensions.
    '+79165550123,,123#',
    '+79165550123;123',
    '+79165550123p12',
    '+79165550123w99#',
    '+79165550123 ext. 12',
    '+7 916 555-01-23 (доб. 12)',
  ])('%j is +79165550123', (raw) => {
    expect(parse(raw).e164).toBe('+79165550123');
  });

  it.each([
    ['+44 (0)20 7946 0958', 'RU', '+442079460958'],
    ['+44(0)2079460958', 'GB', '+442079460958'],
    ['0044 (0) 20 7946 0958', 'DE', '+442079460958'],
    ['+49 (0)171 1234567', 'DE', '+491711234567'],
    ['+39 (0)6 1234 5678', 'RU', '+390612345678'],
    ['+39 06 1234 5678', 'IT', '+390612345678'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['"Unit 5" <4155552671>', 'US', '+14155552671'],
    ['(415) 555-2671 x5', 'US', '+14155552671'],
    ['4155552671;phone-context=+1', 'US', '+14155552671'],
    ['+52 1 55 1234 5678', 'MX', '+525512345678'],
    ['044 55 1234 5678', 'MX', '+525512345678'],
    ['8 0441234567', 'UA', '+380441234567'],
    ['22.33.44.55', 'NO', '+4722334455'],
  ])('%s in %s is %s', (raw, region, e164) => {
    expect(parse(raw, region).e164).toBe(e164);
  });

  it.each([
    'sip:10.1.2.3',
    'sip:10.1.2.3:5060',
    '<sip:192.168.100.200>',
    'sip:22.33.44.55',
    '192.168.100.200',
    '192.168.100.200:5060',
    'sip:[2001:db8::1]:5060',
    '2001:db8::10:20',
    'sip:pbx2345678.example.com',
    'pbx-2345678.example.com',
    'sip:anonymous@10.1.2.3',
    '"Anonymous" <sip:anonymous@192.168.100.200>',
    '"+79165550123" <unknown>',
    'sip:unknown@192.168.100.200',
    'sip:asterisk@192.168.100.200',
    'https://example.com/orders/79165550123',
    '0000000000',
    '+',
  ])('%j is a withheld caller: no host, no name, no page is dialled or sent', (raw) => {
    expect(parse(raw)).toMatchObject({ kind: 'anonymous', digits: '' });
    expect(phoneOf({ e164: null, rawNumber: raw })).toBe('');
  });

  it('of a number of the own town what is sent is the number, never the host behind it', () => {
    expect(phoneOf({ e164: null, rawNumber: 'sip:2345678@10.1.2.3' })).toBe('2345678');
    expect(parse('sip:2345678@10.1.2.3').display).toBe('2345678');
    expect(phoneOf({ e164: null, rawNumber: 'sip:ivan@10.1.2.3' })).toBe('');
  });

  it('a long name before it does not cut the number away', () => {
    const { raw, e164 } = parse(`"${'Отдел продаж '.repeat(8)}" <sip:79165550123@pbx>`);
    expect(e164).toBe('+79165550123');
    expect(parse(raw).e164).toBe('+79165550123');
  });
});

describe('a phone field is free text', () => {
  const numbersIn = (field: string, region = 'RU') =>
    splitPhoneField(field, region).map((part) => parse(part, region).e164);
  it.each([
    ['89165550123 89255550145', 'RU', ['+79165550123', '+79255550145']],
    ['+79165550123 +79255550145', 'RU', ['+79165550123', '+79255550145']],
    ['+79165550123+79255550145', 'RU', ['+79165550123', '+79255550145']],
    ['8916555012389255550145', 'RU', ['+79165550123', '+79255550145']],
    ['8 916 555-01-23 8 925 555-01-45', 'RU', ['+79165550123', '+79255550145']],
    ['8(916)555-01-23 (495) 555-01-45', 'RU', ['+79165550123', '+74955550145']],
    ['8 916 555-01-23 / 8 925 555-01-45', 'RU', ['+79165550123', '+79255550145']],
    ['+7 916 555-01-23/24', 'RU', ['+79165550123', '+79165550124']],
    ['8 916 555-01-23 с 10 до 19', 'RU', ['+79165550123']],
    ['8 916 555-01-23 с 10:00 до 19:00', 'RU', ['+79165550123']],
    ['8 916 555-01-23 10.00-19.00', 'RU', ['+79165550123']],
    ['8 916 555-01-23 (до 12.05.2026)', 'RU', ['+79165550123']],
    ['склад 2: 8 916 555-01-23', 'RU', ['+79165550123']],
    ['1) 89165550123 2) 89255550145', 'RU', ['+79165550123', '+79255550145']],
    ['моб. 8-916-555-01-23, раб. 8(495)555-01-45 доб. 12', 'RU', ['+79165550123', '+74955550145']],
    ['8 916 555 01 23 Анна, 8 925 555 01 45 Пётр кв. 12', 'RU', ['+79165550123', '+79255550145']],
    ['https://wa.me/79165550123 Анна', 'RU', ['+79165550123']],
    ['WhatsApp +7 916 555-01-23', 'RU', ['+79165550123']],
    ['tel:+79165550123;ext=5', 'RU', ['+79165550123']],
    ['(415) 555-2671 (415) 555-2699', 'US', ['+14155552671', '+14155552699']],
    ['415-555-2671 or 415-555-2699', 'US', ['+14155552671', '+14155552699']],
    ['020 7946 0958 07700 900123', 'GB', ['+442079460958', '+447700900123']],
    ['0171 1234567 030 123456', 'DE', ['+491711234567', '+4930123456']],
    ['+375 29 123-45-67 +7 916 555-01-23', 'BY', ['+375291234567', '+79165550123']],
  ])('%j in %s holds %j', (field, region, numbers) => {
    expect(numbersIn(field, region)).toEqual(numbers);
  });

  it('two numbers with anything that people write between them are both found', () => {
    const number = fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }).map(String);
    const spelled = fc.constantFrom(
      (n: string) => `+7${n}`,
      (n: string) => `8${n}`,
      (n: string) => `+7 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
      (n: string) => `8 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
    );
    const between = fc.constantFrom(
      ' ',
      ', ',
      '; ',
      '/',
      ' / ',
      '\n',
      ' и ',
      ' | ',
      ' (Анна) ',
      ' моб ',
      '\u00a0',
      ',',
    );
    fc.assert(
      fc.property(number, number, spelled, spelled, between, (one, two, first, second, sign) => {
        expect(numbersIn(`${first(one)}${sign}${second(two)}`)).toEqual([`+7${one}`, `+7${two}`]);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

describe('two numbers are one line', () => {
  it.each([
    ['+5215512345678', '+525512345678', 'MX'],
    ['+5215512345678', '55 1234 5678', 'MX'],
    ['5215512345678', '5512345678', 'MX'],
    ['+5491123456789', '+541123456789', 'AR'],
    ['+5491123456789', '011 15-2345-6789', 'AR'],
    ['+5491123456789', '01123456789', 'AR'],
    ['+5493511234567', '0351 15 123-4567', 'AR'],
    ['+553187654321', '+5531987654321', 'BR'],
    ['031 98765-4321', '+553187654321', 'BR'],
    ['+22997123456', '+2290197123456', 'BJ'],
    ['+5712345678', '+576012345678', 'CO'],
    ['+39 6 1234 5678', '+39 06 1234 5678', 'IT'],
    ['+7 701 123 45 67', '8 701 123 45 67', 'KZ'],
    ['099 123 456', '+598 99 123 456', 'UY'],
    ['020 7946 0958', '+44 20 7946 0958', 'GB'],
    ['+7 916 555-01-23 доб. 1', '89165550123', 'RU'],
  ])('%s and %s in %s', (one, other, region) => {
    expect(isSamePhone(parse(one, region), parse(other, region))).toBe(true);
    expect(isSamePhone(parse(other, region), parse(one, region))).toBe(true);
  });

  it.each([
    ['+7 495 123-45-67', '+7 499 123-45-67', 'RU'],
    ['+7 916 555-01-23', '+1 916 555 0123', 'RU'],
    ['+19165550123', '89165550123', 'RU'],
    ['9165550123', '79165550123', 'US'],
    ['1234567', '+7 495 123-45-67', 'RU'],
    // A landline of Brazil is not a mobile with a nine before it.
    ['+55 31 3765-4321', '+55 31 93765-4321', 'BR'],
    ['+55 31 8765-4321', '+55 11 98765-4321', 'BR'],
    ['+52 55 1234 5678', '+52 33 1234 5678', 'MX'],
    ['+54 11 2345-6789', '+54 9 351 234-5678', 'AR'],
    ['+39 06 1234 5678', '+39 345 123 4567', 'IT'],
    ['8 800 555-35-35', '+1 800 555 3535', 'RU'],
    ['+371 21234567', '21234567', 'RU'],
    ['101', '101', 'RU'],
    ['101', '+7 495 000-01-01', 'RU'],
    ['anonymous', 'anonymous', 'RU'],
    ['*72', '*72', 'RU'],
  ])('never %s and %s in %s', (one, other, region) => {
    expect(comparePhones(parse(one, region), parse(other, region))).not.toBe('same');
    expect(comparePhones(parse(other, region), parse(one, region))).not.toBe('same');
  });

  it('two lines that both name their country and differ are never one, whatever their last digits', () => {
    const plans = fc.constantFrom(
      '+7916',
      '+7495',
      '+1415',
      '+52155',
      '+5255',
      '+54911',
      '+5511',
      '+551198',
      '+4420',
      '+390',
      '+9989',
    );
    fc.assert(
      fc.property(plans, plans, fc.integer({ min: 0, max: 9_999_999 }), (one, other, rest) => {
        const [a, b] = [one, other].map((prefix) => parse(`${prefix}${String(rest).padStart(7, '0')}`));
        if (a === undefined || b === undefined) return;
        const same = comparePhones(a, b);
        expect(comparePhones(b, a)).toBe(same);
        const isOneCountry = a.e164?.slice(0, 3) === b.e164?.slice(0, 3);
        expect(same === 'same' && !isOneCountry).toBe(false);
      }),
    );
  });
});
