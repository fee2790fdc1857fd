import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { ServiceClock } from '../../crm/transport/serviceClock.ts';
import type { Clock } from '../../common/clock.ts';
import { ok, type Result } from '../../common/result.ts';
import { entityKey, type LogCall } from '../../journal/outboxPayload.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Journal, OutboxRow } from '../../journal/journal.ts';
import { isSameOrInternal } from '../../phone/phoneMatching.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { atService } from '../serviceTimes.ts';
import type { AwaitsPbx, NotNeeded, Written } from '../write.ts';
import type { WriteClient } from '../writeClient.ts';
import { neighboursOf, readCallNotes, shifted } from './callNotes.ts';
import { NEAR_MS, noteOfCall, type PbxNote } from './pbxCallNote.ts';

/** What a Ringside that missed a call asks of its team. */
export interface TeamRule {
  /** How long this Ringside leaves the call to others, ms, another for each of the team: several see one missed call. */
  readonly turnMs: (account: string) => number;
}

/** Whether the CRM has to be told of a missed call by this Ringside. */
export interface TeamCalls {
  /**
   * Written: a colleague or the PBX told of it. NotNeeded: somebody called back, or talked to them since. AwaitsPbx: it is
   * other desks' turn. Null: it is to be told from here, now.
   */
  lookFor(
    client: WriteClient,
    row: OutboxRow<LogCall>,
    call: CallRow,
    signal: AbortSignal,
  ): Promise<Result<Written | AwaitsPbx | NotNeeded | null, CrmFailure>>;
}

interface TeamCallsDeps extends TeamRule {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly serviceClockOf: (account: string) => ServiceClock | null;
}

/** Notes are written a little before or after what they tell of. */
const READ_SLACK_MS = 60_000;

export function createTeamCalls({ journal, clock, serviceClockOf, turnMs }: TeamCallsDeps): TeamCalls {
  /**
   * When it is a row's turn, by the monotonic clock. It counts from the first look and not from the call: after an outage all
   * desks look at the same moment.
   */
  const turns = new Map<number, number>();
  return {
    async lookFor(client, row, call, signal) {
      const { account } = row;
      const startedAt = atService(call.startedAt, row, serviceClockOf(account));
      const skew = startedAt - call.startedAt;
      const read = await readCallNotes(client, startedAt - NEAR_MS - READ_SLACK_MS, signal);
      if (!read.ok) return read;
      const region = journal.accounts.get(account)?.region ?? '';
      const others = read.value.filter(({ uniq }) => !isAnothers(journal, account, call, uniq));
      const there = noteOfCall(
        shifted(call, skew),
        others,
        () => false,
        region,
        neighboursOf(journal, call, skew),
      );
      const endedAt = (call.endedAt ?? call.startedAt) + skew;
      const outcome = there === null && wasReached(call, read.value, endedAt, region) ? 'reached' : there;
      if (outcome !== null) turns.delete(row.id);
      if (outcome === 'reached') return ok({ notNeeded: true });
      if (outcome !== null) return ok({ id: outcome.id, placed: entityKey(outcome.on) });
      const turn = turns.get(row.id) ?? clock.monotonic() + turnMs(account);
      turns.set(row.id, turn);
      const left = turn - clock.monotonic();
      return ok(left > 0 ? { lookAgainAt: clock.now() + Math.ceil(left) } : null);
    },
  };
}

/** A note of this journal's own is of the call it names. */
function isAnothers(journal: Journal, account: string, call: CallRow, uniq: string | null): boolean {
  return uniq !== null && uniq !== call.id && journal.calls.get(account, uniq) !== null;
}

/** Somebody called the number, or talked to whoever has it, after the missed call ended (Unix ms of the CRM's clock). */
function wasReached(call: CallRow, notes: readonly PbxNote[], endedAt: number, region: string): boolean {
  const number = parsePhoneNumber(call.e164 ?? call.rawNumber, { region });
  return notes.some(
    (note) =>
      note.at >= endedAt &&
      (note.direction === 'outbound' || (note.duration ?? 0) > 0) &&
      isSameOrInternal(parsePhoneNumber(note.phone, { region }), number),
  );
}
