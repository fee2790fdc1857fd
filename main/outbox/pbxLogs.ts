import { SOURCE } from '../amocrm/calls.ts';
import type { CallStatus, EntityRef } from '../amocrm/client.ts';
import type { CrmFailure } from '../amocrm/failures.ts';
import type { Clock } from '../clock.ts';
import type { CallRow, Journal, OutboxRow } from '../journal/journal.ts';
import { entityKey } from '../journal/outboxWrite.ts';
import type { CallWrite } from '../journal/outboxWrite.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { walkNotes } from './notesSearch.ts';
import type { OutboxClient } from './outboxClient.ts';
import { NEAR_MS, noteOfCall } from './pbxNote.ts';
import type { PbxNote } from './pbxNote.ts';
import type { AwaitsPbx, Written } from './write.ts';

/**
 * Who logs calls: `ringside` never looks for another's note; `first` looks once, right before it logs; `pbx` waits
 * for the PBX's note, and logs only what the PBX did not log in its time, so that no result is lost.
 */
export type WhoLogs = 'ringside' | 'pbx' | 'first';

/** What the account wants, and the agent's result in words. */
export interface PbxRule {
  readonly whoLogs: (account: string) => WhoLogs;
  /** @param words what the agent wrote about the call, perhaps '' */
  readonly resultNote: (result: CallStatus, words: string) => string;
}

/** Recognises calls that the PBX's own widget logged. */
export interface PbxLogs {
  /**
   * The PBX's note of this call: its row is done then, and the result becomes a text note of its own on the same
   * card, in the same transaction. A note of another program is never changed: nothing documented says that a call
   * note can be (facts/amocrm-api 3.7), and its recording must stay. Null when Ringside is to log the call.
   */
  lookFor(
    client: OutboxClient,
    row: OutboxRow<CallWrite>,
    call: CallRow,
    signal: AbortSignal,
  ): Promise<Result<Written | AwaitsPbx | null, CrmFailure>>;
}

interface PbxLogsDeps extends PbxRule {
  readonly journal: Journal;
  readonly clock: Clock;
}

/** After the end of a call a PBX has this long to log it. */
const PBX_PATIENCE_MS = 2 * 60_000;
const LOOK_AGAIN_MS = 15_000;
/** Clocks of the service and the desktop may differ by this much. */
const CLOCK_SLACK_MS = 60_000;

const ENTITIES: readonly EntityRef['entity'][] = ['contact', 'company', 'lead'];

/** Call notes of an account as read at a time: good for calls that were settled by then. */
interface NotesRead {
  /** Unix ms before which nothing was read. */
  readonly from: number;
  readonly at: number;
  readonly notes: readonly PbxNote[];
}

export function createPbxLogs({ journal, clock, whoLogs, resultNote }: PbxLogsDeps): PbxLogs {
  const lastRead = new Map<string, NotesRead>();

  /** After an outage many calls wait: one reading that goes back to the first of them serves them all. */
  async function notesFor(
    client: OutboxClient,
    { account, startedAt, endedAt }: CallRow,
    signal: AbortSignal,
  ): Promise<Result<readonly PbxNote[], CrmFailure>> {
    const from = startedAt - NEAR_MS - CLOCK_SLACK_MS;
    const settledAt = (endedAt ?? startedAt) + PBX_PATIENCE_MS + CLOCK_SLACK_MS;
    const known = lastRead.get(account);
    if (known !== undefined && known.from <= from && known.at >= settledAt) return ok(known.notes);
    const at = clock.now();
    const read = await readNotes(client, from, signal);
    if (read.ok) lastRead.set(account, { from, at, notes: read.value });
    return read;
  }

  return {
    async lookFor(client, row, call, signal) {
      const { account } = row;
      const who = whoLogs(account);
      if (who === 'ringside') return ok(null);
      const read = await notesFor(client, call, signal);
      if (!read.ok) return read;
      const region = journal.accounts.get(account)?.region ?? '';
      const isTaken = (id: number): boolean => journal.outbox.isJoined(account, id);
      const note = noteOfCall(call, read.value, isTaken, region);
      if (note === null) {
        const patience = (call.endedAt ?? call.startedAt) + PBX_PATIENCE_MS;
        return ok(
          who === 'pbx' && clock.now() < patience
            ? { lookAgainAt: Math.min(patience, clock.now() + LOOK_AGAIN_MS) }
            : null,
        );
      }
      return ok({
        id: note.id,
        placed: entityKey(note.on),
        alongside: () => {
          journal.outbox.joinPbxNote(row.id);
          if (call.result === null) return;
          const text = resultNote(call.result, call.note.trim());
          const now = clock.now();
          journal.outbox.addAgents(
            account,
            call.id,
            { kind: 'addNote', target: note.on, text },
            { now, notBefore: now },
          );
        },
      });
    },
  };
}

/**
 * The call notes of all cards since then. A kind of card that this user may not read is left out: without its notes a
 * call is at worst logged twice, and it must be logged.
 */
async function readNotes(
  client: OutboxClient,
  from: number,
  signal: AbortSignal,
): Promise<Result<readonly PbxNote[], CrmFailure>> {
  const found: PbxNote[] = [];
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
        if (direction === undefined || note.source === SOURCE) continue;
        found.push({
          id: note.id,
          on: { entity, id: note.entity_id },
          direction,
          phone: note.phone ?? '',
          at: note.created_at * 1000,
        });
      }
      return false;
    });
    if (!walked.ok && !isRefused(walked.error)) return walked;
  }
  return ok(found);
}

const DIRECTIONS: ReadonlyMap<string, PbxNote['direction']> = new Map([
  ['call_in', 'inbound'],
  ['call_out', 'outbound'],
]);

const isRefused = ({ kind }: CrmFailure): boolean =>
  ['forbidden', 'notFound', 'entityNotFound', 'validation', 'rejected'].includes(kind);
