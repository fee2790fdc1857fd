import type { CrmNote, NotesQuery } from '../crm/types/note.ts';
import type { EntityRef } from '../crm/types/entity.ts';
import type { CrmResult } from '../crm/types/crmFailure.ts';
import { ok } from '../common/result.ts';
import { MOST_PAGES } from '../crm/transport/pagination.ts';
import type { WriteClient } from './writeClient.ts';

/** Which note is looked for. Filters may be ignored (crm-api.md 2.5), so each note is compared. */
export interface NotesSearch {
  readonly client: WriteClient;
  readonly types: NotesQuery['types'];
  readonly isIt: (note: CrmNote) => boolean;
  /** Unix seconds before which it cannot have been written. */
  readonly updatedFrom: number;
  readonly signal: AbortSignal;
}

const PAGE_LIMIT = 250;

/**
 * Looks through the notes of one entity, or (entityId null) of all of its kind, newest first. `whole` is
 * false when there was more to read than `MOST_PAGES`.
 */
export async function searchNotes(
  { isIt, ...search }: NotesSearch,
  entity: EntityRef['entity'],
  entityId: number | null,
): Promise<CrmResult<{ readonly note: CrmNote | null; readonly whole: boolean }>> {
  let note: CrmNote | undefined;
  const walked = await walkNotes(search, entity, entityId, (notes) => {
    note = notes.find(isIt);
    return note !== undefined;
  });
  return walked.ok ? ok({ note: note ?? null, whole: walked.value.whole }) : walked;
}

/**
 * Reads such a list page by page until `take` has what it wants or all that can be of the time was read.
 * Filters may be ignored (crm-api.md 2.5): what comes may be of other kinds and times.
 */
export async function walkNotes(
  { client, types, updatedFrom, signal }: Omit<NotesSearch, 'isIt'>,
  entity: EntityRef['entity'],
  entityId: number | null,
  take: (notes: readonly CrmNote[]) => boolean,
): Promise<CrmResult<{ readonly whole: boolean }>> {
  let query: NotesQuery = { entity, entityId, types, updatedFrom, limit: PAGE_LIMIT };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await client.notes.list(query, { signal });
    if (!read.ok) return read;
    const { notes, next } = read.value;
    if (take(notes)) return ok({ whole: true });
    const times = notes.map((note) => note.updated_at);
    if (next === null || isPast(times, updatedFrom)) return ok({ whole: true });
    query = { ...query, href: next };
  }
  return ok({ whole: false });
}

/** Whether a list that visibly runs from new to old has come to what is older than `from`. */
export function isPast(times: readonly number[], from: number): boolean {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined || last >= from || first <= last) return false;
  return times.every((time, place) => place === 0 || time <= (times[place - 1] ?? time));
}
