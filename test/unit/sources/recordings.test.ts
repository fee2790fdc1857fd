import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { isWebAddress, recordingLink, RECORDINGS_PATTERN } from '../../../main/sources/recordings.ts';

describe('the link of a recording', () => {
  it.each([
    [
      'https://pbx.example.com/rec/{file}',
      '/var/spool/a/2026/12/in-101.wav',
      'https://pbx.example.com/rec/in-101.wav',
    ],
    [
      'https://pbx.example.com/{path}',
      '/2026/12/зво нок.wav',
      'https://pbx.example.com/2026/12/%D0%B7%D0%B2%D0%BE%20%D0%BD%D0%BE%D0%BA.wav',
    ],
    [
      'http://pbx/?f={file}&p={path}',
      'C:\\rec\\a&b#c.wav',
      'http://pbx/?f=a%26b%23c.wav&p=C%3A/rec/a%26b%23c.wav',
    ],
  ])('of %s and %s', (template, file, link) => {
    expect(recordingLink(template, file)).toBe(link);
  });

  it.each([
    ['', '/a.wav'],
    ['https://pbx/{file}', ''],
    ['https://pbx/{file}', '/'],
    ['https://pbx/{path}', '/rec/../../etc/passwd'],
    ['https://me:secret@pbx/{file}', 'a.wav'],
    ['javascript:{file}', 'alert(1)'],
    ['https://pbx/{file}', 'a'.repeat(2_000)],
    ['https://pbx/{file}', '\ud800.wav'],
  ])('is none of %s and %s', (template, file) => {
    expect(recordingLink(template, file)).toBeNull();
  });

  it('is an address on the host of the settings, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (file) => {
        const link = recordingLink('https://pbx.example.com/r/{path}?n={file}', file);
        if (link === null) return;
        expect([isWebAddress(link), new URL(link).host]).toEqual([true, 'pbx.example.com']);
      }),
    );
  });

  it('the settings take an address with a place for the file, or nothing', () => {
    const texts = [
      '',
      'https://a/{file}',
      'http://a/{path}?x=1',
      'https://a/',
      'a/{file}',
      'https://a b/{file}',
    ];
    expect(texts.map((text) => RECORDINGS_PATTERN.test(text))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
