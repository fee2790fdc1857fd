import type { EntityRef } from '../amocrm/client.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { isSameOrInternal } from '../calls/phoneSearch.ts';
import type { CallRow } from '../journal/journal.ts';

/** A call note that another program wrote. */
export interface PbxNote {
  readonly id: number;
  readonly on: EntityRef;
  readonly direction: CallRow['direction'];
  readonly phone: string;
  /** Unix ms: the call's start or end, or when it was logged, as its program has it. */
  readonly at: number;
}

/** A note this near to the call's start or end is of that call. */
export const NEAR_MS = 90_000;

/**
 * The note of this call among those of a PBX: the same number and direction, its time within 90 s of the call, and
 * no other call's already. Of several the nearest to the call's start.
 *
 * @param region ISO 3166 alpha-2 of the account's numbers
 */
export function noteOfCall(
  call: Pick<CallRow, 'direction' | 'e164' | 'rawNumber' | 'startedAt' | 'endedAt'>,
  notes: readonly PbxNote[],
  isTaken: (noteId: number) => boolean,
  region: string,
): PbxNote | null {
  const number = parsePhoneNumber(call.e164 ?? call.rawNumber, { region });
  const first = call.startedAt - NEAR_MS;
  const last = (call.endedAt ?? call.startedAt) + NEAR_MS;
  const candidates = notes
    .filter((note) => note.direction === call.direction && note.at >= first && note.at <= last)
    .filter((note) => isSameOrInternal(parsePhoneNumber(note.phone, { region }), number) && !isTaken(note.id))
    .toSorted((a, b) => Math.abs(a.at - call.startedAt) - Math.abs(b.at - call.startedAt) || a.id - b.id);
  return candidates[0] ?? null;
}
