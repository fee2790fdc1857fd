import type { Answer } from '../../answer.ts';
import { hal, noContent } from '../../answer.ts';
import { batchOf } from '../../batch.ts';
import type { BatchItem } from '../../batch.ts';
import { filtered, inOrder } from '../../filters.ts';
import { noteAdded } from '../../feed/noteEvents.ts';
import type { EntityType } from '../../entityType.ts';
import { ENTITY_TYPES } from '../../entityType.ts';
import type { NoteRecord } from '../../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../../paging.ts';
import { listOf } from '../../phpQuery.ts';
import { notFound } from '../../problem.ts';
import { refusalAt } from '../../rights.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { entriesOf, integerAt, stringAt } from '../../validation.ts';
import { pathOfNote, selfLink } from '../entity/links.ts';
import { changeNote, changeNotes } from './noteChanges.ts';
import { noteErrors } from './noteRules.ts';

/** Notes of entities, as one list and below each entity (crm-api.md 3.7). */
export const noteRoutes: readonly ApiRoute[] = ENTITY_TYPES.flatMap(routesOf);

function routesOf(type: EntityType): ApiRoute[] {
  const all = `/api/v4/${type}/notes`;
  const own = `/api/v4/${type}/:entityId/notes`;
  return [
    { method: 'GET', path: all, handle: (context) => list(context, type) },
    {
      method: 'GET',
      path: own,
      handle: (context) => refusalAt(context, type) ?? list(context, type),
    },
    { method: 'GET', path: `${all}/:noteId`, handle: (context) => read(context, type) },
    {
      method: 'GET',
      path: `${own}/:noteId`,
      handle: (context) => refusalAt(context, type) ?? read(context, type),
    },
    { method: 'POST', path: all, handle: (context) => create(context, type) },
    {
      method: 'POST',
      path: own,
      handle: (context) => refusalAt(context, type) ?? create(context, type),
    },
    ...[all, own].flatMap((path): ApiRoute[] => [
      {
        method: 'PATCH',
        path,
        handle: (context) => refusalAt(context, type) ?? changeNotes(context, type),
      },
      {
        method: 'PATCH',
        path: `${path}/:noteId`,
        handle: (context) => refusalAt(context, type) ?? changeNote(context, type, noteInPath(context, type)),
      },
      { method: 'POST', path: `${path}/:noteId/pin`, handle: (context) => pin(context, type, true) },
      { method: 'POST', path: `${path}/:noteId/unpin`, handle: (context) => pin(context, type, false) },
    ]),
  ];
}

const NOTE_FILTERS = ['id', 'entity_id', 'note_type', 'updated_at'];

/** The entity in the path, if the path has one. */
const entityInPath = (context: ApiContext): number | null =>
  context.params['entityId'] === undefined ? null : Number(context.params['entityId']);

function list(context: ApiContext, type: EntityType): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { query } = request;
  const entityId = entityInPath(context);
  const rows = inOrder(context.account.notes, query, ['updated_at', 'id']).filter(
    (note) => note.entity_type === type && (entityId === null || note.entity_id === entityId),
  );
  // Unlike those of entities, the filters of notes are no gated feature.
  const kept = filtered(rows, query['filter'], NOTE_FILTERS);
  const wanted = listOf(query['with']);
  return pageOf(context, request, 'notes', kept, (note) => renderNote(context, note, wanted));
}

function read(context: ApiContext, type: EntityType): Answer {
  const note = noteInPath(context, type);
  return note ? hal(renderNote(context, note, listOf(context.query['with']))) : noContent();
}

/** The note of the path, when it is one of that kind and that entity. */
function noteInPath(context: ApiContext, type: EntityType): NoteRecord | null {
  const note = context.account.notes.get(Number(context.params['noteId']));
  const entityId = entityInPath(context);
  if (note?.entity_type !== type) return null;
  return entityId === null || note.entity_id === entityId ? note : null;
}

/** Keeps a note at the head of the card, or lets it go. */
function pin(context: ApiContext, type: EntityType, isPinned: boolean): Answer {
  const note = noteInPath(context, type);
  if (!note) return notFound('POST', context.origin + context.path);
  note.is_pinned = isPinned;
  context.account.notes.touch();
  context.wrote();
  return noContent();
}

function create(context: ApiContext, type: EntityType): Answer {
  const entityId = entityInPath(context);
  const batch = batchOf(context.body, (item) => noteErrors(context, type, item.values, entityId));
  if ('refusal' in batch) return batch.refusal;
  const notes = batch.items.map((item) => {
    const note = newNote(context, type, item, entityId);
    context.account.notes.add(note);
    noteAdded(context, note, { firesHooks: true });
    return {
      id: note.id,
      entity_id: note.entity_id,
      request_id: item.requestId,
      ...selfLink(context, pathOfNote(note)),
    };
  });
  context.wrote();
  return hal({ ...selfLink(context, `${type}/notes`), _embedded: { notes } });
}

function newNote(
  context: ApiContext,
  type: EntityType,
  item: BatchItem,
  entityId: number | null,
): NoteRecord {
  const { values } = item;
  const { user, now, store, settings } = context;
  const isTimeKept = settings.writtenTimes === 'kept' || stringAt(values, 'note_type').startsWith('call_');
  const created_by = integerAt(values, 'created_by', user.id);
  return {
    id: store.nextId(),
    entity_id: entityId ?? integerAt(values, 'entity_id', 0),
    entity_type: type,
    responsible_user_id: integerAt(values, 'responsible_user_id', created_by),
    group_id: 0,
    created_by,
    updated_by: integerAt(values, 'updated_by', created_by),
    created_at: isTimeKept ? integerAt(values, 'created_at', now) : now,
    updated_at: integerAt(values, 'updated_at', now),
    note_type: stringAt(values, 'note_type'),
    params: Object.fromEntries(entriesOf(values.get('params'))),
    is_pinned: false,
    seeded: false,
  };
}

function renderNote(context: ApiContext, note: NoteRecord, wanted: readonly string[]): object {
  return {
    id: note.id,
    entity_id: note.entity_id,
    created_by: note.created_by,
    updated_by: note.updated_by,
    created_at: note.created_at,
    updated_at: note.updated_at,
    responsible_user_id: note.responsible_user_id,
    group_id: note.group_id,
    note_type: note.note_type,
    params: note.params,
    account_id: context.account.account.id,
    ...(wanted.includes('is_pinned') && { is_pinned: note.is_pinned }),
    ...selfLink(context, pathOfNote(note)),
  };
}
