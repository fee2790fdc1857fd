import { z } from 'zod';

/**
 * The words of the contract (the glossary as schemas): accounts, leads, matches, callers, calls and the
 * states they can be in. contract.ts says who may ask for them.
 */

export const zone = z.enum(['amocrm.ru', 'kommo.com', 'sandbox']);
export type Zone = z.infer<typeof zone>;

/** Ringside's own key of an account: zone, account id and user id. Never parsed outside accounts/. */
export const accountKey = z.string().max(80);

/**
 * How an account was signed in to: in the browser, in the browser by way of the team's relay, with a pasted code,
 * with a long-lived token.
 */
export const signInWay = z.enum(['browser', 'relay', 'code', 'token']);
export type SignInWay = z.infer<typeof signInWay>;

const accountState = z.enum([
  'ready',
  'needsSignIn',
  'signInLost',
  'signedOut',
  'integrationDisabled',
  'accountClosed',
  'blocked',
  'proxyRefused',
  'certificateUnknown',
  /** The CRM answers 401 to tokens that were just renewed. */
  'turnedAway',
  'socksOnly',
  'paymentRequired',
  'forbidden',
  'keychainLocked',
  'keychainMissing',
  'keychainWrong',
  'keychainDenied',
  'keychainSlow',
]);
export type AccountState = z.infer<typeof accountState>;

export const account = z.object({
  key: accountKey,
  zone,
  subdomain: z.string(),
  host: z.string(),
  accountId: z.number().int(),
  /** The agent's own name for it, else `crmName`. */
  name: z.string(),
  /** The CRM's name; with the user or the host where another account here has the same one. */
  crmName: z.string(),
  userId: z.number().int(),
  userName: z.string(),
  /** CSS colour of the account's stripe. */
  colour: z.string(),
  currency: z.string(),
  /** Default region of phone numbers, ISO 3166 alpha-2. */
  region: z.string(),
  timezone: z.string().nullable(),
  /** How far the CRM's clock is ahead of the computer's, ms to the minute: what is due goes by the CRM's. 0 while it is not known. */
  clockAhead: z.number().int(),
  state: accountState,
  way: signInWay,
  /** Unix ms at which a long-lived token ends, null for accounts that are refreshed. */
  tokenEndsAt: z.number().nullable(),
  /** True when the tokens are kept in memory only, because there is no keychain. */
  sessionOnly: z.boolean(),
});
export type Account = z.infer<typeof account>;

export const lead = z.object({
  id: z.number().int(),
  name: z.string(),
  stage: z.string(),
  pipeline: z.string(),
  /** Colour of the stage as the CRM has it, null when unknown. */
  stageColour: z.string().nullable(),
  price: z.number().nullable(),
  responsible: z.string().nullable(),
  /** False when won or lost. */
  open: z.boolean(),
  pipelineId: z.number().int().exactOptional(),
});
export type Lead = z.infer<typeof lead>;

/** Status 1-7 of the CRM: left a message, call back, not there, talked, wrong number, no answer, busy. */
export const callStatus = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);
export type CallStatus = z.infer<typeof callStatus>;

/** A call or note of before. */
export const earlierContact = z.object({
  /** Unix ms */ at: z.number(),
  kind: z.enum(['callIn', 'callOut', 'note']),
  text: z.string(),
  /** Ms, of a call; null where nobody said. */
  duration: z.number().nullable(),
  result: callStatus.nullable(),
  /** Who wrote it; null where that is not known. */
  by: z.object({ name: z.string(), isMe: z.boolean() }).nullable(),
});
export type EarlierContact = z.infer<typeof earlierContact>;

export const match = z.object({
  entity: z.enum(['contact', 'company']),
  id: z.number().int(),
  name: z.string(),
  company: z.string().nullable(),
  /** The phone of the entity that matched (or its first one), for reading. */
  phone: z.string(),
  responsible: z.string().nullable(),
  responsibleIsMe: z.boolean(),
  /** Open leads, the most recently changed first. */
  leads: z.array(lead),
  lastContact: z
    .object({
      /** Unix ms */ at: z.number(),
      kind: z.enum(['callIn', 'callOut', 'note', 'change']),
      text: z.string().nullable(),
      /** Who wrote it; null or absent where that is not known. */
      by: z.object({ name: z.string(), isMe: z.boolean() }).nullable().exactOptional(),
    })
    .nullable(),
  /** What was before `lastContact`, newest first, three at most; absent where the CRM has not told. */
  earlier: z.array(earlierContact).exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  /** The task due first of theirs and of their open deals, null without any; absent where only the CRM told of them. */
  task: z
    .object({ id: z.number().int(), text: z.string(), /** Unix ms */ at: z.number() })
    .nullable()
    .exactOptional(),
  certainty: z.enum(['certain', 'possible']),
  /** Unix ms of the entity's last change. */
  updatedAt: z.number(),
});
export type Match = z.infer<typeof match>;

export const caller = z.object({
  /** `anonymous`, `internal` and `featureCode` are never looked up. */
  certainty: z.enum(['certain', 'possible', 'several', 'unknown', 'anonymous', 'internal', 'featureCode']),
  /** Ranked; the order never changes while a pop shows it. */
  matches: z.array(match),
  /** `local`: from the mirror; `asking`: the CRM is being asked; `fresh`: it answered; `offline`: it could not be asked. */
  freshness: z.enum(['local', 'asking', 'fresh', 'offline']),
});
export type Caller = z.infer<typeof caller>;

/** Why something did not work, as a code the window has a sentence for. */
export const failureCode = z.enum([
  'network',
  'timeout',
  'aborted',
  'server',
  'malformed',
  'rateLimited',
  'blocked',
  'needsSignIn',
  'noToken',
  'paymentRequired',
  'forbidden',
  'notFound',
  'entityNotFound',
  'validation',
  'rejected',
  /** Somebody else changed it since the agent saw it. */
  'changedMeanwhile',
  /** A contact with this number is there already. */
  'duplicate',
  /** The lead is there, but its contact could not be linked to it. */
  'halfWritten',
  /** Whether the CRM did it cannot be seen: done again it may be done twice. */
  'perhapsDone',
]);
export type FailureCode = z.infer<typeof failureCode>;

export const logState = z.discriminatedUnion('state', [
  /** Nobody gave a result yet. */
  z.object({ state: z.literal('unlogged') }),
  /** In the journal, not sent before `undoUntil` (Unix ms). */
  z.object({ state: z.literal('undoable'), undoUntil: z.number() }),
  /** Waiting for the CRM; `failure` is why the last try did not work, null before the first. */
  z.object({ state: z.literal('waiting'), failure: failureCode.nullable(), retryAt: z.number().nullable() }),
  /** `pbx`: the PBX's own widget logged the call, and whether the agent's result could be added as a note. */
  z.object({
    state: z.literal('logged'),
    at: z.number(),
    pbx: z.enum(['added', 'notAdded']).optional(),
  }),
  /** The CRM refused; `words` are its own. Needs the agent. */
  z.object({ state: z.literal('failed'), failure: failureCode, words: z.string() }),
]);
export type LogState = z.infer<typeof logState>;

export const chosenTarget = z.object({
  entity: z.enum(['contact', 'company']),
  entityId: z.number().int(),
  leadId: z.number().int().nullable(),
  /** Name at the time of choosing, for the journal's list. */
  name: z.string(),
});
export type ChosenTarget = z.infer<typeof chosenTarget>;

/** The outcome of the team's own that a call was given, as it was called then. */
export const callOutcome = z.object({
  id: z.string(),
  label: z.string(),
  colour: z.string().nullable(),
  /** What of it was left out, because the call had none then. */
  without: z.array(z.enum(['contact', 'deal'])),
});
export type CallOutcome = z.infer<typeof callOutcome>;

export const endReason = z.enum(['completed', 'missed', 'noAnswer', 'busy', 'answeredElsewhere', 'unknown']);
export type EndReason = z.infer<typeof endReason>;

export const call = z.object({
  id: z.string(),
  account: accountKey,
  direction: z.enum(['inbound', 'outbound']),
  number: z.object({
    raw: z.string(),
    /** For reading, in the usual format of its country. '' when withheld. */
    display: z.string(),
    e164: z.string().nullable(),
  }),
  line: z.string().nullable(),
  source: z.string(),
  state: z.enum(['ringing', 'dialing', 'talking', 'ended']),
  /** On hold; only a call going on is. */
  held: z.boolean().optional(),
  /** Nobody who told of it is heard any more: a call going on may have ended unheard. */
  unheard: z.boolean().optional(),
  endReason: endReason.nullable(),
  /** Unix ms. */
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Name of the caller as far as known, for lists; null when unknown. */
  callerName: z.string().nullable(),
  chosen: chosenTarget.nullable(),
  note: z.string(),
  result: callStatus.nullable(),
  /** The team's own name of the result; null or absent for one of the seven. */
  outcome: callOutcome.nullable().exactOptional(),
  log: logState,
  /** Ms from the source's report to the name painted, null when not shown. */
  popMs: z.number().nullable(),
});
export type Call = z.infer<typeof call>;
