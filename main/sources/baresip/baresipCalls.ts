import type { CallEvent } from '../../calls/tracking/callEvent.ts';

/** The calls baresip has, as its own list for people says it. */
export interface BaresipCallList {
  /** What there is to report of each of them, in order. */
  readonly events: readonly Omit<CallEvent, 'at'>[];
  /** False when it may have more: 1.0 lists those of one of its accounts only. */
  readonly isComplete: boolean;
}

/** `> [line 1, id=a3e22f57]  0:00:05  ESTABLISHED  sip:+7916...@host`; older ones name no id. */
const ROW = /^>?\s*\[line \d+(?:, id[=: ]([^\]\s,]+))?[^\]]*\]\s+\S+\s+([A-Z]+)\s+(\S+)\s*$/;
/** The colours of a terminal. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/g;

/**
 * Reads the answers to `listcalls` and `reginfo` (as baresip 1.0 to 3 give them). Rows that are not understood are passed
 * over, and the list is not complete then.
 */
export function readCallList(list: string, accounts: string): BaresipCallList {
  const text = list.replace(COLOURS, '');
  const headers = [...text.matchAll(/--- Active calls \((\d+)\) ---/g)];
  const promised = headers.reduce((sum, [, count]) => sum + Number(count), 0);
  const rows = text.split('\n').flatMap((line) => {
    const row = ROW.exec(line);
    return row === null ? [] : [row];
  });
  const agents = Number(/--- User Agents \((\d+)\) ---/.exec(accounts.replace(COLOURS, ''))?.[1] ?? 1);
  return {
    events: rows.flatMap(([, id, state, peer]) => eventsOf(id ?? null, state ?? '', peer ?? '')),
    isComplete: headers.length > 0 && promised === rows.length && headers.length >= agents,
  };
}

function eventsOf(id: string | null, state: string, peer: string): readonly Omit<CallEvent, 'at'>[] {
  const one = { source: 'baresip', sourceCallId: id, rawNumber: peer, line: null } as const;
  switch (state) {
    case 'INCOMING':
      return [{ ...one, kind: 'ringing', direction: 'inbound' }];
    case 'OUTGOING':
    case 'RINGING':
    case 'EARLY':
      return [{ ...one, kind: 'dialing', direction: 'outbound' }];
    case 'ESTABLISHED':
      // Which side called is not said; who is known here is known with it.
      return [{ ...one, kind: 'answered', direction: null }];
    default:
      return [];
  }
}
