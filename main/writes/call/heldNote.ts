import { wordsOfCall } from '../../../preload/constants.ts';
import type { EntityRef } from '../../crm/types/entity.ts';
import type { OutboxRow } from '../../journal/journal.ts';
import { entityOfKey } from '../../journal/outboxPayload.ts';

/** The call note that the CRM has of a call, where it stands now. */
export interface HeldNote {
  readonly noteId: number;
  readonly on: EntityRef;
  /** Amendments that are not there yet, or were refused. */
  readonly open: readonly OutboxRow[];
  /** Another program's, which holds its own words too: what Ringside put above them, '' for nothing. Null: it is our own. */
  readonly theirs: { readonly was: string } | null;
}

/**
 * The note of a logged call, on the card where it stands now. Null where none is known: not logged yet, or on a customer, whose notes are
 * not known here.
 * @param rows of the call, in their order
 */
export function heldNote(rows: readonly OutboxRow[]): HeldNote | null {
  const amendments = rows.filter(({ write }) => write.kind === 'amendCall');
  const logged = rows.find(({ write }) => write.kind === 'logCall');
  if (logged?.state !== 'done') return null;
  const last = amendments.findLast(({ state }) => state === 'done');
  const { placed, remoteId } = last ?? logged;
  const on = entityOfKey(placed);
  if (on === null || remoteId === null) return null;
  // What went to another card went there as a note of ours.
  const isTheirs = logged.pbx === 'joined' && remoteId === logged.remoteId;
  const inPlace = amendments.findLast((row) => row.state === 'done' && !stoodBeside(row, rows));
  const was = inPlace?.write.kind === 'amendCall' ? wordsOfCall(inPlace.write) : '';
  return {
    noteId: remoteId,
    on,
    open: amendments.filter(({ state }) => state !== 'done'),
    theirs: isTheirs ? { was } : null,
  };
}

/** Refused in the note itself: its words are a text note that was added when it was done, and the note holds what it held. */
const stoodBeside = ({ id, write }: OutboxRow, rows: readonly OutboxRow[]): boolean =>
  write.kind === 'amendCall' &&
  rows.some((one) => one.id > id && one.write.kind === 'addNote' && one.write.text === write.orNote);
