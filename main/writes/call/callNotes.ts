import type { EntityRef } from '../../crm/types/entity.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { TOO_LONG } from '../../crm/transport/pagination.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { CallRow } from '../../journal/callRows.ts';
import type { Journal } from '../../journal/journal.ts';
import { walkNotes } from '../noteSearch.ts';
import type { WriteClient } from '../writeClient.ts';
import { classifyFailure } from '../classifyFailure.ts';
import type { CallTimes, PbxNote } from './pbxCallNote.ts';

const ENTITIES: readonly EntityRef['entity'][] = ['contact', 'company', 'lead'];

/** A call note of any card, with who logged it. */
export interface CallNote extends PbxNote {
  readonly source: string | null;
  readonly uniq: string | null;
}

/**
 * The call notes of all cards since then (Unix ms by the CRM's clock). A kind of card that this user may not read is left out:
 * without its notes a call is at worst logged twice, and it must be logged.
 */
export async function readCallNotes(
  client: WriteClient,
  from: number,
  signal: AbortSignal,
): Promise<Result<readonly CallNote[], CrmFailure>> {
  const found: CallNote[] = [];
  for (const entity of ENTITIES) {
    const search = {
      client,
      types: ['call_in', 'call_out'] as const,
      updatedFrom: Math.floor(from / 1000),
      signal,
    };
    const walked = await walkNotes(search, entity, null, (notes) => {
      for (const note of notes) {
        const direction = DIRECTIONS.get(note.note_type);
        if (direction === undefined) continue;
        found.push({
          id: note.id,
          on: { entity, id: note.entity_id },
          direction,
          phone: note.phone ?? '',
          at: note.created_at * 1000,
          duration: note.duration,
          source: note.source ?? null,
          uniq: note.uniq,
        });
      }
      return false;
    });
    if (!walked.ok && !isRefused(walked.error)) return walked;
    // What was not read may be the note: the call waits, rather than being logged twice.
    if (walked.ok && !walked.value.whole) return fail(TOO_LONG);
  }
  return ok(found);
}

/** Calls of one caller so near to each other are told apart by which of them a note is nearer to. */
const NEIGHBOURS_MS = 30 * 60_000;

/** Other calls of the same caller, perhaps, with the CRM's times. */
export const neighboursOf = (journal: Journal, call: CallRow, skew: number): readonly CallTimes[] =>
  journal.calls
    .since(call.account, call.startedAt - NEIGHBOURS_MS)
    .filter(({ id, startedAt }) => id !== call.id && startedAt < call.startedAt + NEIGHBOURS_MS)
    .map((other) => shifted(other, skew));

/** A call by the CRM's clock, which shows so much more than the computer's. */
export const shifted = (call: CallRow, skew: number): CallTimes => ({
  ...call,
  startedAt: call.startedAt + skew,
  answeredAt: call.answeredAt === null ? null : call.answeredAt + skew,
  endedAt: call.endedAt === null ? null : call.endedAt + skew,
});

const DIRECTIONS: ReadonlyMap<string, PbxNote['direction']> = new Map([
  ['call_in', 'inbound'],
  ['call_out', 'outbound'],
]);

const isRefused = (failure: CrmFailure): boolean => classifyFailure(failure).kind === 'refused';
