import { z } from 'zod';
import { webhookList } from './webhooks.ts';
import { nothing, request } from './request.ts';

/** What the relay's admin does from the app. Its token, webhook addresses and invites never reach a window. */

const relayFailure = z.enum([
  /** No address of a relay, or one that is not safe: http to another computer. */
  'badAddress',
  'unreachable',
  /** Not the admin's token. */
  'refused',
  'notARelay',
  'keychain',
]);
export type RelayFailure = z.infer<typeof relayFailure>;

const relayDesktop = z.object({
  id: z.string(),
  name: z.string(),
  /** Unix ms. */
  joinedAt: z.number(),
  state: z.enum(['connected', 'away', 'revoked']),
});
export type RelayDesktop = z.infer<typeof relayDesktop>;

/** The computers that joined for this account; `none`: the admin's token is not kept here. */
export const relayDesktops = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('none') }),
  z.object({ outcome: z.literal('desktops'), address: z.string(), desktops: z.array(relayDesktop) }),
  z.object({ outcome: z.literal('failed'), address: z.string().nullable(), reason: relayFailure }),
]);
export type RelayDesktops = z.infer<typeof relayDesktops>;

export const relayRequests = {
  desktops: request(['account'], nothing, relayDesktops),
  /** Keeps the admin's token (`admin.token` of the relay), once the relay has taken it. */
  manage: request(
    ['account'],
    z
      .object({ address: z.string().trim().min(1).max(300), token: z.string().trim().min(1).max(200) })
      .strict(),
    relayDesktops,
  ),
  /** Forgets the admin's token on this computer. */
  forget: request(['account'], nothing, relayDesktops),
  /** Puts the link of a new invite on the clipboard. */
  invite: request(
    ['account'],
    nothing,
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('copied') }),
      z.object({ outcome: z.literal('failed'), reason: relayFailure }),
    ]),
  ),
  /** Ends a computer's place for good. */
  revoke: request(['account'], z.object({ id: z.string().max(100) }).strict(), relayDesktops),
  /** Has the CRM post everything to this relay. */
  subscribe: request(['account'], nothing, webhookList),
} as const;
