import { z } from 'zod';
import { WEBHOOK_KINDS, NOTICE_KINDS } from '../constants.ts';
import { failureCode } from '../schemas.ts';
import { nothing, request } from './request.ts';

/** How changes made in the CRM reach this computer, and which of them the CRM sends. */

/** What the CRM can tell of, as the agent switches it. */
export const webhookKind = z.enum(WEBHOOK_KINDS);
export type WebhookKind = z.infer<typeof webhookKind>;

/** `notHere`: connected, but the relay does not have this account for us. */
const relayConnection = z.enum([
  'connecting',
  'live',
  'notHere',
  'unreachable',
  'relayError',
  'protocol',
  'refused',
  'replaced',
]);
export type RelayConnectionStatus = z.infer<typeof relayConnection>;

export const webhookState = z.object({
  relay: z.object({ address: z.string(), line: relayConnection }).nullable(),
  /** Unix ms of the last webhook in this run. */
  lastAt: z.number().nullable(),
  /** The listener of this computer. */
  receiver: z.object({
    on: z.boolean(),
    port: z.number().int(),
    state: z.enum(['off', 'listening', 'portInUse', 'failed']),
  }),
});
export type WebhookState = z.infer<typeof webhookState>;

const hook = z.object({
  id: z.number().int(),
  /** Where it goes, without what is secret. */
  address: z.string(),
  /** The CRM has switched it off (too many failures), or an admin has. */
  disabled: z.boolean(),
  on: z.array(webhookKind),
});
export type WebhookSubscription = z.infer<typeof hook>;

/** The CRM's webhooks that lead to a relay or to Ringside itself; others are nobody's business here. */
export const webhookList = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('hooks'), hooks: z.array(hook) }),
  z.object({ outcome: z.literal('notAdmin') }),
  z.object({ outcome: z.literal('failed'), failure: failureCode }),
]);
export type WebhookList = z.infer<typeof webhookList>;

const kinds = z.array(webhookKind).max(webhookKind.options.length);

/** What the system tells the agent of. */
export const noticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKind>;

const noticeSettings = z
  .object({
    /** The kinds that are told, of every account. */
    on: z.array(noticeKind).max(noticeKind.options.length),
    /** Whether anything of this account is. */
    account: z.boolean(),
  })
  .strict();
export type NoticeSettings = z.infer<typeof noticeSettings>;

export const webhookRequests = {
  state: request(['account'], nothing, webhookState),
  /** Joins the team's relay by the link of an invite. */
  join: request(
    ['account'],
    z.object({ link: z.string().trim().min(1).max(500) }).strict(),
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('joined') }),
      z.object({
        outcome: z.literal('failed'),
        reason: z.enum(['badLink', 'unreachable', 'inviteSpent', 'notARelay', 'otherAccount', 'keychain']),
      }),
    ]),
  ),
  /** Takes the relay's line back from the computer that replaced this one. */
  takeBack: request(['account'], nothing, nothing),
  /** Forgets the relay. */
  leave: request(['account'], nothing, nothing),
  /** Asks the CRM which webhooks it has. */
  hooks: request(['account'], nothing, webhookList),
  /** What one of them tells from now on; switches it on again if it was disabled. None: it is removed. */
  setHook: request(['account'], z.object({ id: z.number().int(), kinds }).strict(), webhookList),
  /** A new one, for the address the relay told when it started. */
  addHook: request(
    ['account'],
    z.object({ address: z.string().trim().max(500), kinds }).strict(),
    webhookList,
  ),
  /** Posts a harmless webhook to the address, as the CRM would, and waits for it here. */
  test: request(
    ['account'],
    z.object({ id: z.number().int() }).strict(),
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('arrived'), ms: z.number() }),
      /** `refused`: the address does not take it. `lost`: it was taken, and did not arrive here. */
      z.object({ outcome: z.literal('failed'), reason: z.enum(['unreachable', 'refused', 'lost']) }),
    ]),
  ),
  /** Takes webhooks on this computer, for a tunnel or a network of one's own. */
  setReceiver: request(['account'], z.object({ on: z.boolean() }).strict(), webhookState),
  /** Puts the receiver's address, with what is secret, on the clipboard. */
  copyReceiverAddress: request(['account'], nothing, nothing),
  notices: request(['account'], nothing, noticeSettings),
  setNotices: request(['account'], noticeSettings, noticeSettings),
  /** The card that the click on a notification wants to be open; once. */
  takeCard: request(
    ['account'],
    nothing,
    z.object({
      card: z.object({ kind: z.enum(['contact', 'company', 'lead']), id: z.number().int() }).nullable(),
    }),
  ),
} as const;
