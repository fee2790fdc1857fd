import type { EntityRef, EntityType } from '../entityType.ts';
import { SINGULAR } from '../entityType.ts';
import type { CardRecord, FieldRecord, LeadRecord } from '../model.ts';
import type { Witness } from '../route.ts';
import { recordEvent } from './eventFeed.ts';
import { linkChanged } from './linkEvents.ts';
import { cardItem, deletedItem } from '../webhooks/cardItem.ts';
import { callHooks } from '../webhooks/hook.ts';

type CardType = Exclude<EntityType, 'customers'>;

const HOOK_KEYS = { leads: 'leads', contacts: 'contacts', companies: 'contacts' } as const;

const isLead = (card: CardRecord): card is LeadRecord => 'pipeline_id' in card;

/** Tells of a new contact, company or lead. */
export function cardAdded(context: Witness, type: CardType, card: CardRecord): void {
  recordEvent(context, { type: `${SINGULAR[type]}_added`, entity: { type, id: card.id } });
  if (isLead(card)) {
    for (const one of card.contacts) {
      linkChanged(context, 'entity_linked', { type, id: card.id }, { type: 'contacts', id: one.id });
    }
  }
  callHooks(context, {
    codes: [`add_${SINGULAR[type]}`],
    key: HOOK_KEYS[type],
    action: 'add',
    item: () => cardItem(context, type, card),
  });
}

/** Tells of one that went to the bin. */
export function cardDeleted(context: Witness, type: CardType, card: CardRecord): void {
  recordEvent(context, { type: `${SINGULAR[type]}_deleted`, entity: { type, id: card.id } });
  callHooks(context, {
    codes: [`delete_${SINGULAR[type]}`],
    key: HOOK_KEYS[type],
    action: 'delete',
    item: () => deletedItem(type, card),
  });
}

/** Tells of one that came back from the bin. */
export function cardRestored(context: Witness, type: CardType, card: CardRecord): void {
  recordEvent(context, { type: `${SINGULAR[type]}_restored`, entity: { type, id: card.id } });
  callHooks(context, {
    codes: [`restore_${SINGULAR[type]}`],
    key: HOOK_KEYS[type],
    action: 'restore',
    item: () => cardItem(context, type, card),
  });
}

/** Tells of each column of a contact, company or lead that is another one now; `before` is a copy from before the write. */
export function cardChanged<T extends CardRecord>(
  context: Witness,
  type: CardType,
  before: T,
  after: T,
): void {
  const entity: EntityRef = { type, id: after.id };
  const isMoved = tellStage(context, entity, before, after);
  const isGiven = before.responsible_user_id !== after.responsible_user_id;
  tell(context, entity, 'entity_responsible_changed', responsibleOf(before), responsibleOf(after));
  tell(
    context,
    entity,
    'name_field_changed',
    [{ name_field_value: { name: before.name } }],
    [{ name_field_value: { name: after.name } }],
  );
  tellTags(context, entity, before, after);
  tellFields(context, entity, before.custom_fields_values ?? [], after.custom_fields_values ?? []);
  const old = {
    ...(isMoved &&
      isLead(before) && { old_status_id: before.status_id, old_pipeline_id: before.pipeline_id }),
    ...(isGiven && { old_responsible_user_id: before.responsible_user_id }),
  };
  const item = (): object => ({ ...cardItem(context, type, after), ...old });
  const key = HOOK_KEYS[type];
  const code = SINGULAR[type];
  if (type !== 'leads') {
    // A new responsible arrives as an update (crm-api.md 5.2).
    const codes = [`update_${code}`, ...(isGiven ? [`responsible_${code}`] : [])];
    callHooks(context, { codes, key, action: 'update', item });
    return;
  }
  callHooks(context, { codes: ['update_lead'], key, action: 'update', item });
  if (isMoved) callHooks(context, { codes: ['status_lead'], key, action: 'status', item });
  if (isGiven) callHooks(context, { codes: ['responsible_lead'], key, action: 'responsible', item });
}

const responsibleOf = (card: CardRecord): object[] => [
  { responsible_user: { id: card.responsible_user_id } },
];

function tell(
  context: Witness,
  entity: EntityRef,
  type: string,
  before: readonly object[],
  after: readonly object[],
): boolean {
  const isChanged = JSON.stringify(before) !== JSON.stringify(after);
  if (isChanged) recordEvent(context, { type, entity, before, after });
  return isChanged;
}

/** Stage and price of a lead; true when it stands in another stage now. */
function tellStage(context: Witness, entity: EntityRef, before: CardRecord, after: CardRecord): boolean {
  if (!isLead(before) || !isLead(after)) return false;
  const stageOf = (lead: LeadRecord): object[] => [
    { lead_status: { id: lead.status_id, pipeline_id: lead.pipeline_id } },
  ];
  const saleOf = (lead: LeadRecord): object[] => [{ sale_field_value: { sale: lead.price } }];
  tell(context, entity, 'sale_field_changed', saleOf(before), saleOf(after));
  return tell(context, entity, 'lead_status_changed', stageOf(before), stageOf(after));
}

function tellTags(context: Witness, entity: EntityRef, before: CardRecord, after: CardRecord): void {
  const had = new Set(before.tags.map((tag) => tag.id));
  const has = new Set(after.tags.map((tag) => tag.id));
  for (const tag of after.tags) {
    if (had.has(tag.id)) continue;
    recordEvent(context, { type: 'entity_tag_added', entity, after: [{ tag: { name: tag.name } }] });
  }
  for (const tag of before.tags) {
    if (has.has(tag.id)) continue;
    recordEvent(context, { type: 'entity_tag_deleted', entity, before: [{ tag: { name: tag.name } }] });
  }
}

function tellFields(
  context: Witness,
  entity: EntityRef,
  before: readonly FieldRecord[],
  after: readonly FieldRecord[],
): void {
  const ids = new Set([...before, ...after].map((field) => field.field_id));
  for (const id of ids) {
    const valuesIn = (fields: readonly FieldRecord[]): object[] =>
      fields
        .filter((field) => field.field_id === id)
        .flatMap((field) =>
          field.values.map((one) => ({
            custom_field_value: { field_id: id, enum_id: one.enum_id ?? null, text: one.value },
          })),
        );
    tell(context, entity, `custom_field_${String(id)}_value_changed`, valuesIn(before), valuesIn(after));
  }
}
