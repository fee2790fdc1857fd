import { z } from 'zod';
import { account, accountKey, signInWay, zone } from '../schemas.ts';
import { everywhere, nothing, request } from './request.ts';

/** Accounts in the contract: the ways in, the states of a sign-in, and what an agent may do with an account. */

export const signInFailure = z.enum([
  'badClientId',
  'badClientSecret',
  'badRedirectUri',
  'portInUse',
  'browserNotOpened',
  'denied',
  'expired',
  'foreignHost',
  /** What was typed, besides the above. */
  'badSubdomain',
  'otherZone',
  'badCode',
  'badToken',
  'tokenEnded',
  'wrongClient',
  /** Of a code: taken already, older than 20 minutes, never given by this account, or refused without a reason known. */
  'codeUsed',
  'codeExpired',
  'codeUnknown',
  'codeRefused',
  'tokenRefused',
  'noSuchAccount',
  /** The answer came for another account, or another user, than the one that was to be signed in again. */
  'otherAccount',
  'notPaid',
  'noRights',
  'serviceBlocked',
  'serviceUnreachable',
  'proxyRefused',
  'certificateUnknown',
  'socksOnly',
  'serviceAnswer',
  'disk',
  'keychainLocked',
  'keychainWrong',
  'keychainDenied',
  'keychainSlow',
  'demoUnavailable',
]);
export type SignInFailure = z.infer<typeof signInFailure>;

export const signInState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  /** The form of a way is wanted, for an account whose sign-in cannot be repeated without it. */
  z.object({ phase: z.literal('form'), zone, way: signInWay, subdomain: z.string() }),
  /** The browser is open; the listener waits until `expiresAt` (Unix ms). */
  z.object({ phase: z.literal('browser'), zone, expiresAt: z.number() }),
  z.object({ phase: z.literal('exchanging'), zone }),
  z.object({ phase: z.literal('done'), account: accountKey }),
  z.object({
    phase: z.literal('failed'),
    zone,
    failure: signInFailure,
    /** The service's words or the port. */ words: z.string(),
  }),
]);
export type SignInState = z.infer<typeof signInState>;

export const accountRemoval = z.object({
  calls: z.number().int(),
  /** Results that are not in the CRM. */
  waiting: z.number().int(),
  /** Unix ms of an export that holds all of them, null when there is none. */
  exportedAt: z.number().nullable(),
  /** Nothing stands in the way. */
  allowed: z.boolean(),
});
export type AccountRemoval = z.infer<typeof accountRemoval>;

const ofAccount = z.object({ account: accountKey }).strict();

export const accountRequests = {
  list: request(everywhere, nothing, z.array(account)),
  signInState: request(['welcome'], nothing, signInState),
  signIn: request(
    ['welcome'],
    z
      .object({
        zone: z.enum(['amocrm.ru', 'kommo.com']),
        clientId: z.string().max(200),
        clientSecret: z.string().max(400),
        redirectUri: z.string().max(400),
      })
      .strict(),
    signInState,
  ),
  /** With a code copied from the integration's page: 20 minutes, once (crm-api.md 1.2). */
  signInWithCode: request(
    ['welcome'],
    z
      .object({
        zone: z.enum(['amocrm.ru', 'kommo.com']),
        address: z.string().max(400),
        clientId: z.string().max(200),
        clientSecret: z.string().max(400),
        redirectUri: z.string().max(400),
        code: z.string().max(4000),
      })
      .strict(),
    signInState,
  ),
  signInWithToken: request(
    ['welcome'],
    z
      .object({
        zone: z.enum(['amocrm.ru', 'kommo.com']),
        address: z.string().max(400),
        token: z.string().max(16_384),
      })
      .strict(),
    signInState,
  ),
  /** Opens the welcome window: another account, or (from an account's window) its own by its form. */
  addAnother: request(['account', 'settings'], z.object({ same: z.boolean() }).strict(), nothing),
  /** Asks the CRM once more after it refused, and the keychain. */
  tryAgain: request(['account'], nothing, nothing),
  /** For a keychain with another key: drops what cannot be opened. Every account stays and signs in again. */
  startAnew: request(['account'], nothing, nothing),
  change: request(
    ['account', 'settings', 'welcome'],
    z
      .object({
        account: accountKey,
        /** '' takes the CRM's name again. */
        name: z.string().trim().max(120).optional(),
        colour: z
          .string()
          .regex(/^#[\da-f]{6}$/u)
          .optional(),
        /** 0 is the first. */
        position: z.number().int().min(0).max(1000).optional(),
      })
      .strict(),
    nothing,
  ),
  /** Forgets the tokens; the calls are kept. */
  signOut: request(['account', 'settings', 'welcome'], ofAccount, nothing),
  /** What would be lost with the account. */
  removal: request(['account', 'settings', 'welcome'], ofAccount, accountRemoval),
  /** All calls of the account as CSV into the downloads folder. */
  exportCalls: request(
    ['account', 'settings', 'welcome'],
    ofAccount,
    z.object({ path: z.string(), calls: z.number().int() }),
  ),
  /** Deletes every row of the account. Refused (`notNow`) while results wait that were not exported, or a call is on. */
  remove: request(['account', 'settings', 'welcome'], ofAccount, nothing),
  /** Signs in to the account of the window again, with the integration kept sealed. */
  signInAgain: request(['account'], nothing, signInState),
  tryDemo: request(['welcome'], nothing, signInState),
  reopenBrowser: request(['welcome', 'account'], nothing, nothing),
  cancelSignIn: request(['welcome', 'account'], nothing, nothing),
  /** Opens the account's window (from the welcome screen's list). */
  open: request(
    ['welcome', 'pop', 'settings', 'account'],
    z.object({ account: accountKey }).strict(),
    nothing,
  ),
} as const;
