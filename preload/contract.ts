import { z } from 'zod';
import type { eventNames, requestNames } from './channels.ts';
import { accountKey, call, caller, callStatus, chosenTarget, failureCode, lead, match } from './schemas.ts';
import type { Account, Call, FailureCode } from './schemas.ts';
import { accountRequests } from './contract/accounts.ts';
import type { SignInState } from './contract/accounts.ts';
import { nothing, request } from './contract/request.ts';
import type { Request } from './contract/request.ts';
import { cardReads } from './contract/cards.ts';
import { numberRequests } from './contract/callNumbers.ts';
import { madeBeside } from './contract/agentWrites.ts';
import { callControlRequests, phoneState } from './contract/callControl.ts';
import { callRequests } from './contract/calls.ts';
import type { CallCounts } from './contract/calls.ts';
import { dictionaryRequests } from './contract/dictionary.ts';
import type { CardsEvent } from './contract/dictionary.ts';
import { leadNote } from './contract/leadSchemas.ts';
import { phonePlaceRequests } from './contract/phonePlaces.ts';
import { leadReads } from './contract/leads.ts';
import { appInfo, appMessages, appShown, callsToday } from './contract/start.ts';
import type { CallsSnapshot } from './contract/start.ts';
import { webhookRequests } from './contract/webhooks.ts';
import { recordingRequests } from './contract/recordings.ts';
import { relayRequests } from './contract/relay.ts';
import type { WebhookState } from './contract/webhooks.ts';
import { diagnosticsRequests } from './contract/diagnostics.ts';
import { exportRequests } from './contract/exports.ts';
import { clickToCallRequests } from './contract/clickToCall.ts';
import type { ClickToCallPrompt } from './contract/clickToCall.ts';
import { callScriptRequests } from './contract/callScripts.ts';
import type { ScriptsByAccount } from './contract/callScripts.ts';
import { outcomeRequests } from './contract/outcomes.ts';
import type { OutcomesByAccount } from './contract/outcomes.ts';
import { popFieldRequests } from './contract/popFields.ts';
import { callRouting, lineRequests } from './contract/phoneLines.ts';
import type { LinesSnapshot } from './contract/phoneLines.ts';
import { softphoneRequests } from './contract/softphones.ts';
import type { SetupCheckState } from './contract/softphones.ts';
import { sourceRequests } from './contract/sources.ts';
import type { SourcesSnapshot } from './contract/sources.ts';
import { settingsRequests } from './contract/settings.ts';
import type { Settings } from './contract/settings.ts';
import { shortcutRequests } from './contract/shortcuts.ts';
import { storageRequests } from './contract/storage.ts';
import type { StorageState } from './contract/storage.ts';
import { systemRequests } from './contract/system.ts';
import { updateRequests } from './contract/updates.ts';
import type { UpdateState } from './contract/updates.ts';
import { writeRequests } from './contract/writes.ts';
import type { WriteEvent } from './contract/writes.ts';

// Windows and rooms know one place to import the contract's types from.
export * from './schemas.ts';
export type * from './contract/cards.ts';
export type * from './contract/callNumbers.ts';
export type * from './contract/callControl.ts';
export type * from './contract/calls.ts';
export * from './contract/accounts.ts';
export type * from './contract/dictionary.ts';
export type * from './contract/leadSchemas.ts';
export type * from './contract/webhooks.ts';
export type * from './contract/recordings.ts';
export type * from './contract/relay.ts';
export type * from './contract/clickToCall.ts';
export type * from './contract/callScripts.ts';
export type * from './contract/outcomes.ts';
export type * from './contract/popFields.ts';
export type * from './contract/phonePlaces.ts';
export type * from './contract/phoneLines.ts';
export type * from './contract/softphones.ts';
export type * from './contract/settings.ts';
export type * from './contract/shortcuts.ts';
export type * from './contract/sources.ts';
export type * from './contract/start.ts';
export type * from './contract/storage.ts';
export type * from './contract/system.ts';
export type * from './contract/updates.ts';
export type * from './contract/writes.ts';
export type { WindowKind } from './contract/request.ts';

/**
 * The contract between the main process and its windows: each request with its schema, its answer
 * and the kinds of window that may ask it. Types on both sides are derived from here.
 */

// --- snapshots and events --------------------------------------------------------------------------

export const popSnapshot = z.object({
  version: z.number().int(),
  /** Calls on the pop, oldest first: ringing, talking, or ended and not put away. */
  calls: z.array(
    z.object({
      call,
      caller,
      account: z.object({ key: accountKey, name: z.string(), colour: z.string(), currency: z.string() }),
      /** Left out where it says nothing: a call shown again. */
      routing: callRouting.optional(),
      /** What can be done with it through the phone; left out where nothing can. */
      phone: phoneState.optional(),
      /** The fields the agent wants to see of whoever calls (contract/popFields.ts), with their names; left out for none. */
      fields: z.array(z.object({ key: z.string(), name: z.string() })).optional(),
    }),
  ),
  /** The call the pop shows. */
  focused: z.string().nullable(),
  /** Accelerator that gives the pop the keyboard, for the hint. */
  focusShortcut: z.string(),
  /** Prefix of the global result shortcuts ("Ctrl+Alt"), null when they are off. */
  resultShortcut: z.string().nullable(),
  /** Where results are required: how long each may take from the call's end, null: as long as it takes. */
  wrapUp: z.object({ limitMs: z.number().nullable() }).exactOptional(),
  /** Calls that owe their result, of every account, the one that ended last first; also those the pop shows. */
  owed: z.array(call).exactOptional(),
});
export type PopSnapshot = z.infer<typeof popSnapshot>;
export type PopEntry = PopSnapshot['calls'][number];

export const syncState = z.object({
  phase: z.enum(['idle', 'first', 'catchUp', 'paused', 'waiting', 'failed']),
  stored: z.number().int(),
  contacts: z.number().int(),
  completedAt: z.number().nullable(),
  failure: failureCode.nullable(),
  /** How far the first sync is in items of all lists; null when it is through. */
  first: z
    .object({
      walked: z.number().int(),
      /** Estimated. */
      total: z.number().int().nullable(),
      timeLeftMs: z.number().nullable(),
    })
    .nullable(),
  /** Rows of this run that could not be read and were left out. */
  skipped: z.number().int(),
});
export type SyncState = z.infer<typeof syncState>;

export interface Events {
  pop: PopSnapshot;
  /**
   * One call changed or appeared; `version` is the snapshot's after it. A gap means: read again. Without a call something
   * else changed that the summary counts.
   */
  calls: {
    readonly version: number;
    readonly call: Call | null;
    readonly summary: CallsSnapshot['summary'];
  };
  /** A call of this account is another's now. `version` and `summary` as in `calls`. */
  callGone: {
    readonly version: number;
    readonly callId: string;
    readonly summary: CallsSnapshot['summary'];
  };
  accounts: readonly Account[];
  signIn: SignInState;
  sync: SyncState;
  settings: Settings;
  writes: WriteEvent;
  callCounts: CallCounts;
  cards: CardsEvent;
  sources: SourcesSnapshot;
  webhooks: WebhookState;
  /** A notification was clicked: there may be a card to open (`news.takeCard`). */
  arrival: Readonly<Record<string, never>>;
  clickToCall: { readonly prompt: ClickToCallPrompt | null };
  setupCheck: SetupCheckState;
  lines: LinesSnapshot;
  updates: UpdateState;
  outcomes: OutcomesByAccount;
  scripts: ScriptsByAccount;
  /** What is shown of callers of this account may be something else now (`fields.ofCall`). */
  popFields: { readonly account: string };
  storage: StorageState;
}

// --- requests --------------------------------------------------------------------------------------

const callId = z.object({ callId: z.string().max(64) }).strict();
const entityRef = z.object({ entity: z.enum(['contact', 'company']), id: z.number().int().positive() });

export const contract = {
  app: {
    info: appInfo,
    messages: appMessages,
    shown: appShown,
    /** Puts a number or an address on the clipboard. */
    copy: request(['account', 'pop'], z.object({ text: z.string().min(1).max(1000) }).strict(), nothing),
  },
  accounts: accountRequests,
  sync: {
    state: request(['account'], nothing, syncState),
    pause: request(['account'], nothing, nothing),
    resume: request(['account'], nothing, nothing),
  },
  calls: {
    today: callsToday,
    /** Gives a call its result: journal first, the CRM after the undo time. */
    log: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64), result: callStatus }).strict(),
      call,
    ),
    undo: request(['pop', 'account'], callId, call),
    setNote: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64), note: z.string().max(10_000) }).strict(),
      call,
    ),
    /** Chooses one of several matches, and perhaps a lead; null takes the choice back. */
    choose: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64), target: chosenTarget.omit({ name: true }).nullable() }).strict(),
      call,
    ),
    /** Sends a failed call again. */
    retry: request(['pop', 'account'], callId, call),
    /**
     * Creates the contact the number lacks, with their company and first deal where these are named, and logs the call to it if it has a result. Asks the CRM
     * for duplicates first: when there are some and `evenIfDuplicates` is false, nothing is created.
     */
    createContact: request(
      ['pop', 'account'],
      z
        .object({
          callId: z.string().max(64),
          name: z.string().trim().min(1).max(250),
          evenIfDuplicates: z.boolean(),
          ...madeBeside,
        })
        .strict(),
      z.discriminatedUnion('outcome', [
        /** `checked` is false when the CRM could not be asked for duplicates; it is asked again before the write. */
        z.object({ outcome: z.literal('queued'), checked: z.boolean(), call }),
        z.object({ outcome: z.literal('duplicates'), matches: z.array(match) }),
      ]),
    ),
    ...writeRequests.calls,
    ...callRequests,
    ...sourceRequests.calls,
    ...lineRequests.calls,
    ...callControlRequests,
  },
  contacts: {
    ...writeRequests.contacts,
    ...cardReads.contacts,
    search: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64).nullable(), text: z.string().max(200) }).strict(),
      z.array(match),
    ),
    /** The latest three calls and three notes of somebody, by the CRM; null where it does not answer. */
    past: request(
      ['pop'],
      z.object({ callId: z.string().max(64), target: entityRef.strict() }).strict(),
      z.object({ entries: z.array(leadNote).nullable() }),
    ),
    findDuplicates: request(
      ['pop', 'account'],
      callId,
      z.object({ checked: z.boolean(), matches: z.array(match) }),
    ),
    openInCrm: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64).nullable(), target: entityRef.strict() }).strict(),
      nothing,
    ),
  },
  leads: {
    ...leadReads.leads,
    ofContact: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64).nullable(), target: entityRef.strict() }).strict(),
      z.array(lead),
    ),
    openInCrm: request(
      ['pop', 'account'],
      z.object({ callId: z.string().max(64).nullable(), leadId: z.number().int().positive() }).strict(),
      nothing,
    ),
  },
  companies: cardReads.companies,
  search: cardReads.search,
  tasks: leadReads.tasks,
  dictionary: dictionaryRequests,
  writes: writeRequests.writes,
  sources: sourceRequests.sources,
  webhooks: webhookRequests,
  relay: relayRequests,
  ...clickToCallRequests,
  lines: lineRequests.lines,
  recordings: recordingRequests.recordings,
  outcomes: outcomeRequests,
  scripts: callScriptRequests,
  fields: popFieldRequests,
  diagnostics: diagnosticsRequests,
  storage: storageRequests,
  system: systemRequests,
  updates: updateRequests,
  shortcuts: shortcutRequests,
  exports: exportRequests,
  numbers: numberRequests,
  phonePlaces: phonePlaceRequests,
  softphones: softphoneRequests,
  pop: {
    snapshot: request(['pop'], nothing, popSnapshot),
    focusCall: request(['pop'], callId, nothing),
    /** Shows an unlogged call of the list on the pop again. */
    show: request(['account'], callId, nothing),
    /** Puts the pop away; an unlogged call stays in the list. */
    hide: request(['pop'], nothing, nothing),
    /** The height the content needs, in CSS pixels. */
    fit: request(['pop'], z.object({ height: z.number().int().min(80).max(2000) }).strict(), nothing),
    /** Sent two frames after the name of this call was painted. */
    painted: request(['pop'], callId, nothing),
  },
  settings: settingsRequests,
} as const satisfies {
  [G in keyof typeof requestNames]: Record<(typeof requestNames)[G][number], Request<z.ZodType, z.ZodType>>;
};

/** Requests that the bridge does not offer: none, or the contract does not compile. */
type NotOffered = {
  [G in keyof typeof contract]: Exclude<keyof (typeof contract)[G], (typeof requestNames)[G][number]>;
}[keyof typeof contract];

export type Contract = [NotOffered] extends [never] ? typeof contract : never;

// --- what a window sees ----------------------------------------------------------------------------

/** Why a request was not carried out. `message` is for logs and developers, not for agents. */
export interface RequestError {
  readonly code:
    | 'refused'
    | 'badRequest'
    | 'unknownCall'
    | 'unknownAccount'
    | 'notNow'
    | 'tooLate'
    | 'internal'
    /** The disk refused (full, held by another program): nothing was changed. */
    | 'journal'
    | FailureCode;
  readonly message: string;
}
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RequestError };

type Ask<R> =
  R extends Request<infer I, infer O>
    ? z.input<I> extends Record<string, never>
      ? () => Promise<Answer<z.output<O>>>
      : (input: z.input<I>) => Promise<Answer<z.output<O>>>
    : never;

/** `window.api`: exactly the contract, grouped. No channel names, no event objects. */
export type Api = {
  readonly [G in keyof Contract]: { readonly [N in keyof Contract[G]]: Ask<Contract[G][N]> };
} & {
  /** Hears one kind of fact; the returned function stops it. */
  readonly on: <E extends (typeof eventNames)[number]>(
    event: E,
    listener: (value: Events[E]) => void,
  ) => () => void;
};
