import { SOURCE } from '../../crm/resources/callResource.ts';
import type { CallStatus } from '../../crm/types/call.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { ServiceClock } from '../../crm/transport/serviceClock.ts';
import type { Clock } from '../../common/clock.ts';
import { AT_ONCE, type Journal, type OutboxRow } from '../../journal/journal.ts';
import type { CallRow } from '../../journal/callRows.ts';
import { entityKey, type LogCall } from '../../journal/outboxPayload.ts';
import { ok, type Result } from '../../common/result.ts';
import { neighboursOf, readCallNotes, shifted } from './callNotes.ts';
import type { WriteClient } from '../writeClient.ts';
import { NEAR_MS, noteOfCall, type CallTimes, type PbxNote } from './pbxCallNote.ts';
import { atService, serviceNow } from '../serviceTimes.ts';
import type { AwaitsPbx, Written } from '../write.ts';

/**
 * Who logs calls: `ringside` never looks for another's note; `first` looks once, right before it logs; `pbx` waits
 * for the PBX's note, and logs only what the PBX did not log in its time, so that no result is lost.
 */
export type WhoLogs = 'ringside' | 'pbx' | 'first';

/** What the account wants, and the agent's result in words. */
export interface PbxRule {
  readonly whoLogs: (account: string) => WhoLogs;
  /**
   * @param words what the agent wrote about the call, perhaps ''
   * @param label the team's own name of the result; null for one of the seven
   */
  readonly resultNote: (result: CallStatus, words: string, label: string | null) => string;
  /** The PBX's own note is given the result where the CRM lets it be changed; false: the result is always a note beside it. */
  readonly resultInPlace: (account: string) => boolean;
}

/** Recognises calls that the PBX's own widget logged. */
export interface PbxLogs {
  /**
   * The PBX's note of this call: its row is done then, and the result follows in the same transaction: into that note
   * (amendCall.ts), or as a text note of its own on the same card. Null when Ringside is to log the call.
   */
  lookFor(
    client: WriteClient,
    row: OutboxRow<LogCall>,
    call: CallRow,
    signal: AbortSignal,
  ): Promise<Result<Written | AwaitsPbx | null, CrmFailure>>;
}

interface PbxLogsDeps extends PbxRule {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly serviceClockOf: (account: string) => ServiceClock | null;
}

/** After the end of a call a PBX has this long to log it. */
const PBX_PATIENCE_MS = 2 * 60_000;
const LOOK_AGAIN_MS = 15_000;
/** What a reading holds of the last minute may have come too late for it. */
const READ_SLACK_MS = 60_000;
/** The computer's clock was put right since a reading: nothing is known of which calls it was good for. */
const STEP_MS = 1000;

/** Call notes of an account as read at a time: good for calls that were settled by then. */
interface NotesRead {
  /** Unix ms by the CRM's clock before which nothing was read. */
  readonly from: number;
  /** The computer's, and what its wall clock was before the monotonic one then. */
  readonly at: number;
  readonly lead: number;
  readonly notes: readonly PbxNote[];
}

export function createPbxLogs(deps: PbxLogsDeps): PbxLogs {
  const { journal, clock, whoLogs, resultNote } = deps;
  const lastRead = new Map<string, NotesRead>();
  /** When a row's note was looked for first, by the monotonic clock: the patience ends whatever the computer's clock does. */
  const waitingSince = new Map<number, number>();

  /** After an outage many calls wait: one reading that goes back to the first of them serves them all. */
  async function notesFor(
    client: WriteClient,
    call: CallRow,
    startedAt: number,
    signal: AbortSignal,
  ): Promise<Result<readonly PbxNote[], CrmFailure>> {
    const { account } = call;
    const from = startedAt - NEAR_MS - READ_SLACK_MS;
    const settledAt = (call.endedAt ?? call.startedAt) + PBX_PATIENCE_MS + READ_SLACK_MS;
    const known = lastRead.get(account);
    const at = clock.now();
    const lead = at - clock.monotonic();
    const isOfThisTime = known !== undefined && Math.abs(known.lead - lead) < STEP_MS;
    if (isOfThisTime && known.from <= from && known.at >= settledAt) return ok(known.notes);
    const read = await readCallNotes(client, from, signal);
    if (!read.ok) return read;
    const notes = read.value.filter(({ source }) => source !== SOURCE);
    lastRead.set(account, { from, at, lead, notes });
    return ok(notes);
  }

  /** How long the PBX may still take to log a call, ms; never longer than its patience since the first look. */
  function patienceLeft(row: OutboxRow, call: CallRow, skew: number): number {
    const since = waitingSince.get(row.id) ?? clock.monotonic();
    waitingSince.set(row.id, since);
    const now = serviceNow(deps.serviceClockOf(row.account)) ?? clock.now() + skew;
    const byCall = (call.endedAt ?? call.startedAt) + skew + PBX_PATIENCE_MS - now;
    return Math.min(byCall, PBX_PATIENCE_MS - (clock.monotonic() - since));
  }

  return {
    async lookFor(client, row, call, signal) {
      const { account } = row;
      const who = whoLogs(account);
      if (who === 'ringside') return ok(null);
      const startedAt = atService(call.startedAt, row, deps.serviceClockOf(account));
      const skew = startedAt - call.startedAt;
      const read = await notesFor(client, call, startedAt, signal);
      if (!read.ok) return read;
      const region = journal.accounts.get(account)?.region ?? '';
      const isTaken = (id: number): boolean => journal.outbox.isJoined(account, id);
      const noteAmong = (others: readonly CallTimes[]): PbxNote | null =>
        noteOfCall(shifted(call, skew), read.value, isTaken, region, others);
      const note = noteAmong([]) === null ? null : noteAmong(neighboursOf(journal, call, skew));
      if (note === null) {
        const left = who === 'pbx' ? patienceLeft(row, call, skew) : 0;
        if (left > 0) return ok({ lookAgainAt: clock.now() + Math.ceil(Math.min(left, LOOK_AGAIN_MS)) });
        waitingSince.delete(row.id);
        return ok(null);
      }
      waitingSince.delete(row.id);
      return ok({
        id: note.id,
        placed: entityKey(note.on),
        alongside: () => {
          journal.outbox.joinPbxNote(row.id);
          // As it stands: the agent may have written on while the notes were read.
          const { result, note: words, outcome } = journal.calls.get(account, call.id) ?? call;
          if (result === null) return;
          const text = resultNote(result, words.trim(), outcome?.label ?? null);
          const label =
            outcome === null || outcome === undefined ? null : { ...outcome, without: [...outcome.without] };
          journal.outbox.addAgents(
            account,
            call.id,
            deps.resultInPlace(account)
              ? {
                  kind: 'amendCall',
                  target: note.on,
                  callId: call.id,
                  noteId: note.id,
                  result,
                  outcome: label,
                  note: words,
                  orNote: text,
                }
              : { kind: 'addNote', target: note.on, text },
            { now: clock.now(), notBefore: AT_ONCE, skew },
          );
        },
      });
    },
  };
}
