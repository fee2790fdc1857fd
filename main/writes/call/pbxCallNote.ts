import type { EntityRef } from '../../crm/types/entity.ts';
import { parsePhoneNumber, type PhoneNumber } from '../../phone/phoneNumber.ts';
import { isSameOrInternal } from '../../phone/phoneMatching.ts';
import type { CallRow } from '../../journal/callRows.ts';

/** A call note that another program wrote. */
export interface PbxNote {
  readonly id: number;
  readonly on: EntityRef;
  readonly direction: CallRow['direction'];
  readonly phone: string;
  /** Unix ms by the CRM's clock: the call's start or end, or when it was logged, as its program has it. */
  readonly at: number;
  /** Seconds, as its program counts them; null when it does not say. */
  readonly duration?: number | null;
}

/** What tells one call from another; times are Unix ms by the CRM's clock. */
export type CallTimes = Partial<Pick<CallRow, 'answeredAt'>> &
  Pick<CallRow, 'direction' | 'e164' | 'rawNumber' | 'startedAt' | 'endedAt'>;

/** A note this near to the call's start or end is of that call. */
export const NEAR_MS = 90_000;
/** Who talked this long was not missed. */
const TALKED_MS = 5000;

/**
 * The note of this call among those of a PBX: the same number and direction, its time within 90 s of the call, no
 * other call's already and nearer to none, and not of a missed call when this one was talked on. Of several the
 * nearest to the call's start.
 *
 * @param region ISO 3166 alpha-2 of the account's numbers
 * @param others calls about that time, of whatever number
 */
export function noteOfCall(
  call: CallTimes,
  notes: readonly PbxNote[],
  isTaken: (noteId: number) => boolean,
  region: string,
  others: readonly CallTimes[] = [],
): PbxNote | null {
  const numberOf = ({ e164, rawNumber }: CallTimes): PhoneNumber =>
    parsePhoneNumber(e164 ?? rawNumber, { region });
  const number = numberOf(call);
  const rivals = others.filter(
    (one) => one.direction === call.direction && isSameOrInternal(numberOf(one), number),
  );
  const talkedFrom = call.answeredAt ?? null;
  const wasTalkedOn = talkedFrom !== null && (call.endedAt ?? 0) - talkedFrom >= TALKED_MS;
  const candidates = notes
    .filter((note) => note.direction === call.direction && distance(call, note.at) <= NEAR_MS)
    .filter((note) => isSameOrInternal(parsePhoneNumber(note.phone, { region }), number) && !isTaken(note.id))
    .filter((note) => !(wasTalkedOn && note.duration === 0))
    .filter((note) => rivals.every((rival) => distance(rival, note.at) >= distance(call, note.at)))
    .toSorted((a, b) => Math.abs(a.at - call.startedAt) - Math.abs(b.at - call.startedAt) || a.id - b.id);
  return candidates[0] ?? null;
}

/** How far a moment is from a call, ms; 0 within it. */
const distance = ({ startedAt, endedAt }: CallTimes, at: number): number =>
  Math.max(0, startedAt - at, at - (endedAt ?? startedAt));
