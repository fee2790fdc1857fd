import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import {
  changeIni,
  hasIniSection,
  iniValue,
  readIni,
  writeIni,
  type IniFile,
} from '../../../main/setup/iniFile.ts';

const opened = (bytes: Buffer): IniFile => {
  const file = readIni(bytes);
  if (!file.ok) throw new Error(file.error);
  return file.value;
};
const bytesOf = (file: IniFile, text = file.text): Buffer => {
  const bytes = writeIni(file, text);
  if (!bytes.ok) throw new Error(bytes.error);
  return bytes.value;
};
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const utf8Marked = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
const cp1251 = Buffer.from('[Settings]\r\nlabel=\xcf\xf0\xe8\xe2\xe5\xf2\r\n', 'latin1');

describe('an .ini file', () => {
  it('any bytes it takes for text are written back to the byte', () => {
    const files = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.uint8Array({ maxLength: 401 }).map((bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes])),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => utf8Marked(text)),
      fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => utf16(text)),
    );
    const written = fc.check(
      fc.property(files, (bytes) => {
        const file = readIni(bytes);
        return !file.ok || bytesOf(file.value).equals(bytes);
      }),
      { numRuns: runs(2_000) },
    );
    expect(written.counterexample).toBeNull();
  });

  it.each([
    ['UTF-16LE, as MicroSIP writes it', utf16('[Settings]\r\nlabel=Отдел\r\n'), 'Отдел'],
    ['UTF-8 with a mark', utf8Marked('[Settings]\nlabel=Отдел\n'), 'Отдел'],
    ['UTF-8', Buffer.from('[Settings]\nlabel=Отдел\n'), 'Отдел'],
    ['ASCII', Buffer.from('[settings]\rLABEL = "Sales" \r'), 'Sales'],
  ])('%s is read', (_name, bytes, value) => {
    expect(iniValue(opened(bytes).text, 'Settings', 'label')).toBe(value);
  });

  it('of a code page keeps its letters and refuses others instead of spoiling them', () => {
    const file = opened(cp1251);
    const changed = changeIni(file.text, 'Settings', { cmdCallRing: 'C:\\ringside.exe microsip ring' });
    const bytes = bytesOf(file, changed);
    expect(bytes.subarray(0, cp1251.length).equals(cp1251)).toBe(true);
    expect(
      writeIni(file, changeIni(file.text, 'Settings', { cmdCallRing: 'C:\\Иван\\ringside.exe' })),
    ).toEqual({
      ok: false,
      error: 'notEncodable',
    });
  });

  it.each([Buffer.from([0xfe, 0xff, 0, 0x5b]), Buffer.from([0x4d, 0x5a, 0, 0, 1])])(
    'what is no text is refused',
    (bytes) => {
      expect(readIni(bytes)).toEqual({ ok: false, error: 'notText' });
    },
  );

  it('a change touches its line alone: comments, blanks, order and line ends stay', () => {
    const text =
      '; mine\r\n[Account1]\r\ncmdCallRing=x\r\n\r\n[Settings]\r\n  a = 1 \r\ncmdCallRing=old\r\nb=2\n\r\n[Calls]\r\n0=7\r\n';
    expect(changeIni(text, 'Settings', { cmdCallRing: 'new' })).toBe(
      text.replace('cmdCallRing=old', 'cmdCallRing=new'),
    );
    expect(changeIni(text, 'Settings', { added: 'v' })).toBe(text.replace('b=2\n', 'b=2\nadded=v\r\n'));
    expect(changeIni(text, 'Settings', { CMDCALLRING: null })).toBe(text.replace('cmdCallRing=old\r\n', ''));
    expect(hasIniSection(text, 'settings')).toBe(true);
    expect(hasIniSection(text, 'Setting')).toBe(false);
  });

  it('adding keys and taking them out again leaves the very same text, also without a last line end', () => {
    const line = fc.constantFrom(
      'a=1',
      'b = "two"',
      '; note',
      '',
      '[Settings]',
      '[Calls]',
      'cmdCallEnd=mine',
      '  ',
    );
    const texts = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\r\n', '\n'), fc.boolean())
      .map(([lines, end, closed]) => ['[Settings]', ...lines].join(end) + (closed ? end : ''));
    fc.assert(
      fc.property(texts, (text) => {
        const added = changeIni(text, 'Settings', { cmdCallRing: 'r', cmdCallStart: 's' });
        expect(iniValue(added, 'Settings', 'cmdcallring')).toBe('r');
        expect(changeIni(added, 'Settings', { cmdCallRing: null, cmdCallStart: null })).toBe(text);
      }),
    );
  });
});
