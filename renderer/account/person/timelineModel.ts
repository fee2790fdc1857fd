import { wordsOfCall } from '../../../preload/constants.ts';
import type { Call, LeadNote } from '../../../preload/contract.ts';

/** Entries of one day (today) or of one month, newest first. */
export interface TimelineGroup {
  /** Unix ms of its first entry: what its heading is said from. */
  readonly at: number;
  readonly isToday: boolean;
  readonly entries: readonly LeadNote[];
}

/** The entries under their headings, in their order; what waits to be sent is of today. */
export function timelineGroups(entries: readonly LeadNote[], now: number): readonly TimelineGroup[] {
  const groups: { key: string; at: number; isToday: boolean; entries: LeadNote[] }[] = [];
  for (const entry of entries) {
    const isToday = entry.id === null || dayOf(entry.at) === dayOf(now);
    const key = isToday ? 'today' : monthOf(entry.at);
    const last = groups.at(-1);
    if (last?.key === key) last.entries.push(entry);
    else groups.push({ key, at: entry.at, isToday, entries: [entry] });
  }
  return groups;
}

/** Entries with the moves of the deals among them: what is not sent yet first, then newest first; null when nothing is known. */
export function withMoves(
  entries: readonly LeadNote[] | null,
  moves: readonly LeadNote[],
): readonly LeadNote[] | null {
  if (entries === null || moves.length === 0) return entries;
  const waiting = entries.filter(({ id }) => id === null);
  const stored = entries.filter(({ id }) => id !== null);
  return [...waiting, ...[...stored, ...moves].toSorted((one, other) => other.at - one.at)];
}

/** A call may be kept under the time it was put into the CRM, and it waits there for at most this long. */
const KEPT_WITHIN_MS = 10 * 60_000;

type SameCall = Pick<
  Call,
  'direction' | 'note' | 'result' | 'outcome' | 'startedAt' | 'answeredAt' | 'endedAt'
>;

/**
 * The entry that tells what the call beside them tells: same way, words, result and length, kept about when it was. Of several
 * such the newest; null where none is certainly the same.
 */
export function entryOfCall(entries: readonly LeadNote[], call: SameCall): LeadNote | null {
  const kind = call.direction === 'inbound' ? 'callIn' : 'callOut';
  const end = call.endedAt ?? call.startedAt;
  const seconds = call.answeredAt === null ? 0 : Math.floor((end - call.answeredAt) / 1000);
  return (
    entries.find(
      (entry) =>
        entry.id !== null &&
        entry.kind === kind &&
        entry.result === call.result &&
        entry.text.trim() === wordsOfCall(call) &&
        Math.floor((entry.duration ?? 0) / 1000) === seconds &&
        entry.at >= call.startedAt - 1000 &&
        entry.at <= end + KEPT_WITHIN_MS,
    ) ?? null
  );
}

/** Entries without the one that the call beside them tells. */
export function withoutCall(entries: readonly LeadNote[], call: SameCall): readonly LeadNote[] {
  const same = entryOfCall(entries, call);
  return same === null ? entries : entries.filter((entry) => entry !== same);
}

/** A call nobody took: an incoming one without a word, and with no result but "no answer". */
export function isMissed({
  kind,
  duration,
  result,
  text,
}: Pick<LeadNote, 'kind' | 'duration' | 'result' | 'text'>): boolean {
  return kind === 'callIn' && (duration ?? 0) === 0 && text === '' && (result === null || result === 6);
}

const dayOf = (at: number): string => new Date(at).toDateString();
const monthOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()} ${date.getMonth()}`;
};
