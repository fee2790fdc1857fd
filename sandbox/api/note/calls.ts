import type { Answer } from '../../answer.ts';
import { hal, problem } from '../../answer.ts';
import type { BatchItem } from '../../batch.ts';
import { batchOf } from '../../batch.ts';
import type { NoteRecord } from '../../model.ts';
import type { ApiContext, ApiRoute, Witness } from '../../route.ts';
import { errorsIn, integerAt, stringAt } from '../../validation.ts';
import type { Rules } from '../../validation.ts';
import { callTargetOf } from './callTarget.ts';
import { noteAdded } from '../../feed/noteEvents.ts';
import type { EntityRef } from '../../entityType.ts';
import { SINGULAR } from '../../entityType.ts';
import { isUser } from '../entity/entityWrites.ts';
import { selfLink } from '../entity/links.ts';

/** `POST /api/v4/calls` (crm-api.md 4.1). There is no reading, changing or deleting of calls: they are read back as notes. */
export const callRoutes: readonly ApiRoute[] = [{ method: 'POST', path: '/api/v4/calls', handle: create }];

function callRules(context: ApiContext): Rules {
  const user = { type: 'integer', isAllowed: isUser(context) } as const;
  return {
    direction: {
      type: 'string',
      isRequired: true,
      isAllowed: (value) => value === 'inbound' || value === 'outbound',
    },
    duration: { type: 'integer', isRequired: true },
    source: { type: 'string', isRequired: true, isNotBlank: true },
    phone: { type: 'string', isRequired: true, isNotBlank: true },
    uniq: { type: 'string' },
    link: { type: 'string' },
    call_result: { type: 'string' },
    call_status: { type: 'integer', isAllowed: isCallStatus },
    call_responsible: { type: 'integerOrString' },
    responsible_user_id: user,
    created_by: user,
    updated_by: user,
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    request_id: { type: 'integerOrString', isNullable: true },
  };
}

/** 1-7 as documented; 8 is what the PHP client calls undefined. */
export const isCallStatus = (value: unknown): boolean =>
  typeof value === 'number' && value >= 1 && value <= 8;

/** Keys of a call that its note keeps in `params`. */
const PARAMS = [
  'uniq',
  'duration',
  'source',
  'link',
  'phone',
  'call_result',
  'call_status',
  'call_responsible',
];

function create(context: ApiContext): Answer {
  const batch = batchOf(context.body, (item) => errorsIn(item.values, callRules(context)));
  if ('refusal' in batch) return batch.refusal;
  const calls: object[] = [];
  const errors: object[] = [];
  for (const item of batch.items) {
    const target = callTargetOf(context.account, stringAt(item.values, 'phone'), 10);
    if (target) calls.push(log(context, item, target));
    else errors.push(notFoundError(item));
  }
  const body = { _total_items: calls.length, errors, _embedded: { calls } };
  if (calls.length === 0) return problem(400, body);
  context.wrote();
  const { mixedCallsStatus } = context.settings;
  return errors.length > 0 && mixedCallsStatus === 400 ? problem(400, body) : hal(body);
}

const notFoundError = (item: BatchItem): object => ({
  title: 'Entity not found',
  type: 'https://httpstatus.es/400',
  status: 400,
  detail: 'Entity for this phone number was not found',
  request_id: item.requestId,
});

function log(context: ApiContext, item: BatchItem, target: EntityRef): object {
  const note = addCallNote(context, item.values, target);
  note.is_logged_call = true;
  context.account.notes.touch();
  const entity = { id: target.id, ...selfLink(context, `${target.type}/${String(target.id)}`) };
  return {
    id: note.id,
    entity_id: target.id,
    entity_type: SINGULAR[target.type],
    account_id: context.account.account.id,
    request_id: item.requestId,
    _embedded: { entity },
  };
}

/** Writes the call as a note, however often it comes: `uniq` does not deduplicate. */
export function addCallNote(
  context: Witness,
  values: ReadonlyMap<string, unknown>,
  target: EntityRef,
): NoteRecord {
  const { store, account, now } = context;
  const responsible = integerAt(values, 'responsible_user_id', 0);
  const note: NoteRecord = {
    id: store.nextId(),
    entity_id: target.id,
    entity_type: target.type,
    responsible_user_id: responsible,
    group_id: 0,
    created_by: integerAt(values, 'created_by', 0),
    updated_by: integerAt(values, 'updated_by', 0),
    created_at: integerAt(values, 'created_at', now),
    updated_at: integerAt(values, 'updated_at', now),
    note_type: values.get('direction') === 'inbound' ? 'call_in' : 'call_out',
    params: Object.fromEntries(PARAMS.filter((key) => values.has(key)).map((key) => [key, values.get(key)])),
    is_pinned: false,
    seeded: false,
  };
  account.notes.add(note);
  noteAdded(context, note, { firesHooks: context.settings.callsFireNoteHooks });
  return note;
}
