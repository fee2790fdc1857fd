import type { ContactRecord, LeadRecord, LossReasonRecord, PipelineRecord } from '../model.ts';
import { LOST, WON } from '../model.ts';
import type { Draft } from './contactsAndCompanies.ts';
import { filledFields } from './fields.ts';
import { SLOT, entityOf } from './contactsAndCompanies.ts';

const COLOURS = ['#c1c1c1', '#99ccff', '#ffff99', '#ffcc66', '#ffcccc', '#deff81', '#ccff66', '#d5d8db'];

const LEADS = 60;

/** The one pipeline of an account: the stage of incoming leads, five open stages, won and lost. */
export function pipelineOf(draft: Draft): PipelineRecord {
  const { stages, pipeline } = draft.culture;
  const id = draft.nextId();
  return {
    id,
    name: pipeline,
    sort: 1,
    is_main: true,
    is_unsorted_on: true,
    is_archive: false,
    statuses: stages.map((name, index) => {
      const closed = index === stages.length - 2 ? WON : index === stages.length - 1 ? LOST : null;
      return {
        id: closed ?? draft.nextId(),
        name,
        sort: closed === null ? (index + 1) * 10 : closed === WON ? 10_000 : 11_000,
        is_editable: closed === null && index > 0,
        color: COLOURS[index] ?? '#cccccc',
        type: index === 0 ? 1 : 0,
      };
    }),
  };
}

/** Why leads are lost, as the account's settings list it. */
export function lossReasonsOf(draft: Draft): LossReasonRecord[] {
  return draft.culture.lossReasons.map((name, index) => ({
    id: draft.nextId(),
    name,
    sort: (index + 1) * 100_000,
    created_at: draft.now - 86_400 * 800,
    updated_at: draft.now - 86_400 * 800,
  }));
}

/**
 * Sixty leads. The showcase contact has exactly one open lead; so have most others that have any, a few have two, some only closed
 * ones. The two contacts with one number have one lead each, so that a ranking has something to say.
 */
export function leadsOf(
  draft: Draft,
  contacts: readonly ContactRecord[],
  pipeline: PipelineRecord,
  reasons: readonly LossReasonRecord[],
): LeadRecord[] {
  const owners = [SLOT.certain, SLOT.several[0], SLOT.several[1], SLOT.shared[0]].map(
    (slot) => contacts[slot],
  );
  const pool = contacts.slice(SLOT.odd + 15, 300);
  for (let index = 0; owners.length < LEADS; index += 1) {
    const contact = pool[(index * 4) % Math.max(1, pool.length)] ?? contacts[0];
    owners.push(contact);
    // Every seventh has a second one.
    if (index % 7 === 3 && owners.length < LEADS) owners.push(contact);
  }
  return owners.map((contact, index) => leadOf(draft, contact, index, pipeline, reasons));
}

function leadOf(
  draft: Draft,
  contact: ContactRecord | undefined,
  index: number,
  pipeline: PipelineRecord,
  reasons: readonly LossReasonRecord[],
): LeadRecord {
  const { culture, random } = draft;
  const [lowest, highest, step] = culture.price;
  const open = pipeline.statuses.filter(
    (status) => status.type === 0 && status.id !== WON && status.id !== LOST,
  );
  const closed = index > 3 && index % 5 === 0 ? random.pick([WON, LOST]) : null;
  const entity = entityOf(draft, 120, 1);
  const filled = filledFields('leads', index, culture);
  const deal = culture.deals[index % culture.deals.length] ?? '';
  return {
    ...entity,
    ...(contact && { responsible_user_id: contact.responsible_user_id }),
    name: contact ? `${deal} — ${contact.last_name || contact.name || '№'}` : deal,
    price: Math.round(random.between(lowest, highest) / step) * step,
    status_id: closed ?? random.pick(open).id,
    pipeline_id: pipeline.id,
    loss_reason_id: closed === LOST ? random.pick(reasons).id : null,
    source_id: null,
    closed_at: closed === null ? null : entity.updated_at,
    closest_task_at: null,
    is_deleted: false,
    custom_fields_values: filled.length === 0 ? null : [...filled],
    score: null,
    labor_cost: null,
    is_price_modified_by_robot: false,
    is_price_computed: false,
    tags: [],
    company_id: contact?.company_id ?? null,
    contacts: contact ? [{ id: contact.id, is_main: true }] : [],
  };
}
