import type { CallScript } from '../../../preload/contract.ts';
import { fail, ok, type Result } from '../../common/result.ts';

/** What the head of a call script says, and the Markdown below it. */
export interface ScriptHead extends Pick<CallScript, 'lines' | 'pipelines'> {
  /** '' where the head gives none. */
  readonly name: string;
  /** Hosts; none: every account. */
  readonly accounts: readonly string[];
  readonly markdown: string;
}

const MOST = 100;
const LONGEST = 200;

/**
 * The head of a script: between two lines of three dashes, a key and its values a line (docs/call-script.md). A file without one is for
 * every call. The error is the line that is wrong, counted from one.
 */
export function readHead(text: string): Result<ScriptHead, string> {
  const rows = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  const head = { name: '', accounts: [], lines: [], pipelines: [] };
  if (rows[0]?.trim() !== '---') return ok({ ...head, markdown: rows.join('\n') });
  const end = rows.findIndex((row, at) => at > 0 && row.trim() === '---');
  if (end < 0) return fail('1: ---');
  const said = new Map<string, string>();
  for (const [at, row] of rows.slice(1, end).entries()) {
    if (row.trim() === '' || row.trimStart().startsWith('#')) continue;
    const [, key = '', value = ''] = /^\s*([a-z]+)\s*:(.*)$/u.exec(row) ?? [];
    const isRight = Object.hasOwn(head, key) && !said.has(key) && fits(key, value);
    if (!isRight) return fail(`${at + 2}: ${row.trim().slice(0, 80)}`);
    said.set(key, value.trim());
  }
  const list = (key: string): readonly string[] => parts(said.get(key) ?? '');
  return ok({
    name: said.get('name') ?? '',
    accounts: list('accounts').map((host) => host.toLowerCase()),
    lines: [...list('lines')],
    pipelines: list('pipelines').map(Number),
    markdown: rows.slice(end + 1).join('\n'),
  });
}

const parts = (value: string): readonly string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function fits(key: string, value: string): boolean {
  if (key === 'name') return value.trim().length <= LONGEST;
  const all = parts(value);
  if (all.length > MOST || all.some((one) => one.length > LONGEST)) return false;
  return key !== 'pipelines' || all.every((one) => /^[1-9]\d{0,14}$/u.test(one));
}
