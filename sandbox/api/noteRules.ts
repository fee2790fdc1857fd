import type { NotedType } from '../model.ts';
import type { ValidationError } from '../problem.ts';
import type { ApiContext } from '../route.ts';
import type { Rules } from '../validation.ts';
import { entriesOf, errorAt, errorsIn, integerAt, stringAt } from '../validation.ts';
import { isCallStatus } from './calls.ts';
import { isUser } from './contactWrites.ts';

/** The kinds of notes an integration may write. */
const NOTE_TYPES: readonly string[] = [
  'common',
  'call_in',
  'call_out',
  'service_message',
  'extended_service_message',
  'message_cashier',
  'geolocation',
  'sms_in',
  'sms_out',
  'attachment',
];

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

const COMMON_PARAMS: Rules = { text: { type: 'string', isRequired: true, isNotBlank: true } };

function noteRules(context: ApiContext, needsEntity: boolean): Rules {
  const user = { type: 'integer', isAllowed: isUser(context) } as const;
  return {
    entity_id: { type: 'integer', isRequired: needsEntity },
    note_type: {
      type: 'string',
      isRequired: true,
      isAllowed: (value) => NOTE_TYPES.some((one) => one === value),
    },
    params: { type: 'object', isRequired: true },
    created_by: user,
    updated_by: user,
    responsible_user_id: user,
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    is_need_to_trigger_digital_pipeline: { type: 'boolean' },
    request_id: { type: 'integerOrString' },
  };
}

/** What is wrong with a note; `entityId` is the entity of the path, null when the note must name it itself. */
export function noteErrors(
  context: ApiContext,
  type: NotedType,
  values: ReadonlyMap<string, unknown>,
  entityId: number | null,
): readonly ValidationError[] {
  const errors = errorsIn(values, noteRules(context, entityId === null));
  if (errors.length > 0) return errors;
  const entity = context.account[type].get(entityId ?? integerAt(values, 'entity_id', 0));
  if (!entity || entity.is_deleted) return [errorAt('NotSupportedChoice', 'entity_id')];
  const params = entriesOf(values.get('params'));
  switch (stringAt(values, 'note_type')) {
    case 'call_in':
    case 'call_out':
      return errorsIn(params, CALL_PARAMS, 'params.');
    case 'common':
      return errorsIn(params, COMMON_PARAMS, 'params.');
    default:
      return [];
  }
}
