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
  const changed = fields.filter((field) => !holds(entity, field));
  return {
    ...(addTags.length === 0 ? {} : { addTags }),
    ...(changed.length === 0 ? {} : { fields: changed }),
  };
}

/** Whether the field has this value and no other. */
function holds({ custom_fields_values: all }: Marked, { id, value }: NewFieldValue): boolean {
  const values = all.find(({ field_id: fieldId }) => fieldId === id)?.values ?? [];
  const [only, another] = values;
  return only !== undefined && another === undefined && only.value === String(value);
}
