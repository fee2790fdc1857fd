import type { LeadRecord, PipelineRecord } from '../../model.ts';
import { LOST, WON } from '../../model.ts';
import { isKommo } from '../../platform.ts';
import type { ValidationError } from '../../problem.ts';
import type { ApiContext } from '../../route.ts';
import type { AccountStore } from '../../store.ts';
import type { Rules } from '../../validation.ts';
import { entriesOf, errorAt, integerAt, stringAt } from '../../validation.ts';
import { changeEntity, embeddedId, entityRules, listAt, newEntity } from '../entity/entityWrites.ts';

/** What may be written to a lead (crm-api.md 3.4); everything is optional. */
export const leadRules = (context: ApiContext): Rules => ({
  ...entityRules(context),
  // Kommo alone takes cents (crm-api.md 3.4).
  price: { type: isKommo(context) ? 'number' : 'integer', isNullable: true },
  price_with_minor_units: { type: 'number', isNullable: true },
  status_id: { type: 'integer' },
  pipeline_id: { type: 'integer' },
  closed_at: { type: 'integer', isNullable: true },
  loss_reason_id: { type: 'integer', isNullable: true },
  visitor_uid: { type: 'string', isNullable: true },
  // Read-only, let through as in entityRules.
  source_id: { type: 'integer', isNullable: true },
  score: { type: 'integer', isNullable: true },
  labor_cost: { type: 'integer', isNullable: true },
  is_price_modified_by_robot: { type: 'boolean' },
  is_price_computed: { type: 'boolean' },
});

/** A stage that its pipeline does not have, reasons and contacts that are not there. */
export function leadErrors(
  { account }: ApiContext,
  values: ReadonlyMap<string, unknown>,
  lead: LeadRecord | null,
): readonly ValidationError[] {
  const errors: ValidationError[] = [];
  const pipeline = pipelineFor(account, values, lead);
  if (!pipeline) errors.push(errorAt('NotSupportedChoice', 'pipeline_id'));
  else if (values.has('status_id')) {
    const isThere = pipeline.statuses.some((status) => status.id === values.get('status_id'));
    if (!isThere) errors.push(errorAt('NotSupportedChoice', 'status_id'));
  }
  const reason = values.get('loss_reason_id');
  if (typeof reason === 'number' && !account.lossReasons.some((one) => one.id === reason)) {
    errors.push(errorAt('NotSupportedChoice', 'loss_reason_id'));
  }
  const embedded = entriesOf(values.get('_embedded'));
  for (const type of ['contacts', 'companies'] as const) {
    listAt(embedded, type).forEach((one, index) => {
      const found = account[type].get(integerAt(entriesOf(one), 'id', 0));
      if (found && !found.is_deleted) return;
      errors.push(errorAt('NotSupportedChoice', `_embedded.${type}.${String(index)}.id`));
    });
  }
  return errors;
}

/** The pipeline a lead is to stand in: the one sent, its own, the main one. */
function pipelineFor(
  { pipelines }: AccountStore,
  values: ReadonlyMap<string, unknown>,
  lead: LeadRecord | null,
): PipelineRecord | undefined {
  if (values.has('pipeline_id')) return pipelines.find((one) => one.id === values.get('pipeline_id'));
  return pipelines.find((one) => (lead ? one.id === lead.pipeline_id : one.is_main));
}

/** The stage new leads begin in: the first that is not of incoming ones. */
export const firstStageOf = (pipeline: PipelineRecord | undefined): number =>
  pipeline?.statuses.find((status) => status.type === 0)?.id ?? 0;

/** A lead from what was sent, linked to the contacts and the company it names: all in one request. */
export function newLead(context: ApiContext, values: ReadonlyMap<string, unknown>): LeadRecord {
  const pipeline = pipelineFor(context.account, values, null);
  const lead: LeadRecord = {
    ...newEntity(context, values),
    name: '',
    price: 0,
    status_id: firstStageOf(pipeline),
    pipeline_id: pipeline?.id ?? 0,
    loss_reason_id: null,
    source_id: null,
    closed_at: null,
    closest_task_at: null,
    is_deleted: false,
    custom_fields_values: null,
    score: null,
    labor_cost: null,
    is_price_modified_by_robot: false,
    is_price_computed: false,
    tags: [],
    company_id: null,
    contacts: [],
  };
  changeLead(context, lead, values);
  if (lead.name === '') lead.name = `${TITLES[context.account.account.language]} #${String(lead.id)}`;
  return lead;
}

const TITLES = { ru: 'Сделка', en: 'Lead' } as const;

/** Writes the sent keys over a lead; won and lost close it, any other stage opens it again. */
export function changeLead(
  context: ApiContext,
  lead: LeadRecord,
  values: ReadonlyMap<string, unknown>,
): void {
  changeEntity(context, 'leads', lead, values);
  if (values.has('name')) lead.name = stringAt(values, 'name');
  const price = values.get('price');
  if (typeof price === 'number') {
    lead.price = Math.round(price);
    lead.price_with_minor_units = price;
  }
  moveTo(context, lead, values);
  const companyId = embeddedId(values, 'companies');
  if (companyId !== 0) lead.company_id = companyId;
  for (const one of listAt(entriesOf(values.get('_embedded')), 'contacts')) {
    const keys = entriesOf(one);
    addContact(lead, integerAt(keys, 'id', 0), keys.get('is_main') === true);
  }
}

function moveTo(context: ApiContext, lead: LeadRecord, values: ReadonlyMap<string, unknown>): void {
  const pipeline = pipelineFor(context.account, values, lead);
  if (pipeline && pipeline.id !== lead.pipeline_id) {
    lead.pipeline_id = pipeline.id;
    lead.status_id = firstStageOf(pipeline);
  }
  lead.status_id = integerAt(values, 'status_id', lead.status_id);
  const isClosed = lead.status_id === WON || lead.status_id === LOST;
  const sentReason = values.get('loss_reason_id');
  if (typeof sentReason === 'number') lead.loss_reason_id = sentReason;
  if (lead.status_id !== LOST || sentReason === null) lead.loss_reason_id = null;
  lead.closed_at = isClosed ? integerAt(values, 'closed_at', lead.closed_at ?? context.now) : null;
}

/** Links a contact to a lead; the first one, or one that says so, becomes the main one. */
export function addContact(
  lead: { contacts: { id: number; is_main: boolean }[] },
  id: number,
  isMain: boolean,
): void {
  const others = lead.contacts.filter((one) => one.id !== id);
  const becomesMain = isMain || others.length === 0;
  lead.contacts = [
    ...others.map((one) => (becomesMain ? { ...one, is_main: false } : one)),
    { id, is_main: becomesMain },
  ];
}
