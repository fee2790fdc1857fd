import type {
  Call,
  CallAmendment,
  CallForm,
  CallStatus,
  ChosenTarget,
  Lead,
  Match,
  RequestError,
} from '../../../preload/contract.ts';
import type { Journal } from '../../journal/journal.ts';
import type { AgentWrite } from '../../journal/outboxPayload.ts';
import { heldNote } from '../../writes/call/heldNote.ts';
import { attempt } from '../../journal/journalError.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import type { MirrorLists } from '../../mirror/readTypes.ts';
import { callSubject } from './callSubject.ts';
import { outcomeWrites } from './outcomeWrites.ts';
import type { TeamOutcomes } from './teamOutcomes.ts';
import type { CallFormRows, ContactOfCall, Outbox } from '../../outbox/outbox.ts';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { CallViews } from '../history/callViews.ts';
import { numberKey } from '../matching/callerLookup.ts';
import type { CallerRefresh } from '../matching/callerRefresh.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { isNamedByNumber, numbersOf } from '../../phone/phoneMatching.ts';
import type { createRememberedChoices } from '../matching/rememberedChoices.ts';

/** What an agent does with a call. Every answer is a value; the journal has it before the answer is given. */
export interface CallActions {
  log(callId: string, result: CallStatus): Result<Call, RequestError>;
  /** What a digit means for this call: one of the team's own results where it has such, else the CRM's. */
  press(callId: string, digit: CallStatus): Result<Call, RequestError>;
  /**
   * The after-call form: result, note, target, task and stage, and what an outcome of the team's own does, saved as one and taken
   * back as one by `undo`.
   */
  finish(form: CallForm): Result<Call, RequestError>;
  /**
   * Puts a call right that is in the CRM: result, note, whose it is. The call is as it was until the CRM has it. `tooLate` where
   * nothing can be changed from here.
   */
  amend(amendment: CallAmendment): Result<Call, RequestError>;
  undo(callId: string): Result<Call, RequestError>;
  setNote(callId: string, note: string): Result<Call, RequestError>;
  choose(callId: string, target: Omit<ChosenTarget, 'name'> | null): Result<Call, RequestError>;
  retry(callId: string): Result<Call, RequestError>;
  createContact(
    callId: string,
    contact: Omit<ContactOfCall, 'phone'>,
  ): Promise<Result<Creation<{ readonly call: Call }>, RequestError>>;
  /** Asks the CRM, and the mirror, who has the call's number by now. */
  findDuplicates(callId: string): Promise<Result<Duplicates, RequestError>>;
  /**
   * Has a contact with these numbers queued, unless somebody has one of them already: in the mirror, or in the CRM if it
   * could be asked (`checked`).
   */
  unlessThere<T extends object>(
    account: string,
    contact: { readonly phones: readonly string[]; readonly evenIfDuplicates: boolean },
    queue: () => Result<T, RequestError>,
  ): Promise<Result<Creation<T>, RequestError>>;
  search(account: string, text: string): readonly Match[];
  leadsOf(account: string, entity: 'contact' | 'company', id: number): readonly Lead[];
}

export type Creation<T> =
  | ({ readonly outcome: 'queued'; readonly checked: boolean } & T)
  | { readonly outcome: 'duplicates'; readonly matches: Match[] };

export interface Duplicates {
  readonly checked: boolean;
  readonly matches: Match[];
}

interface CallActionDeps {
  readonly journal: Journal;
  readonly mirror: MirrorReader & Pick<MirrorLists, 'lead'>;
  readonly outcomes: TeamOutcomes;
  /** What it is by an account's CRM, Unix ms, and its clocks' zone (IANA; null: this computer's). */
  readonly timeOf: (account: string) => { readonly now: number; readonly timezone: string | null };
  readonly outbox: Outbox;
  readonly callViews: CallViews;
  readonly refresh: CallerRefresh;
  readonly choices: ReturnType<typeof createRememberedChoices>;
  readonly regionOf: (account: string) => string;
  /** How a result reaches a call that the PBX logged itself. */
  readonly pbx: {
    readonly resultInPlace: (account: string) => boolean;
    /** As `PbxRule.resultNote`, of a result that was another before. */
    readonly correctedNote: (result: CallStatus, words: string, label: string | null) => string;
  };
  /** After every change, so that windows hear of it. */
  readonly changed: (callId: string) => void;
}

const SEARCH_LIMIT = 20;

export function createCallActions(deps: CallActionDeps): CallActions {
  const { journal, mirror, outbox, callViews } = deps;

  const unknownCall = fail<RequestError>({ code: 'unknownCall', message: 'there is no such call' });
  const refused = (reason: string): Result<never, RequestError> => {
    if (reason === 'unknownCall') return unknownCall;
    const code =
      reason === 'alreadySent' || reason === 'tooLate'
        ? 'tooLate'
        : reason === 'journal'
          ? 'journal'
          : 'notNow';
    return fail({ code, message: reason });
  };

  /** Runs one change of a known call and answers with the call as it is then. */
  function change(
    callId: string,
    work: (account: string) => Result<unknown, string>,
  ): Result<Call, RequestError> {
    const account = journal.calls.accountOf(callId);
    if (account === null) return unknownCall;
    const done = work(account);
    if (!done.ok) return refused(done.error);
    deps.changed(callId);
    const call = callViews.get(callId);
    return call === null ? unknownCall : ok(call);
  }

  /** The CRM may hold the call already: what is changed now would not reach it. */
  const mayBeSent = (account: string, callId: string): boolean =>
    journal.outbox
      .ofCall(account, callId)
      .some(
        ({ write, state, unsureSince }) =>
          write.kind === 'logCall' && (state === 'inFlight' || state === 'done' || unsureSince !== null),
      );

  /** What the agent chose, with its name; a contact nobody here has seen cannot be chosen. */
  function chosenOf(
    account: string,
    target: Omit<ChosenTarget, 'name'>,
  ): Result<ChosenTarget, 'unknownCall'> {
    const { entity, entityId } = target;
    const match = mirror.match(account, entity, entityId) ?? deps.refresh.seen(account, entity, entityId);
    return match === null ? fail('unknownCall') : ok({ ...target, name: match.name });
  }

  /** The next call of this number begins with what was chosen now. */
  function rememberChoice(account: string, callId: string, { entity, entityId: id }: ChosenTarget): void {
    const row = journal.calls.get(account, callId);
    if (row === null) return;
    const number = parsePhoneNumber(row.rawNumber, { region: deps.regionOf(account) });
    if (number.kind === 'external') deps.choices.remember(account, numberKey(number), { entity, id });
  }

  async function holdersOf(account: string, phones: readonly string[]): Promise<Duplicates> {
    const matches: Match[] = [];
    let checked = true;
    // A field is free text: each number in it may be somebody's already.
    for (const number of phones.flatMap((phone) => numbersOf(phone, deps.regionOf(account)))) {
      const asked = await deps.refresh.byNumber(account, number);
      checked &&= asked.ok;
      const known = mirror.lookup(account, number).filter((match) => match.certainty === 'certain');
      for (const match of [...known, ...(asked.ok ? asked.value : [])]) {
        // Who has no name but the number gets the new one (writes/contact/newContact.ts).
        if (match.entity === 'contact' && isNamedByNumber(match.name, number)) continue;
        if (!matches.some(({ entity, id }) => entity === match.entity && id === match.id))
          matches.push(match);
      }
    }
    return { checked, matches };
  }

  const unlessThere: CallActions['unlessThere'] = async (account, { phones, evenIfDuplicates }, queue) => {
    const { checked, matches } = await holdersOf(account, phones);
    if (matches.length > 0 && !evenIfDuplicates) return ok({ outcome: 'duplicates', matches });
    const queued = queue();
    return queued.ok ? ok({ outcome: 'queued', checked, ...queued.value }) : queued;
  };

  const duplicatesOf = (call: Call): Promise<Duplicates> => holdersOf(call.account, [call.number.raw]);

  /** What the result of a form is called and does; the same as without where it is one of the seven. */
  function resultOf(
    account: string,
    { callId, ...form }: CallForm,
    chosen: ChosenTarget | undefined,
  ): Result<Pick<CallFormRows, 'result' | 'outcome' | 'writes'>, string> {
    const own = formWrites(form);
    if (form.outcome === undefined) return ok({ result: form.result, outcome: null, writes: own });
    const outcome = deps.outcomes.of(account).find(({ id }) => id === form.outcome);
    // The file was changed while its results stood there.
    if (outcome === undefined) return fail('noSuchOutcome');
    const { now, timezone } = deps.timeOf(account);
    const rows = outcomeWrites(
      outcome,
      callSubject(deps, account, callId, chosen),
      { hasStage: form.stage !== undefined, hasTask: form.task !== undefined },
      now,
      timezone,
    );
    const { id, label, colour, status } = outcome;
    // A bot acts on what is there when it starts: last of all.
    const writes = [...own, ...rows.writes].toSorted((a, b) => Number(isBot(a)) - Number(isBot(b)));
    return ok({ result: status, outcome: { id, label, colour, without: rows.without }, writes });
  }

  const log: CallActions['log'] = (callId, result) =>
    change(callId, (account) => outbox.logCall(account, callId, result));
  const finish: CallActions['finish'] = ({ callId, ...form }) =>
    change(callId, (account) => {
      if (mayBeSent(account, callId)) return fail('tooLate');
      const chosen = form.target === undefined ? ok(undefined) : chosenOf(account, form.target);
      if (!chosen.ok) return chosen;
      const result = resultOf(account, { callId, ...form }, chosen.value);
      if (!result.ok) return result;
      const finished = outbox.finishCall(account, callId, {
        ...result.value,
        note: form.note,
        chosen: chosen.value,
      });
      const { value } = chosen;
      if (finished.ok && value !== undefined) attempt(() => rememberChoice(account, callId, value));
      return finished;
    });

  return {
    log,
    finish,
    press(callId, digit) {
      const call = callViews.get(callId);
      if (call === null) return unknownCall;
      const { deal } = callSubject(deps, call.account, callId, undefined);
      const offered = deps.outcomes.forCall(call, deal?.pipelineId ?? null);
      if (offered.length === 0) return log(callId, digit);
      const outcome = offered.find(({ key }) => key === String(digit));
      return outcome === undefined
        ? refused('noSuchOutcome')
        : finish({ callId, result: outcome.status, outcome: outcome.id });
    },
    unlessThere,
    amend: ({ callId, result, outcome: outcomeId, note, target }) =>
      change(callId, (account) => {
        const held = heldNote(journal.outbox.ofCall(account, callId));
        if (held === null) return fail('tooLate');
        const outcome = deps.outcomes.of(account).find(({ id }) => id === outcomeId);
        if (outcomeId !== undefined && outcome === undefined) return fail('noSuchOutcome');
        const chosen = target === undefined ? ok(undefined) : chosenOf(account, target);
        if (!chosen.ok) return chosen;
        /** Into the PBX's own note as before, else as a note beside it that says it is put right. */
        const inTheirNote = (was: string) => ({
          orNote: deps.pbx.correctedNote(outcome?.status ?? result, note.trim(), outcome?.label ?? null),
          was,
          ...(deps.pbx.resultInPlace(account) ? {} : { beside: true as const }),
        });
        // An earlier one that waits, or that the CRM refused, is what this one is in place of.
        if (held.open.some(({ id }) => !journal.outbox.cancel(id) && !journal.outbox.giveUp(id)))
          return fail('tooLate');
        return outbox.writes.add(account, callId, [
          {
            kind: 'amendCall',
            target: held.on,
            callId,
            noteId: held.noteId,
            result: outcome?.status ?? result,
            outcome:
              outcome === undefined
                ? null
                : { id: outcome.id, label: outcome.label, colour: outcome.colour, without: [] },
            note,
            ...(held.theirs === null ? {} : inTheirNote(held.theirs.was)),
            ...(chosen.value === undefined ? {} : { chosen: chosen.value }),
          },
        ]);
      }),
    undo: (callId) => change(callId, (account) => outbox.undo(account, callId)),
    retry: (callId) => change(callId, (account) => outbox.retry(account, callId)),
    setNote: (callId, note) =>
      change(callId, (account) => {
        if (mayBeSent(account, callId)) {
          return journal.calls.get(account, callId)?.note === note ? ok(null) : fail('tooLate');
        }
        return attempt(() => {
          journal.calls.setNote(account, callId, note);
        });
      }),
    choose: (callId, target) =>
      change(callId, (account) => {
        if (mayBeSent(account, callId)) return fail('tooLate');
        if (target === null) {
          return attempt(() => {
            journal.calls.setChosen(account, callId, null);
          });
        }
        const chosen = chosenOf(account, target);
        if (!chosen.ok) return chosen;
        return attempt(() => {
          journal.transaction(() => {
            journal.calls.setChosen(account, callId, chosen.value);
            rememberChoice(account, callId, chosen.value);
          });
        });
      }),
    async createContact(callId, contact) {
      const call = callViews.get(callId);
      if (call === null) return unknownCall;
      const { raw, e164 } = call.number;
      const { evenIfDuplicates } = contact;
      return unlessThere(call.account, { phones: [raw], evenIfDuplicates }, () => {
        const queued = change(callId, (account) =>
          outbox.contactForCall(account, callId, { ...contact, phone: e164 ?? raw }),
        );
        return queued.ok ? ok({ call: queued.value }) : queued;
      });
    },
    async findDuplicates(callId) {
      const call = callViews.get(callId);
      return call === null ? unknownCall : ok(await duplicatesOf(call));
    },
    search: (account, text) => mirror.search(account, text, SEARCH_LIMIT),
    leadsOf(account, entity, id) {
      const match = mirror.match(account, entity, id) ?? deps.refresh.seen(account, entity, id);
      return match?.leads ?? [];
    },
  };
}

const isBot = ({ kind }: AgentWrite): boolean => kind === 'runBot';

/** The outbox rows of a form besides the call's own, in the order they are sent. */
function formWrites({ stage, task }: Omit<CallForm, 'callId'>): readonly AgentWrite[] {
  const writes: AgentWrite[] = [];
  if (stage !== undefined) {
    const { leadId, before, ...to } = stage;
    writes.push({
      kind: 'patchLead',
      leadId,
      stage: to,
      ...(before === undefined ? {} : { before: { stage: before } }),
    });
  }
  if (task !== undefined) writes.push({ kind: 'createTask', target: null, ...task });
  return writes;
}
