import { z } from 'zod';
import { assertNever, fail, ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import { callAuthor, callFacts } from './calls.ts';
import type { CrmClient, CrmNote, EntityRef, NotesQuery } from './client.ts';
import type { CrmFailure } from './failures.ts';
import { id, unixSeconds } from './fields.ts';
import { nextLink } from './pages.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';
import { readWritten } from './writes.ts';

const text = z.string().nullish().catch(null);

/** Facts/amocrm-api 3.7. Params differ by type, and are `[]` where a type has none. */
const note = z
  .object({
    id,
    entity_id: id,
    note_type: z.string(),
    created_at: unixSeconds,
    updated_at: unixSeconds,
    params: z
      .object({ uniq: text, text, call_result: text, duration: z.number().nullish().catch(null) })
      .nullish()
      .catch(null),
  })
  .transform(({ params, ...said }): CrmNote => ({
    ...said,
    uniq: params?.uniq ?? null,
    text: params?.text ?? params?.call_result ?? null,
    duration: params?.duration ?? null,
  }));

const page = z
  .object({ _embedded: z.object({ notes: z.array(note) }) })
  .transform(({ _embedded }) => _embedded.notes);

/** The segment of the path an entity has. */
function collection(entity: EntityRef['entity']): 'contacts' | 'companies' | 'leads' {
  switch (entity) {
    case 'contact':
      return 'contacts';
    case 'company':
      return 'companies';
    case 'lead':
      return 'leads';
    default:
      return assertNever(entity);
  }
}

function listPath({ entity, entityId, types, updatedFrom, limit }: NotesQuery): string {
  const of = entityId === null ? '' : `/${String(entityId)}`;
  return apiPath(`${collection(entity)}${of}/notes`, {
    filter: {
      note_type: types,
      ...(updatedFrom === undefined ? {} : { updated_at: { from: updatedFrom } }),
    },
    order: { updated_at: 'desc' },
    limit: limit ?? 50,
  });
}

/** `/{entity}/notes`: list, and the call note that names its entity exactly. */
export function createNotes(transport: Transport): CrmClient['notes'] {
  return {
    async list(query, options) {
      const answer = await transport.get(query.href ?? listPath(query), options);
      if (!answer.ok) return answer;
      if (answer.value === null) return ok({ notes: [], next: null });
      const notes = checkAnswer(page, answer.value);
      if (!notes.ok) return notes;
      return ok({ notes: notes.value, next: notes.value.length === 0 ? null : nextLink(answer.value) });
    },
    async addCall(target, call, options) {
      const body = [
        {
          note_type: call.direction === 'inbound' ? 'call_in' : 'call_out',
          ...callAuthor(call),
          params: callFacts(call),
        },
      ];
      const path = apiPath(`${collection(target.entity)}/${String(target.id)}/notes`);
      const answer = await transport.send('POST', path, body, options);
      if (!answer.ok) return fail(entityGone(answer.error));
      // An entity deleted since it was chosen: 204, 400 or 404 (facts/amocrm-api 6, "others").
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
