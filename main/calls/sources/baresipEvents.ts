import { z } from 'zod';
import type { CallEvent } from '../event.ts';

/**
 * What baresip says on ctrl_tcp (facts/call-sources 1.7, and baresip 1.0.0 as it behaves): an event or
 * the response to a command, each a JSON object.
 */
const message = z.union([
  z.object({
    event: z.literal(true),
    type: z.string(),
    class: z.string().optional(),
    accountaor: z.string().optional(),
    direction: z.enum(['incoming', 'outgoing']).optional(),
    peeruri: z.string().optional(),
    id: z.string().optional(),
    param: z.string().optional(),
  }),
  z.object({
    response: z.literal(true),
    ok: z.boolean(),
    data: z.string().optional(),
    token: z.string().optional(),
  }),
]);
export type BaresipMessage = z.infer<typeof message>;
type BaresipEvent = Extract<BaresipMessage, { readonly event: true }>;

/** Reads one netstring's text; null when it is neither an event nor a response. */
export function readBaresip(text: string): BaresipMessage | null {
  try {
    const parsed = message.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What an event says of a call, null when it says nothing of one. */
export function callEventOf(event: BaresipEvent): Omit<CallEvent, 'at'> | null {
  const what = kindOf(event);
  if (what === null) return null;
  return {
    source: 'baresip',
    sourceCallId: event.id === undefined || event.id === '' ? null : event.id,
    direction: event.direction === undefined ? null : event.direction === 'incoming' ? 'inbound' : 'outbound',
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
