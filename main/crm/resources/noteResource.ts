import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import { callAuthor, callFacts } from './callResource.ts';
import type { CrmNotes } from '../types/note.ts';
import type { CallNote, CrmNote, NotesQuery } from '../types/note.ts';
import { checkAnswer } from '../transport/responseCheck.ts';
import type { EntityRef } from '../types/entity.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { collectionOf, entityPath } from './entityPath.ts';
import type { CrmFailure, CrmResult } from '../types/crmFailure.ts';
import { amount, flag, id, maybe, orElse, parts, unixSeconds, words } from './entityFields.ts';
import { isEmptyPage, itemsOf, nextLink, walkPages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';
import { given, readWritten, type JsonObject } from '../transport/writeRequest.ts';

const text = maybe(words);
/** PBXs write it as text too. Whatever is no result of a call is none. */
const callStatus = amount.pipe(z.literal([1, 2, 3, 4, 5, 6, 7]));

/** crm-api.md 3.7. Params differ by type, and are `[]` where a type has none. */
const note = z
  .object({
    id,
    entity_id: maybe(id),
    note_type: orElse(z.string(), ''),
    created_at: orElse(unixSeconds, 0),
    updated_at: maybe(unixSeconds),
    is_pinned: maybe(flag),
    created_by: maybe(id),
    params: parts({
      uniq: text,
      text,
      call_result: text,
      duration: maybe(amount),
      call_status: maybe(callStatus),
      phone: text,
      source: text,
      link: text,
    }),
  })
  .transform(({ params, is_pinned, created_by, entity_id, updated_at, ...said }) => ({
    ...said,
    updated_at: updated_at ?? said.created_at,
    /** The list of one entity's notes need not say whose they are. */
    entity_id: entity_id ?? null,
    created_by: created_by ?? undefined,
    isPinned: is_pinned ?? false,
    uniq: params?.uniq ?? null,
    text: params?.text ?? params?.call_result ?? null,
    duration: params?.duration ?? null,
    status: params?.call_status ?? undefined,
    phone: params?.phone ?? null,
    source: params?.source ?? null,
    link: params?.link ?? null,
  }));

const notes = itemsOf('notes', note);

/** Its params are sent back as they are, but for nulls, which the service refuses (crm-api.md 6 #383). */
const callNote = z
  .object({ id, note_type: z.string(), params: z.record(z.string(), z.unknown()) })
  .transform(({ params, ...said }): CallNote => ({
    ...said,
    params: Object.fromEntries(
      Object.entries(params).flatMap(([key, value]) =>
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? [[key, value]]
          : [],
      ),
    ),
  }));

const notePath = (target: EntityRef, noteId: number): string =>
  `${entityPath(target)}/notes/${String(noteId)}`;

/** The notes of a page; whose each is, or of the one entity whose list it is. */
const notesOf =
  ({ entityId }: NotesQuery) =>
  (page: unknown): CrmResult<readonly CrmNote[]> => {
    const read = notes(page);
    return read.ok
      ? ok(
          read.value.map((one): CrmNote => ({
            ...one,
            entity_id: one.entity_id ?? (typeof entityId === 'number' ? entityId : 0),
          })),
        )
      : read;
  };

function listPath({ entity, entityId, types, updatedFrom, limit }: NotesQuery): string {
  const of = typeof entityId === 'number' ? entityPath({ entity, id: entityId }) : collectionOf(entity);
  return apiPath(`${of}/notes`, {
    with: 'is_pinned',
    filter: {
      ...(typeof entityId === 'number' || entityId === null ? {} : { entity_id: entityId }),
      note_type: types,
      ...(updatedFrom === undefined ? {} : { updated_at: { from: updatedFrom } }),
    },
    order: { updated_at: 'desc' },
    limit: limit ?? 50,
  });
}

const isOf = (asked: NotesQuery['entityId'], id: number): boolean =>
  asked === null || (typeof asked === 'number' ? asked === id : asked.includes(id));

/** Whether a note is what was asked for; where filters are switched off every note comes (crm-api.md 2.5). */
const isWanted =
  ({ entityId, types, updatedFrom = 0 }: NotesQuery) =>
  (one: CrmNote): boolean =>
    one.updated_at >= updatedFrom &&
    isOf(entityId, one.entity_id) &&
    (types.length === 0 || types.some((type) => type === one.note_type));

/** `/{entity}/notes`: list, write, and the call note that names its entity exactly. */
export function createNotes(transport: Transport): CrmNotes {
  const add = async (
    target: EntityRef,
    body: JsonObject,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>> => {
    const answer = await transport.send('POST', apiPath(`${entityPath(target)}/notes`), [body], options);
    if (!answer.ok) return fail(entityGone(answer.error));
    // An entity deleted since it was chosen: 204, 400 or 404 (crm-api.md 6, "others").
    if (answer.value === null) return fail({ kind: 'entityNotFound', words: '' });
    return readWritten('notes', answer.value);
  };
  return {
    pages: (query, options) =>
      walkPages(
        transport,
        { from: query.href ?? listPath(query), read: notesOf(query), wanted: isWanted(query) },
        options,
      ),
    async list(query, options) {
      const answer = await transport.get(query.href ?? listPath(query), options);
      if (!answer.ok) return answer;
      const read = notesOf(query)(answer.value);
      if (!read.ok) return read;
      if (isEmptyPage(answer.value)) return ok({ notes: [], next: null });
      const next = nextLink(answer.value);
      return next.ok ? ok({ notes: read.value.filter(isWanted(query)), next: next.value }) : next;
    },
    addText(target, note, options) {
      const { text: words, created_at } = typeof note === 'string' ? { text: note } : note;
      const body = { note_type: 'common', ...given({ created_at }), params: { text: words } };
      return add(target, body, options);
    },
    addCall: (target, call, options) =>
      add(
        target,
        {
          note_type: call.direction === 'inbound' ? 'call_in' : 'call_out',
          ...callAuthor(call),
          params: callFacts(call),
        },
        options,
      ),
    async getCall(target, noteId, options) {
      const answer = await transport.get(apiPath(notePath(target, noteId)), options);
      if (!answer.ok) return answer.error.kind === 'notFound' ? ok(null) : answer;
      return answer.value === null ? ok(null) : checkAnswer(callNote, answer.value);
    },
    async patchCall(target, noteId, params, options) {
      const answer = await transport.send('PATCH', apiPath(notePath(target, noteId)), { params }, options);
      if (!answer.ok) return fail(entityGone(answer.error));
      if (answer.value === null) return fail({ kind: 'entityNotFound', words: '' });
      return readWritten('notes', answer.value);
    },
  };
}

function entityGone(failure: CrmFailure): CrmFailure {
  const gone =
    failure.kind === 'notFound' ||
    (failure.kind === 'validation' &&
      failure.problems.length > 0 &&
      failure.problems.every(({ path }) => path === 'entity_id' || path.endsWith('.entity_id')));
  return gone ? { kind: 'entityNotFound', words: failure.words } : failure;
}
