import { z } from 'zod';

// What a relay and a desktop say to each other over the WebSocket at `GET /desktop` (docs/relay.md): one JSON object a
// text frame. Unknown keys are ignored, so that either end may learn more first.

export const PROTOCOL = 1;

/** The longest frame a desktop may send, bytes. */
export const LONGEST_ASK = 16_384;

/** Why the relay closed a connection (RFC 6455, 7.4.2: 4000 to 4999 are ours). */
export const CLOSED = {
  /** The relay ends or restarts: connect again, after a random wait. */
  restart: 1012,
  /** The token was revoked: do not come back with it. */
  revoked: 4001,
  /** Something that is not in this file was sent. */
  protocol: 4002,
  /** Events lay unacknowledged for too long: connect again and go on from the cursor. */
  slow: 4008,
  /** The same desktop connected once more; the older connection ends. */
  replaced: 4009,
} as const;

const account = z.number().int().positive();
const seq = z.number().int().nonnegative();

/** A place in an account's stream: what the desktop stored last, kept in the same transaction as its events. */
const cursor = z.object({
  epoch: z.string().max(100),
  seq,
  /** When that event was received, by the relay's clock, milliseconds. */
  at: z.number().int().nonnegative(),
});
export type Cursor = z.output<typeof cursor>;

/** What a desktop says. */
export const askSchema = z.discriminatedUnion('type', [
  /** Once, first: the accounts it wants, each from where it stopped. Null: from now on. */
  z.object({
    type: z.literal('follow'),
    accounts: z
      .array(z.object({ account, cursor: cursor.nullable() }))
      .min(1)
      .max(50),
  }),
  /** Everything up to here is stored. Must come within `ackWithinMs` of the events. */
  z.object({ type: z.literal('ack'), account, seq }),
]);
export type Ask = z.output<typeof askSchema>;

/** What the relay says. */
export const tellSchema = z.discriminatedUnion('type', [
  /** First of all. */
  z.object({
    type: z.literal('hello'),
    protocol: z.number().int(),
    accounts: z.array(account),
    /** A connection whose events lie unacknowledged for longer is closed (`slow`). */
    ackWithinMs: z.number().int().positive(),
  }),
  /** Events come from after this place on, without a gap. */
  z.object({ type: z.literal('following'), account, cursor }),
  /**
   * Events are lost to this desktop: they were older than the relay keeps, or the relay lost its queue. What changed at
   * the CRM since `since` (milliseconds) must be polled; events come from after `cursor` on. May come at any time.
   */
  z.object({ type: z.literal('resync'), account, since: z.number().int().nonnegative(), cursor }),
  /** Events of one account, each `seq` one more than the last. */
  z.object({
    type: z.literal('events'),
    account,
    epoch: z.string(),
    events: z.array(z.object({ seq, at: z.number().int(), body: z.string() })).min(1),
  }),
  /** This account's events do not come: it is not this token's, or the queue cannot be read now. */
  z.object({ type: z.literal('refused'), account, reason: z.enum(['notYours', 'unavailable']) }),
]);
export type Tell = z.output<typeof tellSchema>;

/** What `POST /desktops` takes: an invite's code turns into a token. */
export const joinSchema = z.object({ invite: z.string().max(100), name: z.string().trim().min(1).max(80) });

/** What it answers, once and never again. */
export const joinedSchema = z.object({
  token: z.string(),
  desktop: z.string(),
  accounts: z.array(account),
  socketUrl: z.string(),
});
export type Joined = z.output<typeof joinedSchema>;
