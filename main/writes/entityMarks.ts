import { valueText } from '../../entities/customFields.ts';
import type { CrmFieldValue, NewFieldValue } from '../crm/types/entity.ts';
import type { TagChanges } from '../crm/types/tag.ts';

/** What of an entity these are put on. */
interface Marked {
  readonly tags: readonly string[];
  readonly custom_fields_values: readonly CrmFieldValue[];
}

/** The tags and field values an entity does not have yet, as its `PATCH` takes them; no key where nothing is new. */
export function newMarks(
  entity: Marked,
  tags: readonly string[],
  fields: readonly NewFieldValue[],
): TagChanges & { readonly fields?: readonly NewFieldValue[] } {
  // The service tells tags apart as it likes; what differs in its letters' case alone is no new one.
  const has = new Set(entity.tags.map((tag) => tag.toLowerCase()));
  const addTags = tags.filter((tag) => !has.has(tag.toLowerCase()));
  const changed = fields
    .filter((field) => !holds(entity, field))
    .map(({ id, value }): NewFieldValue => ({ id, value }));
  return {
    ...(addTags.length === 0 ? {} : { addTags }),
    ...(changed.length === 0 ? {} : { fields: changed }),
  };
}

/** A field that somebody else gave a value since the window showed it, with what it says now; null: none. */
export function changedMeanwhile(
  entity: Marked,
  fields: readonly (NewFieldValue & { readonly before?: string | null })[],
): string | null {
  for (const field of fields) {
    const now = textsOf(entity, field.id).join(', ');
    if (field.before !== undefined && now !== (field.before ?? '') && !holds(entity, field)) return now;
  }
  return null;
}

/** Whether the field has this value and no other. */
function holds(entity: Marked, { id, value }: NewFieldValue): boolean {
  const wanted = valueText(value);
  const values = textsOf(entity, id);
  return wanted === null ? values.length === 0 : values.length === 1 && values[0] === wanted;
}

const textsOf = ({ custom_fields_values: all }: Marked, fieldId: number): readonly string[] =>
  (all.find(({ field_id: id }) => id === fieldId)?.values ?? []).map(({ value }) => value);
