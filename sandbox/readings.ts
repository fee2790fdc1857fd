/**
 * Where nobody is sure how the live service behaves (crm-api.md 1 to 7, UNCERTAIN), the sandbox takes either reading. A client has to pass
 * both; the first named here is the default.
 */
export interface Readings {
  /** May an integration's redirect URI be plain http on this computer? Otherwise only https ends a sign-in. crm-api.md 1.3. */
  readonly loopbackRedirects: 'taken' | 'refused';
  /** Old refresh token usable until the new pair was used once (true), or revoked at once. crm-api.md 1.4. */
  readonly grace: boolean;
  /** Days a refresh token lives: "3 months". crm-api.md 1.4. */
  readonly refreshDays: 92 | 90;
  /** Asked for the subdomain of a closed account: it is not found, or the token is refused. crm-api.md 1.8 is silent. */
  readonly closedLookup: 404 | 401;
  /** Status of a used, expired or unknown code. crm-api.md 1.5. */
  readonly codeErrorStatus: 400 | 401;
  /** Does a 429 say how long to wait, in `retry_after` and `Retry-After`? crm-api.md 2.1. */
  readonly tellsRetryAfter: boolean;
  /** Does the server in front refuse the bare User-Agent of Node's fetch with its 403? crm-api.md 2. */
  readonly blocksBareUserAgent: boolean;
  /** Does `query` find digits across punctuation, or only the text as stored? crm-api.md 3.3. */
  readonly phoneSearch: 'digits' | 'literal';
  /** Seconds before `query` finds what was written. 0, or some. crm-api.md 3.3. */
  readonly searchLagSeconds: number;
  /** `next` carries `page`, or an opaque cursor, so that a client which computes pages itself is caught. crm-api.md 2.3. */
  readonly nextLinks: 'page' | 'opaque';
  /** Answer of `PATCH /x/{id}`: the object, or the wrapped list of the Kommo documentation. crm-api.md 2.4. */
  readonly patchAnswer: 'object' | 'wrapped';
  /** An `updated_at` older than the stored one is taken, or refused as v2 did. crm-api.md 2.4. */
  readonly staleUpdates: 'taken' | 'refused';
  /**
   * Is `created_at` of a new note, task, contact or lead kept, or is it always the service's own time? crm-api.md 3.3 to 3.7
   * name it; a call's is kept for sure.
   */
  readonly writtenTimes: 'kept' | 'ignored';
  /** A deleted contact or lead is 204, or its id with `is_deleted: true`. crm-api.md 3.3. */
  readonly deletedReads: '204' | 'thin';
  /** Status of a batch of calls of which some found nobody. crm-api.md 4.1. */
  readonly mixedCallsStatus: 200 | 400;
  /** The events feed begins with the newest or with the oldest. crm-api.md 3.8. */
  readonly eventOrder: 'newest' | 'oldest';
  /** Status of a new webhook. crm-api.md 5.1. */
  readonly webhookStatus: 201 | 200;
  /** Subscribing a destination again changes its settings, or is refused. crm-api.md 5.1. */
  readonly webhookAgain: 'updated' | 'refused';
  /** Does `POST /calls` fire the webhooks of notes? crm-api.md 5.2. */
  readonly callsFireNoteHooks: boolean;
  /** Dates of tasks in webhooks are in the account's zone, or in UTC. crm-api.md 5.2. */
  readonly taskDates: 'utc' | 'account';
  /** The links below one entity say only where they lead, as documented, or also whose they are. crm-api.md 3.4. */
  readonly linkAnswers: 'bare' | 'named';
  /** Does `filter[entity_id]` of tasks count alone, or only beside `filter[entity_type]`? crm-api.md 6.1. */
  readonly tasksOfEntityId: 'alone' | 'besideType';
  /** Are `params` of a changed note laid over the old ones, or do they take their place? crm-api.md 3.7. */
  readonly changedParams: 'merged' | 'replaced';
  /** May an agent who is no admin change the note of another author? crm-api.md 3.7. */
  readonly foreignNotes: 'changed' | 'refused';
  /** May the note of a call that `POST /calls` made be changed? The documents know neither reading nor changing of calls. crm-api.md 4.1. */
  readonly loggedCalls: 'changed' | 'refused';
  /** On Kommo, which knows one stage a request: of several the first counts, or they are refused. crm-api.md 3.4. */
  readonly severalStages: 'first' | 'refused';
}

/** The reading taken unless told otherwise. */
const LIKELIEST: Readings = {
  loopbackRedirects: 'taken',
  grace: true,
  refreshDays: 92,
  closedLookup: 404,
  codeErrorStatus: 400,
  tellsRetryAfter: true,
  blocksBareUserAgent: false,
  phoneSearch: 'digits',
  searchLagSeconds: 0,
  nextLinks: 'page',
  patchAnswer: 'object',
  staleUpdates: 'taken',
  writtenTimes: 'kept',
  deletedReads: '204',
  mixedCallsStatus: 200,
  eventOrder: 'newest',
  webhookStatus: 201,
  webhookAgain: 'updated',
  callsFireNoteHooks: true,
  taskDates: 'utc',
  linkAnswers: 'bare',
  tasksOfEntityId: 'alone',
  changedParams: 'merged',
  foreignNotes: 'changed',
  loggedCalls: 'changed',
  severalStages: 'first',
};

/** The readings chosen, completed by the likeliest ones. */
export const readingsFrom = (chosen: Partial<Readings>): Readings => ({ ...LIKELIEST, ...chosen });
