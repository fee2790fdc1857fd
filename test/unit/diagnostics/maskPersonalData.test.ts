import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMask } from '../../../main/diagnostics/maskPersonalData.ts';

const mask = createMask([]);
const digitsOf = (text: string): string => text.replaceAll(/\P{Nd}/gu, '');

describe('a number of five and more digits is taken out', () => {
  it.each([
    '+79161234567',
    '8 (916) 123-45-67',
    '8.916.123.45.67',
    '+1 415 555 0132',
    '12345',
    '1-23-45',
    '916–123—45−67',
    '916\u00A0123\u202F45\u200967',
    '\u202A+7\u200B916\u200D1234567\u202C',
    '%2B79161234567',
    '8%20%28916%29%20123%2D45%2D67',
    '٠٩١٦١٢٣٤٥٦٧',
    '８９１６１２３４５６７',
    'tel:+7-916-123-45-67',
    '192.168.10.20',
  ])('%s', (number) => {
    const masked = mask(`call ${number} ended`);
    expect(masked).toContain('[number]');
    expect(digitsOf(masked)).toBe('');
    expect(masked).toMatch(/^call .*ended$/u);
  });

  it('and what is shorter stays: an extension, a status, a place in the source', () => {
    expect(mask('ext 1012 answered 503 at compose.js:123:45')).toBe(
      'ext 1012 answered 503 at compose.js:123:45',
    );
  });
});

it.each(['anna@romashka.ru', 'a.b+c@mail.example.com', 'sip:anna@pbx', 'анна@почта.рф', 'anna%40mail.ru'])(
  'an address is taken out: %s',
  (address) => {
    const masked = mask(`from ${address} came`);
    expect(masked).toMatch(/^from .*\[e-mail\] came$/u);
    expect(masked).not.toMatch(/anna|анна|a\.b/u);
  },
);

const bytes = (count: number): Buffer => randomBytes(count);
const jwt = [{ typ: 'JWT', alg: 'RS256' }, { sub: '7' }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat(bytes(64).toString('base64url'))
  .join('.');

/** A digit at the front: one random run in thousands has none, and looks like a word. */
const secrets: readonly (readonly [what: string, secret: string])[] = [
  ['the hook token (base64url)', `7${bytes(32).toString('base64url').slice(1)}`],
  ['a master key (base64)', `7Za${bytes(32).toString('base64').slice(3)}`],
  ['a client secret (64 letters and digits)', `a1${bytes(31).toString('hex')}`],
  ['an access token (JWT)', jwt],
  ['a code of a sign-in (long hex)', `def502${bytes(200).toString('hex')}`],
  ['a short hex key', `a7${bytes(6).toString('hex')}`],
  ['a state of a sign-in', `s1${bytes(16).toString('base64url')}`],
];

describe('a secret is taken out', () => {
  it.each(secrets)('%s, wherever it stands', (_what, secret) => {
    for (const around of [
      'x SECRET y',
      'x (SECRET) y',
      '{"a":"SECRET"}',
      'https://h.example/?k=SECRET',
      'at SECRET:1',
    ]) {
      const masked = mask(around.replace('SECRET', () => secret));
      expect(masked).not.toContain(secret);
      // Nor a good part of it.
      for (let at = 0; at + 12 <= secret.length; at += 4) {
        expect(masked).not.toContain(secret.slice(at, at + 12));
      }
    }
  });

  it.each([
    'password=hunter2',
    'password: hunter2',
    '"client_secret":"hunter2"',
    'Authorization: Bearer hunter2',
    'authorization: hunter2',
    'X-Api-Key: hunter2',
    'refresh_token=hunter2&x=1',
    'amqp://guest:hunter2@host/x',
    'https://host/path?hunter2',
    'ringside://join#hunter2',
    'bearer hunter2',
    'code=hunter2',
  ])('however short, where a word says what it is: %s', (text) => {
    expect(mask(`before ${text} after`)).not.toContain('hunter2');
    expect(mask(`before ${text} after`)).toMatch(/^before .* after$/u);
  });
});

describe('a name is taken out', () => {
  const knowing = createMask(['Anna Berg', 'romashka', 'Ivan O’Neil']);
  it.each(['Anna Berg', 'anna', 'BERG', 'romashka.amocrm.ru', 'O’Neil'])(
    'that Ringside knows: %s',
    (name) => {
      const masked = knowing(`for ${name} now`);
      expect(masked).toMatch(/^for .*\[name\].* now$/u);
      expect(masked).not.toMatch(/anna|berg|romashka|neil/iu);
    },
  );

  it('in another script than the log is written in, known or not', () => {
    expect(mask('contact Иван Петров, Müller')).toBe('contact [name] [name], [name]');
  });

  it('in quotes, as errors quote what they could not read', () => {
    expect(mask(`Unexpected token '<', ..."{"name":"John Smith"... is not valid JSON`)).not.toMatch(
      /John|Smith/u,
    );
  });

  it('and not a part of another word', () => {
    expect(knowing('Hanna bergs joanna')).toBe('Hanna bergs joanna');
  });
});

it('what helps stays: reasons, system codes, function names, files', () => {
  const line =
    'TypeError: fetch failed code: ECONNREFUSED at createSettingsService (file:///opt/Ringside/out/main/index.js:12:7)';
  expect(mask(line)).toBe(line);
});
