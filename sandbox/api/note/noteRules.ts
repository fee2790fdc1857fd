import type { EntityType } from '../../entityType.ts';
import type { NoteRecord } from '../../model.ts';
import type { ValidationError } from '../../problem.ts';
import type { ApiContext } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { entriesOf, errorAt, errorsIn, integerAt, stringAt } from '../../validation.ts';
import { isCallStatus } from './calls.ts';
import { isUser } from '../entity/entityWrites.ts';

const text = { type: 'string', isRequired: true, isNotBlank: true } as const;

const CALL_PARAMS: Rules = {
  uniq: { type: 'string' },
  duration: { type: 'integer', isRequired: true },
  source: { type: 'string', isRequired: true, isNotBlank: true },
  link: { type: 'string' },
  phone: { type: 'string' },
  call_result: { type: 'string' },
  call_status: { type: 'integer', isAllowed: isCallStatus },
  call_responsible: { type: 'integerOrString' },
};

const SERVICE_PARAMS: Rules = { service: text, text };
const SMS_PARAMS: Rules = { text, phone: text };
const CASHIER_STATUSES: readonly unknown[] = ['created', 'shown', 'canceled'];

/** The kinds of notes an integration may write, with their params; null: whatever is sent (crm-api.md 3.7). */
const PARAMS: ReadonlyMap<string, Rules | null> = new Map<string, Rules | null>([
  ['common', { text }],
  ['call_in', CALL_PARAMS],
  ['call_out', CALL_PARAMS],
  ['service_message', SERVICE_PARAMS],
  ['extended_service_message', SERVICE_PARAMS],
  [
    'message_cashier',
    {
      status: { ...text, isAllowed: (value) => CASHIER_STATUSES.includes(value) },
      text,
    },
  ],
  [
    'geolocation',
    {
      text,
      address: { type: 'string', isRequired: true },
      longitude: { type: 'string', isRequired: true },
      latitude: { type: 'string', isRequired: true },
    },
  ],
  ['sms_in', SMS_PARAMS],
  ['sms_out', SMS_PARAMS],
  ['attachment', null],
  ['invoice_paid', null],
  ['bill_paid', null],
  ['site_visit', null],
  ['targeting_in', null],
  ['targeting_out', null],
  ['transaction', null],
  ['zoom_meeting', null],
  ['dropbox_attachment', null],
  ['link_followed', null],
  ['ai_result', null],
]);

function noteRules(context: ApiContext, isNew: boolean, needsEntity: boolean): Rules {
  const user = { type: 'integer', isAllowed: isUser(context) } as const;
  return {
    entity_id: { type: 'integer', isRequired: needsEntity },
    note_type: {
      type: 'string',
      isRequired: isNew,
      isAllowed: (value) => typeof value === 'string' && PARAMS.has(value),
    },
    params: { type: 'object', isRequired: isNew },
    ...(!isNew && { id: { type: 'integer' }, account_id: { type: 'integer' }, _links: { type: 'object' } }),
    created_by: user,
    updated_by: user,
    responsible_user_id: user,
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    is_need_to_trigger_digital_pipeline: { type: 'boolean' },
    request_id: { type: 'integerOrString', isNullable: true },
  };
}

/** What is wrong with a note; `entityId` is the entity of the path, null when the note must name it itself. */
export function noteErrors(
  context: ApiContext,
  type: EntityType,
  values: ReadonlyMap<string, unknown>,
  entityId: number | null,
): readonly ValidationError[] {
  const errors = errorsIn(values, noteRules(context, true, entityId === null));
  if (errors.length > 0) return errors;
  const entity = context.account[type].get(entityId ?? integerAt(values, 'entity_id', 0));
  if (!entity || entity.is_deleted) return [errorAt('NotSupportedChoice', 'entity_id')];
  return paramErrors(stringAt(values, 'note_type'), entriesOf(values.get('params')));
}

const paramErrors = (noteType: string, params: ReadonlyMap<string, unknown>): readonly ValidationError[] => {
  const rules = PARAMS.get(noteType) ?? null;
  return rules ? errorsIn(params, rules, 'params.') : [];
};

/**
 * What is wrong with a change of a note that is there; `params` are what it will hold then. A note keeps its kind of entity and may
 * not be put to another one.
 */
export function noteChangeErrors(
  context: ApiContext,
  note: NoteRecord,
  values: ReadonlyMap<string, unknown>,
  params: ReadonlyMap<string, unknown>,
): readonly ValidationError[] {
  const errors = errorsIn(values, noteRules(context, false, false));
  if (errors.length > 0) return errors;
  if (integerAt(values, 'entity_id', note.entity_id) !== note.entity_id) {
    return [errorAt('NotSupportedChoice', 'entity_id')];
  }
  return paramErrors(stringAt(values, 'note_type') || note.note_type, params);
}
