import type { Preset, PresetEntry, SoftphoneName } from '../../preload/contract.ts';
import { hasHook } from './linphoneVersion.ts';
import { microsipLines } from './microsipHooks.ts';
import { twinkleScript } from './twinkleScript.ts';

/** What the texts to paste are made of. */
export interface PresetParts {
  /** Of the hook, up to the number: `http://127.0.0.1:47824/v1/hook/<token>/ringing?number=`. */
  readonly url: (event: PresetEntry['event']) => string;
  /** The same as desk phones of the network reach it. */
  readonly networkUrl: (event: PresetEntry['event']) => string;
  /** Path of the `ringside` program. */
  readonly program: string;
  readonly platform: NodeJS.Platform;
  /** Of the installed Linphone; null when none is known of. */
  readonly linphone: string | null;
}

type Events = readonly Exclude<PresetEntry['event'], 'all'>[];

/**
 * What to paste into each softphone, with the placeholders its maker documents (call-sources.md 1.2 to 1.6).
 * A softphone that tells only some events gets only those.
 */
export function presetsOf(parts: PresetParts): readonly Preset[] {
  const addresses = (placeholder: string, events: Events, more = ''): readonly PresetEntry[] =>
    events.map((event) => ({ event, way: 'address', text: `${parts.url(event)}${placeholder}${more}` }));
  const isOld = parts.linphone !== null && !hasHook(parts.linphone);
  const all: Events = ['ringing', 'dialing', 'answered', 'ended'];
  const entries: Readonly<Record<SoftphoneName, readonly PresetEntry[]>> = {
    microsip: [{ event: 'all', way: 'lines', text: microsipLines(parts.program) }],
    zoiper: addresses('{phone}', all),
    // On Windows Linphone hands the line to cmd.exe: a caller could run programs by their name. Never `$2`.
    linphone:
      parts.platform === 'win32' || isOld
        ? []
        : [{ event: 'ringing', way: 'lines', text: linphoneLines(parts.program) }],
    // Written for Linux alone.
    twinkle:
      parts.platform === 'linux' ? [{ event: 'all', way: 'lines', text: twinkleScript(parts.program) }] : [],
    bria: [],
    threecx: [],
    auerswald: addresses('{phone}', all, '&line={Account}'),
    ringotel: addresses('$caller$', ['ringing', 'answered']),
    wildix: addresses('{CALLERNUM}', ['ringing', 'dialing', 'answered']),
    nethvoice: addresses('$CALLER_NUMBER', ['ringing', 'answered'], '&callId=$UNIQUEID'),
    yealink: (['ringing', 'dialing', 'answered', 'ended', 'missed'] as const).map((event) => ({
      event,
      way: 'address',
      text: `${parts.networkUrl(event)}$remote&line=$local&callId=$call_id`,
    })),
  };
  return (Object.keys(entries) as SoftphoneName[]).map((softphone) => ({
    softphone,
    entries: [...entries[softphone]],
    isUnsafeHere: softphone === 'linphone' && parts.platform === 'win32',
    noHookIn: softphone === 'linphone' && isOld ? parts.linphone : null,
  }));
}

/** For the section `[ui]` of linphonerc. */
function linphoneLines(program: string): string {
  return `command_line="${program}" call ringing $1\ndisable_command_line=0`;
}
