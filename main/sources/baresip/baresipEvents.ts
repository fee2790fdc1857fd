import type { CallEvent } from '../../calls/tracking/callEvent.ts';
import { readForeignObject } from '../foreignFields.ts';

/** The fields of a call's event that are read. */
type BaresipFields = Readonly<
  Partial<Record<'accountaor' | 'direction' | 'peeruri' | 'id' | 'param', string>>
>;
interface BaresipEvent extends BaresipFields {
  readonly event: true;
  readonly type: string;
}
interface BaresipResponse {
  readonly response: true;
  readonly ok: boolean;
  readonly data?: string;
  readonly token?: string;
}
/**
 * What baresip says on ctrl_tcp (call-sources.md 1.7, and baresip 1.0.0 as it behaves): an event or
 * the response to a command, each a JSON object.
 */
export type BaresipMessage = BaresipEvent | BaresipResponse;

/**
 * Reads one netstring's text. A field of another shape is left.
 * @returns null when it is neither an event nor a response; `left` counts what could not be read
 */
export function readBaresip(text: string): {
  readonly message: BaresipMessage | null;
  readonly left: number;
} {
  const object = readForeignObject(text);
  if (object === null) return { message: null, left: 1 };
  const { fields, left } = object;
  const { type } = fields;
  if (fields['event'] === 'true' && type !== undefined)
    return { message: { ...fields, event: true, type }, left };
  if (fields['response'] !== 'true') return { message: null, left: left + 1 };
  const { data, token } = fields;
  const more = { ...(data === undefined ? {} : { data }), ...(token === undefined ? {} : { token }) };
  return { message: { response: true, ok: fields['ok'] === 'true', ...more }, left };
}

const DIRECTIONS: ReadonlyMap<string, CallEvent['direction']> = new Map([
  ['incoming', 'inbound'],
  ['outgoing', 'outbound'],
]);

/** What an event says of a call, null when it says nothing of one. */
export function callEventOf(event: BaresipEvent): Omit<CallEvent, 'at'> | null {
  const what = kindOf(event);
  if (what === null) return null;
  return {
    source: 'baresip',
    sourceCallId: event.id === undefined || event.id === '' ? null : event.id,
    direction: DIRECTIONS.get(event.direction ?? '') ?? null,
    rawNumber: event.peeruri ?? '',
    line: lineOf(event.accountaor),
    ...what,
  };
}

function kindOf(event: BaresipEvent): Pick<CallEvent, 'kind' | 'reason'> | null {
  const outgoing = event.direction === 'outgoing';
  switch (event.type) {
    case 'CALL_INCOMING':
      return { kind: 'ringing' };
    case 'CALL_LOCAL_SDP':
      // The first sign of a call we make: 1.0.0 has no CALL_OUTGOING, and 180 Ringing may never come.
      return outgoing && event.param === 'offer' && event.id === undefined ? { kind: 'dialing' } : null;
    case 'CALL_OUTGOING':
    case 'CALL_RINGING':
    case 'CALL_PROGRESS':
      return outgoing ? { kind: 'dialing' } : null;
    case 'CALL_ESTABLISHED':
      return { kind: 'answered' };
    case 'CALL_HOLD':
      return { kind: 'held' };
    case 'CALL_RESUME':
      return { kind: 'resumed' };
    case 'CALL_CLOSED': {
      const reason = reasonOf(event.param ?? '', outgoing);
      return reason === null ? { kind: 'ended' } : { kind: 'ended', reason };
    }
    default:
      return null;
  }
}

/** Why a call closed, from the SIP status or text baresip passes on; null when it says no more than that. */
function reasonOf(param: string, outgoing: boolean): 'busy' | 'answeredElsewhere' | null {
  if (outgoing && /^(?:486|600|603)\b/.test(param)) return 'busy';
  return /completed elsewhere|answered elsewhere/i.test(param) ? 'answeredElsewhere' : null;
}

/** `sip:101@pbx.example.com` is the line `101@pbx.example.com`. */
function lineOf(aor: string | undefined): string | null {
  const line = aor?.replace(/^sips?:/, '').slice(0, 128) ?? '';
  return line === '' ? null : line;
}
