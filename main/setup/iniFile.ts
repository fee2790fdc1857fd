import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';

/**
 * A Windows .ini file: its text with what it takes to write the very same bytes again. MicroSIP writes UTF-16LE
 * with a byte order mark (call-sources.md 1.2); older and hand-made ones are UTF-8 or of some code page.
 * Everything that is not changed on purpose stays as it is, to the byte: comments, blanks, line ends, order.
 */
export interface IniFile {
  readonly encoding: 'utf16le' | 'utf8' | 'latin1';
  /** The byte order mark stands apart. */
  readonly hasMark: boolean;
  readonly text: string;
  /** Bytes at the end that are no whole character. */
  readonly rest: Buffer;
}

const MARKS = { utf16le: Buffer.from([0xff, 0xfe]), utf8: Buffer.from([0xef, 0xbb, 0xbf]) } as const;
const NO_REST = Buffer.alloc(0);

/** Reads the bytes of a file; `notText` for what cannot be an .ini (big-endian, or binary). */
export function readIni(bytes: Buffer): Result<IniFile, 'notText'> {
  if (bytes.subarray(0, 2).equals(MARKS.utf16le)) {
    const end = bytes.length - (bytes.length % 2);
    const text = bytes.toString('utf16le', 2, end);
    return ok({ encoding: 'utf16le', hasMark: true, text, rest: bytes.subarray(end) });
  }
  if (bytes.includes(0) || bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return fail('notText');
  if (bytes.subarray(0, 3).equals(MARKS.utf8) && isUtf8(bytes.subarray(3))) {
    return ok({ encoding: 'utf8', hasMark: true, text: bytes.toString('utf8', 3), rest: NO_REST });
  }
  // A code page has a byte a character. Whichever it is, latin1 gives the bytes back as they were.
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return ok({ encoding, hasMark: false, text: bytes.toString(encoding), rest: NO_REST });
}

/** The file's bytes; `notEncodable` when it is of a code page and the text has letters beyond ASCII that it had not. */
export function writeIni(file: IniFile, text: string): Result<Buffer, 'notEncodable'> {
  if (file.encoding === 'latin1' && hasOtherLetters(text, file.text)) {
    return fail('notEncodable');
  }
  const mark = file.hasMark && file.encoding !== 'latin1' ? MARKS[file.encoding] : NO_REST;
  return ok(Buffer.concat([mark, Buffer.from(text, file.encoding), file.rest]));
}

/** Letters beyond ASCII that the code page is not known to have. */
function hasOtherLetters(text: string, before: string): boolean {
  return (text.match(/\P{ASCII}/gu) ?? []).some((letter) => !before.includes(letter));
}

/** A new value, or null to take the line out. */
export type IniChanges = Readonly<Record<string, string | null>>;

/** The value of a key as Windows reads it: names in any case, the first one counts, one pair of quotes around it goes. */
export function iniValue(text: string, section: string, key: string): string | null {
  const value = rawIniValue(text, section, key)?.trim();
  if (value === undefined) return null;
  const quoted = /^(["'])(.*)\1$/s.exec(value);
  return quoted?.[2] ?? value;
}

/** The same as it stands in the file, with quotes and blanks. */
export function rawIniValue(text: string, section: string, key: string): string | null {
  const lines = linesOf(text);
  return (
    lines.find((one) => one.section === section.toLowerCase() && one.key === key.toLowerCase())?.value ?? null
  );
}

/** Whether the file has the section at all. */
export function hasIniSection(text: string, section: string): boolean {
  return linesOf(text).some((one) => one.section === section.toLowerCase());
}

/** The text with these keys changed: in their lines where they have one, else after the section's last line. */
export function changeIni(text: string, section: string, changes: IniChanges): string {
  const lines = linesOf(text);
  const wanted = section.toLowerCase();
  const lineEnd = lines.find(({ end }) => end !== '')?.end ?? '\r\n';
  const left = new Map(Object.entries(changes).map(([key, value]) => [key.toLowerCase(), { key, value }]));
  const changed: string[] = [];
  /** After which of `changed` the section's new lines go. */
  let last = -1;
  for (const line of lines) {
    const change = line.section === wanted && line.key !== null ? left.get(line.key) : undefined;
    if (change === undefined) {
      changed.push(line.source + line.end);
    } else {
      left.delete(change.key.toLowerCase());
      if (change.value === null) continue;
      changed.push(`${line.source.slice(0, line.source.indexOf('=') + 1)}${change.value}${line.end}`);
    }
    if (line.section === wanted && line.source.trim() !== '') last = changed.length - 1;
  }
  const added = [...left.values()].flatMap(({ key, value }) => (value === null ? [] : [`${key}=${value}`]));
  if (added.length === 0) return withoutLoneEnd(changed.join(''), text);
  const block = last < 0 ? [`[${section}]`, ...added] : added;
  const at = last < 0 ? changed.length : last + 1;
  const before = changed.slice(0, at).join('');
  const gap = before === '' || before.endsWith('\n') || before.endsWith('\r') ? '' : lineEnd;
  // The file ended without a line end: so it does again.
  const close = gap !== '' && at === changed.length ? '' : lineEnd;
  return `${before}${gap}${block.join(lineEnd)}${close}${changed.slice(at).join('')}`;
}

/** A file that ended without a line end does so again when its last lines are gone. */
function withoutLoneEnd(changed: string, before: string): string {
  return /[\r\n]$/.test(before) ? changed : changed.replace(/(?:\r\n|\r|\n)$/, '');
}

interface IniLine {
  /** Without its end. */
  readonly source: string;
  readonly end: string;
  /** In small letters, '' before the first. */
  readonly section: string;
  /** In small letters, null for everything but `key=value`. */
  readonly key: string | null;
  readonly value: string;
}

function linesOf(text: string): readonly IniLine[] {
  let section = '';
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)].flatMap(([whole, source = '', end = '']) => {
    if (whole === '') return [];
    const heading = /^\s*\[([^\]]*)\]/.exec(source)?.[1];
    if (heading !== undefined) section = heading.trim().toLowerCase();
    const at = heading === undefined && !/^\s*;/.test(source) ? source.indexOf('=') : -1;
    const key = at < 0 ? null : source.slice(0, at).trim().toLowerCase();
    return [{ source, end, section, key, value: at < 0 ? '' : source.slice(at + 1) }];
  });
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}
