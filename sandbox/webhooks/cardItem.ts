import type { EntityType } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { CardRecord, FieldRecord, LeadRecord } from '../model.ts';
import type { Witness } from '../route.ts';

const isLead = (card: CardRecord): card is LeadRecord => 'pipeline_id' in card;

/** A contact, company or lead as webhooks show it, with the key names of v2 (crm-api.md 5.2). */
export function cardItem({ account }: Witness, type: EntityType, card: CardRecord): object {
  return {
    id: card.id,
    name: card.name,
    ...(isLead(card) && { status_id: card.status_id, price: card.price, pipeline_id: card.pipeline_id }),
    responsible_user_id: card.responsible_user_id,
    date_create: card.created_at,
    last_modified: card.updated_at,
    created_user_id: card.created_by,
    modified_user_id: card.updated_by,
    account_id: account.account.id,
    tags: card.tags.map(({ id, name }) => ({ id, name })),
    custom_fields: (card.custom_fields_values ?? []).map(fieldItem),
    created_at: card.created_at,
    updated_at: card.updated_at,
    ...(type === 'companies' && {
      linked_leads_id: Object.fromEntries(
        account.leads
          .all()
          .filter((lead) => lead.company_id === card.id)
          .map((lead) => [lead.id, { ID: lead.id }]),
      ),
    }),
    ...(type !== 'leads' && { type: SINGULAR[type] }),
  };
}

const fieldItem = (field: FieldRecord): object => ({
  id: field.field_id,
  name: field.field_name,
  values: field.values.map(({ value, enum_id }) => ({
    value,
    ...(enum_id !== undefined && { enum: enum_id }),
  })),
  code: field.field_code,
});

/** What is left to say of a deleted one. */
export const deletedItem = (type: EntityType, card: CardRecord): object => ({
  id: card.id,
  ...(isLead(card) ? { status_id: card.status_id, pipeline_id: card.pipeline_id } : { type: SINGULAR[type] }),
});
