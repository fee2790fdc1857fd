import { fc, runs } from '../../property.ts';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { splitPhoneField } from '../../../main/phone/phoneField.ts';
import { phoneKeys } from '../../../main/phone/phoneKeys.ts';
import { type PhoneContext, parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';

const russia: PhoneContext = { region: 'RU' };
const e164 = (raw: string, context: PhoneContext = russia): string | null =>
  parsePhoneNumber(raw, context).e164;

describe('parsePhoneNumber: the table of call-sources.md 2.2', () => {
  it.each([
    '89161234567',
    '79161234567',
    '9161234567',
    '8 (916) 123-45-67',
    'sip:79161234567@pbx',
    'tel:+7-916-123-45-67',
    'callto:+79161234567',
    '"Ivan" <sip:+79161234567;phone-context=x@pbx.example:5060;transport=tcp>;tag=1',
    'sip:%2B79161234567@pbx',
    'моб. 8 916 123 45 67',
    '８９１６１２３４５６７',
    '٨٩١٦١٢٣٤٥٦٧',
  ])('%s is +79161234567 in Russia', (raw) => {
    expect(e164(raw)).toBe('+79161234567');
  });

  it.each([
    ['87771234567', 'RU', '+77771234567'],
    ['87771234567', 'KZ', '+77771234567'],
    ['80291234567', 'BY', '+375291234567'],
    ['0441234567', 'UA', '+380441234567'],
    ['901234567', 'UZ', '+998901234567'],
    ['+7 600 123-45-67', 'RU', '+76001234567'],
    ['2125550123', 'US', '+12125550123'],
    ['79161234567', 'US', '+79161234567'],
    ['380441234567', 'RU', '+380441234567'],
  ])('%s in %s is %s', (raw, region, expected) => {
    expect(e164(raw, { region })).toBe(expected);
  });

  it.each([
    ['+7 916 123-45-67 доб. 123', '123'],
    ['+7 916 123-45-67 доб 123', '123'],
    ['+79161234567 ext. 123', '123'],
    ['+79161234567,123', '123'],
    ['+79161234567;ext=12', '12'],
    ['tel:+79161234567;ext=12', '12'],
    ['+79161234567 #134', '134'],
    ['+79161234567 x12', '12'],
  ])('%s keeps its extension %s apart', (raw, extension) => {
    const number = parsePhoneNumber(raw, russia);
    expect(number).toMatchObject({ e164: '+79161234567', extension, digits: '79161234567' });
  });

  it.each(['+89161234567', '+8 916 123-45-67', '0079161234567', '81079161234567', '+81079161234567'])(
    '%s of a Russian trunk is +79161234567',
    (raw) => {
      expect(e164(raw)).toBe('+79161234567');
    },
  );

  it('+810791612345 from a Russian trunk is not taken for a Japanese number', () => {
    expect(e164('+810791612345')).toBeNull();
    expect(e164('+810791612345', { region: 'JP' })).toBe('+81791612345');
  });

  it('leading 00 is a plus in every region', () => {
    expect(e164('00442079460123', { region: 'US' })).toBe('+442079460123');
  });

  it.each(['99161234567', '979161234567'])(
    '%s needs the line to say that 9 is its outside-line digit',
    (raw) => {
      expect(e164(raw)).toBeNull();
      expect(e164(raw, { region: 'RU', stripPrefixes: ['9'] })).toBe('+79161234567');
    },
  );

  it('a prefix is not stripped from a number that is possible with it', () => {
    expect(e164('9161234567', { region: 'RU', stripPrefixes: ['9'] })).toBe('+79161234567');
  });

  it('two numbers in one text are no number', () => {
    expect(e164('+7 495 123-45-67, +7 916 765-43-21')).toBeNull();
  });

  it.each(['101', '1001', '112', '900', 'alice', 'sip:101@pbx'])(
    '%s is internal and never formatted',
    (raw) => {
      const number = parsePhoneNumber(raw, russia);
      expect(number).toMatchObject({ kind: 'internal', e164: null });
      expect(number.display).toBe(raw.replace(/^sip:|@.*$/gu, ''));
    },
  );

  it('a longer number is internal when the list of extensions has it', () => {
    expect(parsePhoneNumber('7001234', { region: 'RU', extensions: ['7001234'] }).kind).toBe('internal');
    expect(parsePhoneNumber('7001234', russia).kind).toBe('external');
  });

  it.each(['*72', '#31#', '*98123456'])('%s is a feature code', (raw) => {
    expect(parsePhoneNumber(raw, russia).kind).toBe('featureCode');
  });

  it.each([
    '',
    ' ',
    'anonymous',
    'Unavailable',
    'private',
    '<unknown>',
    'restricted',
    'withheld',
    '+266696687',
    '0',
    'sip:anonymous@anonymous.invalid',
    '"Anonymous" <sip:anonymous@pbx>',
    '📞',
    '\u0000\u202e',
  ])('%j is anonymous, with nothing to show', (raw) => {
    expect(parsePhoneNumber(raw, russia)).toMatchObject({
      kind: 'anonymous',
      e164: null,
      digits: '',
      display: '',
    });
  });

  it('a number of the own town has a national number and no E.164', () => {
    expect(parsePhoneNumber('123-45-67', russia)).toMatchObject({
      e164: null,
      nsn: '1234567',
      display: '123-45-67',
    });
  });

  it('an unknown region still understands international numbers', () => {
    expect(e164('+79161234567', { region: 'ZZ' })).toBe('+79161234567');
    expect(e164('9161234567', { region: '' })).toBeNull();
  });
});

describe('parsePhoneNumber: whatever is thrown at it', () => {
  it('10,000 digits are cut, impossible and have no keys', () => {
    const number = parsePhoneNumber('9'.repeat(10_000), russia);
    expect(number.raw).toHaveLength(64);
    expect(number.e164).toBeNull();
    expect(Object.values(phoneKeys(number)).every((key) => key === null)).toBe(true);
  });

  const anyContext = fc.record({
    region: fc.constantFrom('RU', 'KZ', 'BY', 'UA', 'US', 'GB', 'JP', 'CN', 'VN', 'ZZ', ''),
    stripPrefixes: fc.constantFrom([], ['9'], ['', '0', '9']),
  });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789+*#();,.-% xextдоб@:<>"')), maxLength: 90 }),
    fc
      .tuple(fc.constantFrom('', '+', '8', '00', '810', '+810', '+8', 'sip:'), fc.nat(999_999_999_999_999))
      .map(([prefix, digits]) => `${prefix}${digits}`),
  );

  it('never throws, keeps its caps, and keeps control characters out', () => {
    fc.assert(
      fc.property(anyText, anyContext, (raw, context) => {
        const number = parsePhoneNumber(raw, context);
        expect(number.raw.length).toBeLessThanOrEqual(64);
        expect(number.raw).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(number.digits).toMatch(/^\d{0,64}$/u);
        expect(number.e164 ?? '').toMatch(/^(?:\+\d{4,20})?$/u);
        phoneKeys(number);
        splitPhoneField(raw, context.region);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('its own E.164 is understood as itself', () => {
    fc.assert(
      fc.property(anyText, anyContext, (raw, context) => {
        const first = parsePhoneNumber(raw, context);
        if (first.e164 === null) return;
        expect(parsePhoneNumber(first.e164, context).e164).toBe(first.e164);
      }),
      { numRuns: runs(5_000) },
    );
  });
});

describe('splitPhoneField', () => {
  it.each([
    ['+7 495 123-45-67, +7 916 765-43-21', ['+7 495 123-45-67', '+7 916 765-43-21']],
    ['84951234567/89167654321', ['84951234567', '89167654321']],
    ['84951234567; 89167654321 | 89167654322', ['84951234567', '89167654321', '89167654322']],
    ['84951234567 и 89167654321', ['84951234567', '89167654321']],
    ['84951234567\n89167654321', ['84951234567', '89167654321']],
    ['+7 495 123-45-67, 123', ['+7 495 123-45-67,123']],
    ['+74951234567;ext=12', ['+74951234567;ext=12']],
    ['+74951234567 доб. 12, 89167654321', ['+74951234567 доб. 12', '89167654321']],
    ['', []],
    [' , ', []],
  ])('%j holds %j', (value, expected) => {
    expect(splitPhoneField(value, 'RU')).toEqual(expected);
  });

  it('an extension after a comma comes out of the parser as one', () => {
    const [only] = splitPhoneField('+7 495 123-45-67, 123', 'RU');
    expect(parsePhoneNumber(only ?? '', russia)).toMatchObject({ e164: '+74951234567', extension: '123' });
  });
});

describe('the usual numbers of Russia', () => {
  it('are understood without the library just as it understands them', () => {
    const nsn = fc.tuple(fc.constantFrom('3', '4', '9'), fc.integer({ min: 0, max: 999_999_999 }));
    fc.assert(
      fc.property(nsn, fc.constantFrom('+7', '7', '8', ''), ([first, rest], prefix) => {
        const digits = `${first}${String(rest).padStart(9, '0')}`;
        const known = parsePhoneNumberFromString(`${prefix}${digits}`, {
          defaultCountry: 'RU',
          extract: false,
        });
        expect(parsePhoneNumber(`${prefix}${digits}`, russia)).toMatchObject({
          e164: known?.number,
          nsn: known?.nationalNumber,
          display: known?.formatInternational(),
        });
      }),
    );
  });

  it('a plain number and one that needs cleaning are the same number', () => {
    const plain = parsePhoneNumber('8 (916) 123-45-67', russia);
    const { raw: _, ...same } = parsePhoneNumber('  8  (916)\u00a0123-45-67 ', russia);
    expect(plain).toMatchObject(same);
  });
});

describe('phoneKeys', () => {
  it('come from E.164 where there is one, so that all spellings share them', () => {
    const keys = {
      e164: '+79161234567',
      nsn: '9161234567',
      extension: null,
      last10: '9161234567',
      last8: '61234567',
      last7: '1234567',
    };
    expect(phoneKeys(parsePhoneNumber('8 (916) 123-45-67', russia))).toEqual(keys);
    expect(phoneKeys(parsePhoneNumber('+79161234567', { region: 'US' }))).toEqual(keys);
  });

  it('internal numbers have none', () => {
    expect(phoneKeys(parsePhoneNumber('101', russia)).last7).toBeNull();
  });
});
