import type {
  Call,
  CallDay,
  Caller,
  CallsSnapshot,
  Match,
  PopEntry,
  PopSnapshot,
} from '../../preload/contract.ts';
import { emma, englishAccount, MINUTE, NOW } from './people.ts';

let made = 0;

/** A finished call of the English account, changed where a picture needs it. */
export const call = (changes: Partial<Call> = {}): Call => ({
  id: `call-${++made}`,
  account: englishAccount.key,
  direction: 'inbound',
  number: { raw: '+12025550143', display: '+1 202 555-0143', e164: '+12025550143' },
  line: 'Sales',
  source: 'hook',
  state: 'ended',
  endReason: 'completed',
  startedAt: NOW - 5 * MINUTE,
  answeredAt: NOW - 5 * MINUTE + 8000,
  endedAt: NOW - MINUTE,
  callerName: emma.name,
  chosen: null,
  note: '',
  result: null,
  log: { state: 'unlogged' },
  popMs: 9,
  ...changes,
});

export const ringing: Partial<Call> = {
  state: 'ringing',
  endReason: null,
  startedAt: NOW - 3000,
  answeredAt: null,
  endedAt: null,
};
export const dialing: Partial<Call> = { ...ringing, state: 'dialing', direction: 'outbound' };
export const talking: Partial<Call> = { ...ringing, state: 'talking', answeredAt: NOW - 83_000 };

/** A caller of these matches, by default as the mirror and the CRM agree on them. */
export const caller = (
  certainty: Caller['certainty'],
  matches: readonly Match[] = [],
  freshness: Caller['freshness'] = 'fresh',
): Caller => ({ certainty, matches: [...matches], freshness });

/** One call on the pop of the English account. */
export const onPop = (changes: Partial<Call>, who: Caller, account = englishAccount): PopEntry => ({
  call: call({ account: account.key, ...changes }),
  caller: who,
  account: { key: account.key, name: account.name, colour: account.colour, currency: account.currency },
});

/** The pop with these calls, the last one shown. */
export const pop = (...entries: readonly PopEntry[]): PopSnapshot => ({
  version: 1,
  calls: [...entries],
  focused: entries.at(-1)?.call.id ?? null,
  focusShortcut: 'Ctrl+Alt+R',
  resultShortcut: 'Ctrl+Alt',
});

/** The list of today with its sums counted from the calls. */
export const today = (...calls: readonly Call[]): CallsSnapshot => {
  const count = (...states: readonly Call['log']['state'][]): number =>
    calls.filter(({ log }) => states.includes(log.state)).length;
  return {
    version: 1,
    calls: [...calls],
    summary: {
      total: calls.length,
      inCrm: count('logged'),
      waiting: count('waiting', 'undoable'),
      unlogged: count('unlogged'),
      failed: count('failed'),
      writes: { waiting: 0, failed: 0 },
    },
  };
};

const MIDNIGHT = new Date(NOW).setUTCHours(0, 0, 0, 0);
const at = (hour: number, minute: number): number => MIDNIGHT + (hour * 60 + minute) * MINUTE;

/** A day on which nobody called yet. */
export const quietDay: CallDay = {
  from: MIDNIGHT,
  to: MIDNIGHT + 24 * 60 * MINUTE,
  calls: 0,
  conversations: 0,
  talkedMs: 0,
  averageMs: null,
  talks: [],
  triedAt: [],
  missedAt: [],
};

/** A morning of calls. */
const talks = [
  [0, 4],
  [14, 3],
  [31, 9],
  [58, 2],
  [80, 4],
  [101, 12],
  [150, 6],
  [171, 3],
  [215, 14],
  [240, 2],
  [262, 5],
  [291, 7],
  [312, 4],
].map(([start = 0, minutes = 0]) => ({ from: at(9, 2 + start), to: at(9, 2 + start + minutes) }));
export const busyDay: CallDay = {
  ...quietDay,
  calls: 21,
  conversations: talks.length,
  talkedMs: 75 * MINUTE,
  averageMs: 346_000,
  talks,
  triedAt: [at(9, 11), at(10, 50), at(12, 5), at(13, 40)],
  missedAt: [at(11, 20), at(13, 50), at(14, 10)],
};
