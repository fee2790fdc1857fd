import type { Answer } from '../../answer.ts';
import { hal } from '../../answer.ts';
import type { BatchItem } from '../../batch.ts';
import { batchOf, singleOf } from '../../batch.ts';
import type { EntityType } from '../../entityType.ts';
import type { NoteRecord } from '../../model.ts';
import type { ValidationError } from '../../problem.ts';
import { notFound } from '../../problem.ts';
import { maySee, notYours } from '../../rights.ts';
import type { ApiContext } from '../../route.ts';
import { entriesOf, errorAt, integerAt, stringAt } from '../../validation.ts';
import { pathOfNote, selfLink } from '../entity/links.ts';
import { noteChangeErrors } from './noteRules.ts';

/** Changes many notes of one kind of entity; each item names its note, and its entity unless the path does (crm-api.md 3.7). */
export function changeNotes(context: ApiContext, type: EntityType): Answer {
  const inPath = context.params['entityId'];
  const batch = batchOf(context.body, ({ values }): readonly ValidationError[] => {
    const note = noteOf(context, type, values);
    const missing = ['id', ...(inPath === undefined ? ['entity_id'] : [])].filter((key) => !values.has(key));
    if (missing.length > 0) return missing.map((key) => errorAt('FieldMissing', key));
    if (!note) return [errorAt('NotSupportedChoice', 'id')];
    return noteChangeErrors(context, note, values, paramsAfter(context, note, values));
  });
  if ('refusal' in batch) return batch.refusal;
  const changes = batch.items.flatMap((item) => {
    const note = noteOf(context, type, item.values);
    return note ? [{ note, item }] : [];
  });
  if (changes.some(({ note }) => !mayChange(context, note))) return notYours();
  const notes = changes.map(({ note, item }) => change(context, note, item));
  context.wrote();
  return hal({ ...selfLink(context, `${type}/notes`), _embedded: { notes } });
}

/** Changes the one note of the path. */
export function changeNote(context: ApiContext, type: EntityType, note: NoteRecord | null): Answer {
  if (!note) return notFound('PATCH', context.origin + context.path);
  const batch = singleOf(context.body, ({ values }) =>
    noteChangeErrors(context, note, values, paramsAfter(context, note, values)),
  );
  if ('refusal' in batch) return batch.refusal;
  if (!mayChange(context, note)) return notYours();
  const [answer] = batch.items.map((item) => change(context, note, item));
  context.wrote();
  if (context.settings.patchAnswer === 'object') return hal(answer ?? {});
  return hal({ ...selfLink(context, `${type}/notes`), _embedded: { notes: [answer] } });
}

/** The note an item names, when it is one of that kind and of the path's entity. */
function noteOf(
  { account, params }: ApiContext,
  type: EntityType,
  values: ReadonlyMap<string, unknown>,
): NoteRecord | null {
  const note = account.notes.get(integerAt(values, 'id', 0));
  if (note?.entity_type !== type) return null;
  const inPath = params['entityId'];
  return inPath === undefined || note.entity_id === Number(inPath) ? note : null;
}

/** The owner's entity may be another's, and so may the note; whether that matters is UNCERTAIN (crm-api.md 3.7). */
function mayChange(context: ApiContext, note: NoteRecord): boolean {
  const entity = context.account[note.entity_type].get(note.entity_id);
  if (entity && !maySee(context, entity)) return false;
  if (note.is_logged_call === true && context.settings.loggedCalls === 'refused') return false;
  return (
    context.settings.foreignNotes === 'changed' ||
    context.user.is_admin ||
    note.created_by === context.user.id
  );
}

/** What the note will hold: sent params laid over the old ones, or in their place (UNCERTAIN, crm-api.md 3.7). */
function paramsAfter(
  { settings }: ApiContext,
  note: NoteRecord,
  values: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const old = entriesOf(note.params);
  if (!values.has('params')) return old;
  const sent = entriesOf(values.get('params'));
  return settings.changedParams === 'merged' ? new Map([...old, ...sent]) : sent;
}

function change(context: ApiContext, note: NoteRecord, { values, requestId }: BatchItem): object {
  note.params = Object.fromEntries(paramsAfter(context, note, values));
  note.note_type = stringAt(values, 'note_type') || note.note_type;
  note.responsible_user_id = integerAt(values, 'responsible_user_id', note.responsible_user_id);
  note.created_by = integerAt(values, 'created_by', note.created_by);
  note.created_at = integerAt(values, 'created_at', note.created_at);
  note.updated_by = integerAt(values, 'updated_by', context.user.id);
  note.updated_at = integerAt(values, 'updated_at', context.now);
  context.account.notes.touch();
  return {
    id: note.id,
    entity_id: note.entity_id,
    updated_at: note.updated_at,
    request_id: requestId,
    ...selfLink(context, pathOfNote(note)),
  };
}
