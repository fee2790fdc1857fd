import type { Answer } from '../../answer.ts';
import type { BatchItem } from '../../batch.ts';
import { batchOf } from '../../batch.ts';
import { noteAdded } from '../../feed/noteEvents.ts';
import type { NoteRecord, UnsortedRecord } from '../../model.ts';
import type { ValidationError } from '../../problem.ts';
import type { ApiContext } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { digitsOrTextAt, entriesOf, errorAt, errorsIn, integerAt, stringAt } from '../../validation.ts';
import { listAt } from '../entity/entityWrites.ts';
import type { LeadParts } from './leadParts.ts';
import { leadPartsErrors, makeLead } from './leadParts.ts';
import { admitUnsorted } from './unsortedWrites.ts';

const RULES: Rules = {
  source_uid: { type: 'string', isRequired: true, isNotBlank: true },
  source_name: { type: 'string', isRequired: true, isNotBlank: true },
  pipeline_id: { type: 'integer', isNullable: true },
  created_at: { type: 'integer', isNullable: true },
  metadata: { type: 'object', isRequired: true },
  _embedded: { type: 'object', isNullable: true },
  request_id: { type: 'integerOrString', isNullable: true },
};

/** Which keys the service insists on is UNCERTAIN (crm-api.md 4.3): those that say who called when are needed here. */
const CALL: Rules = {
  uniq: { type: 'integerOrString', isNullable: true },
  // An integer in the service's own example (crm-api.md 6.1).
  phone: { type: 'integerOrString', isRequired: true, isNotBlank: true },
  from: { type: 'integerOrString', isRequired: true, isNullable: true },
  called_at: { type: 'integer', isRequired: true },
  duration: { type: 'integer', isRequired: true },
  link: { type: 'string', isNullable: true },
  service_code: { type: 'string', isNullable: true },
  call_responsible: { type: 'integerOrString', isNullable: true },
  is_call_event_needed: { type: 'boolean', isNullable: true },
};

/** What a form was: which one, where, when. As of calls, what is insisted on is UNCERTAIN. */
const FORM: Rules = {
  form_id: { type: 'integerOrString', isRequired: true },
  form_name: { type: 'string', isRequired: true },
  form_page: { type: 'string', isRequired: true },
  form_sent_at: { type: 'integer', isRequired: true },
  ip: { type: 'string', isNullable: true },
  referer: { type: 'string', isNullable: true },
  visitor_uid: { type: 'string', isNullable: true },
};

const METADATA = { sip: CALL, forms: FORM } as const;

/** The lead of an item with the pipeline, the contact and the company of the item. */
function leadOf(values: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const embedded = entriesOf(values.get('_embedded'));
  const [lead] = listAt(embedded, 'leads');
  return new Map([
    ...entriesOf(lead),
    ...(typeof values.get('pipeline_id') === 'number'
      ? [['pipeline_id', values.get('pipeline_id')] as const]
      : []),
    [
      '_embedded',
      {
        ...Object.fromEntries(entriesOf(entriesOf(lead).get('_embedded'))),
        contacts: listAt(embedded, 'contacts'),
        companies: listAt(embedded, 'companies'),
      },
    ],
  ]);
}

function errorsOf(
  context: ApiContext,
  category: keyof typeof METADATA,
  { values }: BatchItem,
): readonly ValidationError[] {
  const [, second] = listAt(entriesOf(values.get('_embedded')), 'leads');
  return [
    ...errorsIn(values, RULES),
    ...(values.has('metadata')
      ? errorsIn(entriesOf(values.get('metadata')), METADATA[category], 'metadata.')
      : []),
    ...(second === undefined ? [] : [errorAt('FieldNotExpected', '_embedded.leads.1')]),
    ...leadPartsErrors(context, leadOf(values)),
  ];
}

/** Makes incoming leads of calls or of forms; what was refused is an answer. */
export function createUnsorted(
  context: ApiContext,
  category: keyof typeof METADATA,
): { readonly record: UnsortedRecord; readonly requestId: string }[] | Answer {
  const batch = batchOf(context.body, (item) => errorsOf(context, category, item));
  if ('refusal' in batch) return batch.refusal;
  const made = batch.items.map(({ values, requestId }) => {
    const metadata = entriesOf(values.get('metadata'));
    const parts = makeLead(context, leadOf(values));
    if (metadata.get('is_call_event_needed') === true) noteCall(context, parts, metadata);
    const record = admitUnsorted(context, parts, {
      category,
      sourceUid: stringAt(values, 'source_uid'),
      sourceName: stringAt(values, 'source_name'),
      createdAt: integerAt(values, 'created_at', context.now),
      // Write-only (crm-api.md 4.3).
      metadata: Object.fromEntries([...metadata].filter(([key]) => key !== 'is_call_event_needed')),
    });
    return { record, requestId };
  });
  context.wrote();
  return made;
}

/** The call itself, as a note of the new lead. */
function noteCall(context: ApiContext, { lead }: LeadParts, metadata: ReadonlyMap<string, unknown>): void {
  const link = stringAt(metadata, 'link');
  const calledAt = integerAt(metadata, 'called_at', context.now);
  const note: NoteRecord = {
    id: context.store.nextId(),
    entity_id: lead.id,
    entity_type: 'leads',
    responsible_user_id: lead.responsible_user_id,
    group_id: 0,
    created_by: context.user.id,
    updated_by: context.user.id,
    created_at: calledAt,
    updated_at: calledAt,
    note_type: 'call_in',
    params: {
      uniq: digitsOrTextAt(metadata, 'uniq'),
      duration: integerAt(metadata, 'duration', 0),
      source: stringAt(metadata, 'service_code'),
      phone: digitsOrTextAt(metadata, 'phone'),
      ...(link !== '' && { link }),
    },
    is_pinned: false,
    seeded: false,
  };
  context.account.notes.add(note);
  noteAdded(context, note, { firesHooks: context.settings.callsFireNoteHooks });
}
