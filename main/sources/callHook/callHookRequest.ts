import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { CallEvent } from '../../calls/tracking/callEvent.ts';
import { isWebAddress, LONGEST_LINK } from '../recordings.ts';

/** The longest number a hook may report; longer ones are somebody playing (call-sources.md 1.2). */
const LONGEST_NUMBER = 128;

/** `busy` is an end: the other side was busy or did not want to talk. */
const eventKind = z.enum(['ringing', 'dialing', 'answered', 'ended', 'missed', 'busy']);

/** Softphones write directions in their own words. */
const direction = z
  .enum(['inbound', 'outbound', 'in', 'out', 'incoming', 'outgoing'])
  .transform((word) => (word.startsWith('in') ? ('inbound' as const) : ('outbound' as const)));

const shortText = (what: string) =>
  z
    .string()
    .max(LONGEST_NUMBER, `${what} is longer than ${LONGEST_NUMBER} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), `${what} has control characters`);

const number = shortText('number').refine(
  (text) => !/\p{Extended_Pictographic}/u.test(text),
  'number has characters that no number has',
);

/** Where the recording of the call is: an address that a browser can open, without a name or password in it. */
const recording = z
  .string()
  .trim()
  .max(LONGEST_LINK, `recording is longer than ${LONGEST_LINK} characters`)
  .refine(isWebAddress, 'recording is no address of the web');

/** What a call can do without: odd, it costs itself alone, and is counted. */
const extras = { direction, line: shortText('line'), callId: shortText('callId'), recording };

const hookBody = z.object({
  event: eventKind,
  number: z.unknown(),
  direction: extras.direction.optional().catch(undefined),
  line: extras.line.optional().catch(undefined),
  callId: extras.callId.optional().catch(undefined),
  recording: extras.recording.optional().catch(undefined),
});

/** A report as it was understood, and how many of its fields could not be read. */
export interface HookReport {
  readonly event: CallEvent;
  readonly left: number;
}

/**
 * What a softphone's hook says, checked. `input` is the JSON body or the query of the URL form.
 * A refusal is one English sentence for the person who sets the hook up.
 */
export function readHookReport(input: unknown, at: number): Result<HookReport, string> {
  const parsed = hookBody.safeParse(input);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return fail(
      first === undefined ? 'not understood' : `${first.path.join('.') || 'body'}: ${first.message}`,
    );
  }
  const report = parsed.data;
  const callId = report.callId?.trim() ?? '';
  const begins = report.event === 'ringing' || report.event === 'dialing' || report.event === 'missed';
  const named = number.optional().safeParse(report.number);
  // What goes on with a call that is known by its id needs no number: an odd one must not leave it ringing for ever.
  if (!named.success && (begins || callId === ''))
    return fail(`number: ${named.error.issues[0]?.message ?? 'is not understood'}`);
  const rawNumber = named.data?.trim() ?? '';
  if (rawNumber === '' && (begins || callId === '')) {
    return fail("number: is empty; send 'anonymous' for a withheld number");
  }
  const event: CallEvent = {
    source: 'hook',
    sourceCallId: callId === '' ? null : callId,
    kind: report.event === 'busy' ? 'ended' : report.event,
    direction: report.direction ?? directionOf(report.event),
    rawNumber,
    line: report.line === undefined || report.line.trim() === '' ? null : report.line.trim(),
    at,
    ...(report.recording === undefined ? {} : { recording: report.recording }),
    ...(report.event === 'busy' ? { reason: 'busy' as const } : {}),
  };
  return ok({ event, left: oddExtras(input) + (named.success ? 0 : 1) });
}

function oddExtras(input: unknown): number {
  const said = z.looseObject({}).safeParse(input).data ?? {};
  return Object.entries(extras).filter(
    ([key, schema]) => said[key] !== undefined && !schema.safeParse(said[key]).success,
  ).length;
}

/** What the event's own word says of the direction; null when nothing. */
function directionOf(kind: z.infer<typeof eventKind>): CallEvent['direction'] {
  if (kind === 'ringing' || kind === 'missed') return 'inbound';
  return kind === 'dialing' ? 'outbound' : null;
}
