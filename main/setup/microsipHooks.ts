import { fail, ok } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { changeIni, iniValue, rawIniValue } from './iniFile.ts';

/**
 * The hooks of MicroSIP (call-sources.md 1.2): which key of `[Settings]` runs what. Its number comes after the
 * value, as words without quotes; the program takes all of them as one string.
 *
 * `cmdIncomingCall` is left alone: it fires for calls that are refused automatically too, and holds up the ringing.
 */
const microsipHooks = {
  cmdOutgoingCall: 'out',
  cmdCallRing: 'ring',
  cmdCallAnswer: 'answer',
  cmdCallAnswerVideo: 'video',
  cmdCallStart: 'start',
  cmdCallBusy: 'busy',
  cmdCallEnd: 'end',
} as const;

type HookKey = keyof typeof microsipHooks;
const keys = Object.keys(microsipHooks) as readonly HookKey[];

const SECTION = 'Settings';
/** MicroSIP reads no more of a value. */
const LONGEST_VALUE = 255;

/** A hook Ringside needs in which a program of the agent's own stands. */
export interface TakenHook {
  readonly key: HookKey;
  readonly value: string;
}

/** How the hooks stand: `partly` when some are ours, or ours of another place. */
export interface MicrosipHooks {
  readonly state: 'none' | 'partly' | 'all';
  readonly taken: readonly TakenHook[];
}

/** The value of one hook. @param program path of the `ringside` program */
function microsipHook(program: string, key: HookKey): string {
  return `"${program}" microsip ${microsipHooks[key]}`;
}

/** The lines of all hooks, to paste under `[Settings]`. */
export function microsipLines(program: string): string {
  return keys.map((key) => `${key}=${microsipHook(program, key)}`).join('\r\n');
}

/** What stands in the hooks now. */
export function readMicrosipHooks(text: string, program: string): MicrosipHooks {
  const values = keys.map((key) => ({ key, value: iniValue(text, SECTION, key) ?? '' }));
  const right = values.filter(({ key, value }) => value === microsipHook(program, key)).length;
  const ours = values.filter(({ value }) => isOurs(value)).length;
  return {
    state: right === keys.length ? 'all' : ours > 0 ? 'partly' : 'none',
    taken: values.filter(({ value }) => value !== '' && !isOurs(value)),
  };
}

/**
 * The text with Ringside's hooks.
 *
 * @param replace also hooks in which a program of the agent's own stands; without it they stay as they are
 */
export function addMicrosipHooks(
  text: string,
  program: string,
  { replace }: { readonly replace: boolean },
): Result<string, 'tooLong'> {
  const taken = new Set(readMicrosipHooks(text, program).taken.map(({ key }) => key));
  const changes: Record<string, string> = {};
  for (const key of keys) {
    const value = microsipHook(program, key);
    if (value.length > LONGEST_VALUE) return fail('tooLong');
    if (replace || !taken.has(key)) changes[key] = value;
  }
  return ok(changeIni(text, SECTION, changes));
}

/** The text without Ringside's hooks: what stood in them before stands there again. @param backup the text as it was */
export function removeMicrosipHooks(text: string, backup: string): string {
  const changes: Record<string, string | null> = {};
  for (const key of keys) {
    if (!isOurs(iniValue(text, SECTION, key) ?? '')) continue;
    const wasOurs = isOurs(iniValue(backup, SECTION, key) ?? '');
    changes[key] = wasOurs ? null : rawIniValue(backup, SECTION, key);
  }
  return changeIni(text, SECTION, changes);
}

/** Of this installation or an earlier one in another folder. */
function isOurs(value: string): boolean {
  return /ringside(?:\.exe)?"? microsip \w+$/i.test(value);
}
