import { z } from 'zod';
import { DIAL_WAYS, SOURCE_NAMES } from '../constants.ts';
import { nothing, request } from './request.ts';

/** The words of call sources: what the settings show of each, and how numbers are dialled. */

export const sourceName = z.enum(SOURCE_NAMES);
export type SourceName = z.infer<typeof sourceName>;

/** `off`: not switched on. `connecting`: trying for the first time. `failed`: see the reason; most keep trying. */
export const sourceState = z.enum(['off', 'connecting', 'ready', 'failed']);
export type SourceState = z.infer<typeof sourceState>;

export const sourceReason = z.enum([
  /** Nobody answers there. */
  'unreachable',
  /** Another program has the port the source listens on. */
  'portInUse',
  /** The password was refused; not tried again until it is changed. */
  'wrongPassword',
  /** There is no password, or the keychain does not give it out. */
  'noPassword',
  /** The other side does not let this program see calls. */
  'notAllowed',
  /** Another program took the only place. */
  'taken',
  /** The other side speaks something else. */
  'protocol',
  /** It tells no calls to programs as Ringside understands them: too old a version. */
  'tooOld',
  /** The user who is logged in may not see calls. */
  'noCallEvents',
  /** The switchboard knows no such extension. */
  'unknownExtension',
  /** Several domains have this extension: whose it is has to be said. */
  'severalDomains',
  /** A field that is needed is empty. */
  'incomplete',
  /** The saved settings make no sense. */
  'badSettings',
]);
export type SourceReason = z.infer<typeof sourceReason>;

/** A field of a source's settings, as the form names it. */
export const sourceField = z.enum([
  'on',
  'host',
  'port',
  'tls',
  'user',
  'extension',
  'domain',
  'context',
  'url',
  'callRecords',
  'recordings',
]);
export type SourceField = z.infer<typeof sourceField>;

const fieldValue = z.union([z.string().max(300), z.number(), z.boolean()]);

export const sourceView = z.object({
  name: sourceName,
  state: sourceState,
  reason: sourceReason.nullable(),
  /** The other side's words, a system's code or a port; '' when there are none. */
  words: z.string(),
  where: z.string(),
  lastEvent: z
    .object({
      kind: z.enum([
        'ringing',
        'dialing',
        'answered',
        'held',
        'resumed',
        'renumbered',
        'queued',
        'ended',
        'missed',
      ]),
      /** Unix ms. */
      at: z.number(),
    })
    .nullable(),
  /** Messages and fields of the other side that could not be read. */
  unread: z.number(),
  /** In the order of the form. */
  settings: z.array(z.object({ field: sourceField, value: fieldValue })),
  /** Whether a password is kept; null when the source has none. It never enters a window. */
  hasPassword: z.boolean().nullable(),
});
export type SourceView = z.infer<typeof sourceView>;

export const dialVia = z.enum(DIAL_WAYS);
export type DialVia = z.infer<typeof dialVia>;

export const dialSettings = z.object({
  via: dialVia,
  /** Program and arguments; `{number}` stands for the number. Never run through a shell. */
  command: z.string().max(500),
});
export type DialSettings = z.infer<typeof dialSettings>;

export const sourcesSnapshot = z.object({ sources: z.array(sourceView), dial: dialSettings });
export type SourcesSnapshot = z.infer<typeof sourcesSnapshot>;

export const sourceChange = z
  .object({
    name: sourceName,
    values: z.array(z.object({ field: sourceField, value: fieldValue }).strict()).max(20),
    /** A new password; '' forgets the old one; left out keeps it. */
    password: z.string().max(400).optional(),
  })
  .strict();
export type SourceChange = z.infer<typeof sourceChange>;

/** What a code of the exchange or the phone does, as far as it is known (main/phone/dialString.ts). */
export const codeMeaning = z.enum([
  'forward',
  'forwardOff',
  'hideNumber',
  'barring',
  'waiting',
  'ask',
  'code',
]);
export type CodeMeaning = z.infer<typeof codeMeaning>;

/** How dialling went: through what, or why not. */
export const dialOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('dialled'), via: dialVia }),
  z.object({
    outcome: z.literal('failed'),
    reason: z.enum(['notConnected', 'refused', 'badNumber', 'noDialer']),
  }),
]);

/** The same of what the agent typed. `asks`: it is a code, and nothing is dialled before they say yes to it. */
const typedDialOutcome = z.discriminatedUnion('outcome', [
  ...dialOutcome.options,
  z.object({ outcome: z.literal('asks'), code: z.string(), meaning: codeMeaning }),
]);

/** How the sources fare and are set up. Every change is told with the event `sources`. */
export const sourceRequests = {
  sources: {
    get: request(['settings', 'account', 'welcome'], nothing, sourcesSnapshot),
    set: request(['settings', 'account'], sourceChange, sourcesSnapshot),
    setDial: request(['settings', 'account'], dialSettings.strict(), sourcesSnapshot),
  },
  calls: {
    /** Dials a number of a contact through the agent's own softphone. */
    dial: request(
      ['account', 'pop'],
      z
        .object({
          number: z.string().max(128),
          /** The task it is dialled from, in an account's window: the call's result is what came of it. */
          taskId: z.number().int().exactOptional(),
        })
        .strict(),
      dialOutcome,
    ),
    /** Dials what the agent typed; `confirmed` is their yes to the code they were asked about. */
    dialTyped: request(
      ['account'],
      z.object({ text: z.string().max(128), confirmed: z.boolean() }).strict(),
      typedDialOutcome,
    ),
  },
} as const;
