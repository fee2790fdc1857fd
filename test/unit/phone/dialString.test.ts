import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { gateCode, gateNumber } from '../../../main/phone/dialString.ts';
import { commandWords } from '../../../main/clickToCall/dialer.ts';
import { numberInText } from '../../../main/phone/numberInText.ts';
import { numberOfLink } from '../../../main/phone/phoneLinks.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { fail, ok } from '../../../main/common/result.ts';

const parse = (raw: string, region = 'RU') => parsePhoneNumber(raw, { region });

/** Codes as a stranger may write them into a web form, a caller's name or a page. */
const CODES = [
  '*72',
  '*72 79991234567',
  '*21*79991234567#',
  '**21*+79991234567#',
  '*21*+7 999 123-45-67*11#',
  '##002#',
  '*#06#',
  '#31#',
  '#31#79991234567',
  '*100#',
  '%2A72',
  '%2a21%2a79991234567%23',
  '%23%23002%23',
  '* 72',
  ' * 21 * 79991234567 #',
  '＊７２',
  '＊21＊79991234567＃',
  '﹡72',
  '∗21∗79991234567#',
  '\u200b*72',
  '\u202a*21*79991234567#\u202c',
  '+*72',
  '(*72)',
  '-*72',
  '"*72"',
  '<*72>',
  '"Anna" <*21*79991234567#>',
  '"Anna" <sip:*72@pbx>',
  'sip:*72@10.1.2.3',
  'sip:%2A72@pbx',
  'tel:*21*79991234567%23',
  'tel:%2A%2306%23',
  'callto:*72',
  'Q1:*72',
  '0*72',
  '9*21*79991234567#',
  '21*79991234567#',
  '٭72',
];

describe('what strangers wrote is dialled as a number or not at all', () => {
  it.each(CODES)('%j passes nowhere', (raw) => {
    for (const region of ['RU', 'US', 'DE', '']) {
      const passed = gateNumber(parse(raw, region));
      expect(passed.ok ? passed.value : 'nothing').toBe('nothing');
    }
    expect(numberOfLink(raw)).toBeNull();
    expect(numberOfLink(`tel:${encodeURIComponent(raw)}`)).toBeNull();
    expect(numberInText(raw, 'RU')).toBeNull();
  });

  it.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['*72 <79161234567>', '+79161234567'],
    ['+74951234567,,*21#', '+74951234567'],
    ['101', '101'],
    ['112', '112'],
    ['123-45-67', '1234567'],
    ['sip:2345678@10.1.2.3', '2345678'],
    ['99161234567', '99161234567'],
  ])('%j is dialled as %s', (raw, dialled) => {
    expect(gateNumber(parse(raw))).toEqual(ok(dialled));
  });

  it.each([
    '',
    'anonymous',
    'Anna',
    'Anna 12',
    'sip:10.1.2.3',
    'sip:ivan@example.com',
    '$(id)',
    '1'.repeat(30),
  ])('%j is not dialled', (raw) => {
    expect(gateNumber(parse(raw))).toEqual(fail('badNumber'));
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('0123456789+*#();,.-%2A "\'&|$`\\\r\n<>@:{}^sip:tel')),
      maxLength: 60,
    }),
    fc.tuple(fc.constantFrom(...CODES), fc.string({ maxLength: 8 })).map((parts) => parts.join('')),
  );

  it('whatever it is, no protocol, shell or link reads more than a number in it', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('RU', 'US', 'MX', ''), (raw, region) => {
        const passed = gateNumber(parse(raw, region));
        // Neither a line end for AMI and ESL, nor a comma, brace, ampersand, quote or blank for any of the ways out.
        expect(passed.ok ? passed.value : '+7').toMatch(/^\+?\d{1,20}$/u);
        expect(passed.ok ? commandWords('phone call {number}', passed.value) : [1, 2, 3]).toHaveLength(3);
        const code = gateCode(parse(raw, region));
        expect(code.ok ? code.value.text : '*72').toMatch(/^[*#][\d*#+]{1,31}$/u);
        expect(passed.ok && code.ok).toBe(false);
      }),
      { numRuns: runs(3_000) },
    );
  });
});

describe('a code the agent typed', () => {
  it.each([
    ['*72', 'forward'],
    ['*21*79991234567#', 'forward'],
    ['**61*79991234567**20#', 'forward'],
    ['##002#', 'forwardOff'],
    ['#21#', 'forwardOff'],
    ['*73', 'forwardOff'],
    ['#31#79991234567', 'hideNumber'],
    ['*67', 'hideNumber'],
    ['*33*0000#', 'barring'],
    ['*43#', 'waiting'],
    ['*#06#', 'ask'],
    ['*100#', 'code'],
    ['*8101', 'code'],
  ])('%s is told to be: %s', (text, meaning) => {
    expect(gateCode(parse(text))).toEqual(ok({ text, meaning }));
  });
});
