/**
 * Lists that the contract, the main process and windows all need as they are: without the schema library.
 * The one file of preload/ that windows import for more than its types.
 */

/** Won and lost: the same two stages in every pipeline, by their ids (crm-api.md 3.5). */
export const WON = 142;
export const LOST = 143;

/**
 * What can be done with a call through its phone, in the order of the pop. `hold` and `mute` go both ways; `transfer` hands
 * the caller over at once, `consult` asks the colleague first.
 */
export const CALL_CONTROLS = ['answer', 'hold', 'mute', 'park', 'transfer', 'consult', 'hangUp'] as const;
export type CallControlName = (typeof CALL_CONTROLS)[number];

/** What a call source may be able to do with calls, beside telling of them. */
export type CallCapability = 'dial' | CallControlName | 'recording';

export interface CallSourceFacts {
  /** Its name in the trade, the same in every language; null: the texts name it. */
  readonly label: string | null;
  /** Who else is reached by it, beside its name where it is set up. */
  readonly alike?: string;
  /** A switchboard's ids name a call for everybody, a phone's its own leg, and its dialling rings the agent's own phone first. */
  readonly is: 'hook' | 'phone' | 'switchboard';
  /** Its ids may be counted from one after a restart; those of the others are unique for ever. */
  readonly countsIds: boolean;
  /** What it can do: the type of the source wants each, and the pop and dialling offer no more. */
  readonly can: readonly CallCapability[];
}

/** What the sources can do with calls, beyond the one word `dial`. */
const CAN = {
  phone: ['dial', 'answer', 'hold', 'mute', 'transfer', 'hangUp'],
  asterisk: ['dial', 'mute', 'park', 'transfer', 'consult', 'hangUp'],
  freeswitch: ['dial', 'hold', 'mute', 'transfer', 'hangUp'],
} as const;

/** Every call source, a line each, in the order they are tried and shown. */
export const CALL_SOURCES = {
  hook: { label: null, is: 'hook', countsIds: true, can: [] },
  baresip: { label: 'baresip', is: 'phone', countsIds: false, can: CAN.phone },
  bria: { label: 'Bria', is: 'phone', countsIds: true, can: CAN.phone },
  asterisk: {
    label: 'Asterisk',
    alike: 'FreePBX, MikoPBX …',
    is: 'switchboard',
    countsIds: false,
    can: CAN.asterisk,
  },
  freeswitch: { label: 'FreeSWITCH', is: 'switchboard', countsIds: false, can: CAN.freeswitch },
} as const satisfies Readonly<Record<string, CallSourceFacts>>;

export type SourceName = keyof typeof CALL_SOURCES;
export const SOURCE_NAMES = Object.keys(CALL_SOURCES) as [SourceName, ...SourceName[]];
/** The same with one type for all, for who asks by any name. */
export const callSourceFacts = (name: string): CallSourceFacts | undefined =>
  Object.hasOwn(CALL_SOURCES, name) ? CALL_SOURCES[name as SourceName] : undefined;

/** Sources that can dial. */
export type DiallingSource = {
  [N in SourceName]: 'dial' extends (typeof CALL_SOURCES)[N]['can'][number] ? N : never;
}[SourceName];
/** What dials by itself, in the order it is tried and shown. */
export const DIALLING_SOURCES = SOURCE_NAMES.filter(
  (name): name is DiallingSource => callSourceFacts(name)?.can.includes('dial') === true,
);
/** How Ringside dials, in the order of the settings. `system` hands a `tel:` link to the system, `command` runs the agent's own program. */
export const DIAL_WAYS = ['auto', ...DIALLING_SOURCES, 'command', 'system'] as const;

/** The sizes of text on the page of the settings, percent: the pop fits a screen of 720 px at each. */
export const TEXT_SIZES = [90, 100, 110, 125, 150] as const;
/** The sizes that Ctrl with + and - goes through, in windows that may scroll: further in both directions. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** What the CRM can tell of, as the agent switches it; in the order of the page. */
export const WEBHOOK_KINDS = [
  'leadAdded',
  'leadChanged',
  'leadStage',
  'leadResponsible',
  'leadDeleted',
  'leadRestored',
  'leadNote',
  'contacts',
  'companies',
  'tasks',
  'unsorted',
  'calls',
] as const;

/** What the system tells the agent of; in the order of the page. */
export const NOTICE_KINDS = [
  'leadMoved',
  'leadGiven',
  'taskDue',
  'taskGiven',
  'calledBack',
  'incomingCall',
] as const;

/** What can be done about something the agent wrote that failed: the names of its sentences (`advice.*` of the catalogues). */
export const FAILURE_ADVICE = [
  'byItself',
  'slowedDown',
  'unblocked',
  'signIn',
  'keychain',
  'pay',
  'rightsContacts',
  'rightsLeads',
  'rightsTasks',
  'rightsNotes',
  'rightsBots',
  'goneTarget',
  'goneTask',
  'goneContact',
  'goneLead',
  'goneLink',
  'editNote',
  'editTask',
  'editResult',
  'editTime',
  'editContact',
  'editLead',
  'noSuchBot',
  'tryAgain',
  'tryOrDiscard',
  'mineOrTheirs',
  'createAnyway',
  'linkAgain',
  'runAgain',
  'changeInCrm',
] as const;
export type FailureAdvice = (typeof FAILURE_ADVICE)[number];

/** Stripe colours of accounts: told apart at a glance, also by most colour-blind eyes, on light and dark. */
export const ACCOUNT_COLOURS = [
  '#2f6fdb',
  '#d9822b',
  '#2b9a66',
  '#b5479b',
  '#c8443c',
  '#1f8fa8',
  '#8a63d2',
  '#8d7416',
  '#5c6b7a',
  '#d15f8a',
] as const;

/**
 * Whether a call waits for the agent's result: what a colleague took is theirs to log. The one word on it for the day's
 * summary, the lists and the counts (main/journal/tables/callTable.ts says it in SQL).
 */
export const needsResult = (call: {
  readonly state: string;
  readonly endReason: string | null;
  readonly result: number | null;
}): boolean => call.state === 'ended' && call.result === null && call.endReason !== 'answeredElsewhere';

/** Conversations that may be the day's target; 0: there is none. */
export const DAY_TARGETS = [0, 10, 20, 30, 40, 50, 60, 80, 100, 150, 200] as const;

/** The source of calls that a switchboard's records told of: nobody heard them ring here. */
export const WHILE_AWAY = 'whileAway';

/** After how many minutes in which nobody called back the CRM is told of a missed call. */
export const MISSED_GRACE = [1, 5, 15, 30, 60] as const;

/** After how many months calls that the CRM holds may leave the journal; 0: never. */
export const CALLS_LEAVE_AFTER = [0, 3, 6, 12, 24] as const;

/**
 * How long an ended call was talked on, in ms; null when it was not, or when nobody told its end: what Ringside closed by
 * rule hours later did not last so long.
 */
export function talkedMs({
  answeredAt,
  endedAt,
  endReason,
}: {
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
}): number | null {
  if (answeredAt === null || endedAt === null || endReason === 'unknown') return null;
  return endedAt - answeredAt;
}

/**
 * Why an answer of a call script goes into the note although the script names a field: there is none of that name; it cannot hold such an
 * answer; it is of a contact, company or deal this call has not.
 */
export const SCRIPT_ANSWER_TROUBLES = ['oddPlace', 'unknownField', 'wrongType', 'nobody'] as const;

/**
 * The script of a call: of its line and the pipeline of its deal, the one that says most about where it belongs; null for none.
 * @param scripts in their order
 */
export function scriptOf<
  S extends { readonly lines: readonly string[]; readonly pipelines: readonly number[] },
>(scripts: readonly S[], call: { readonly line: string | null }, pipelineId: number | null): S | null {
  const weight = ({ lines, pipelines }: S): number =>
    Number(pipelines.length > 0) * 2 + Number(lines.length > 0);
  const [best] = scripts
    .filter((one) => isOffered(one, call, pipelineId))
    .toSorted((one, other) => weight(other) - weight(one));
  return best ?? null;
}

/** The keys an outcome of the team's own may have: no letter that means something beside a call already. */
export const OUTCOME_KEYS = [
  ...(['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const),
  ...(['q', 's', 'u', 'v', 'w', 'y', 'z'] as const),
] as const;

/** Whether an outcome is offered for a call: of its line, and of the pipeline of the deal it is saved to. */
export const isOffered = (
  { lines, pipelines }: { readonly lines: readonly string[]; readonly pipelines: readonly number[] },
  call: { readonly line: string | null },
  pipelineId: number | null,
): boolean =>
  (lines.length === 0 || (call.line !== null && lines.includes(call.line))) &&
  (pipelines.length === 0 || (pipelineId !== null && pipelines.includes(pipelineId)));

/**
 * What the CRM keeps of a call as its words: the team's own name of the result, because the CRM knows seven alone, and the agent's
 * note below it.
 */
export const wordsOfCall = (call: {
  readonly outcome?: { readonly label: string } | null | undefined;
  readonly note: string;
}): string => [call.outcome?.label ?? '', call.note.trim()].filter((words) => words !== '').join('\n');

/** How long a task that is due is put off by one press, ms. */
export const SNOOZE_MS = 15 * 60_000;

/** Somebody was talked to, or tried: where results are required, this call owes one. Who was missed is called back instead. */
export const owesResult = (
  call: Parameters<typeof needsResult>[0] & {
    readonly direction: 'inbound' | 'outbound';
    readonly answeredAt: number | null;
  },
): boolean => needsResult(call) && (call.answeredAt !== null || call.direction === 'outbound');

/**
 * Whether each call must get its result, and how long that may take: `counting` shows how long it takes and lets nobody go, the
 * others end after so many seconds.
 */
export const WRAP_UPS = ['off', 'counting', '30', '60', '120', '300'] as const;
export type WrapUp = (typeof WRAP_UPS)[number];

/** Ms from the call's end to that of its wrap-up time; null while it has none, undefined where results are not required. */
export const wrapUpLimit = (wrapUp: WrapUp): number | null | undefined =>
  wrapUp === 'off' ? undefined : wrapUp === 'counting' ? null : Number(wrapUp) * 1000;

/** Whose the fields are that can be shown on the pop. */
export const FIELD_OWNERS = ['contact', 'company', 'deal'] as const;
export type FieldOwner = (typeof FIELD_OWNERS)[number];

/** How a field is changed in place. */
export const FIELD_EDITS = ['choice', 'checkbox', 'date', 'number', 'text'] as const;
export type FieldEdit = (typeof FIELD_EDITS)[number];

/** What can be shown beside the account's own fields: its keys in the setting `popFields`. */
export const BUILT_IN_FIELDS = ['contact:tags', 'company:tags', 'deal:tags', 'task'] as const;
export type BuiltInField = (typeof BUILT_IN_FIELDS)[number];

/** Most fields of a caller on the pop. */
export const MOST_POP_FIELDS = 6;
