import { assertNever } from '../../common/result.ts';
import type { EntityRef } from '../types/entity.ts';

/** The kinds of entity as they stand in a path, in `to_entity_type` and in a task's `entity_type`. */
export type EntityCollection = 'contacts' | 'companies' | 'leads';

/** The plural an entity has in paths and bodies; events and calls name it in the singular (crm-api.md 3.8, 4.1). */
export function collectionOf(entity: EntityRef['entity']): EntityCollection {
  switch (entity) {
    case 'contact':
      return 'contacts';
    case 'company':
      return 'companies';
    case 'lead':
      return 'leads';
    default:
      return assertNever(entity);
  }
}

/** `contacts/3`: the path of one entity below `/api/v4`. */
export const entityPath = ({ entity, id }: EntityRef): string => `${collectionOf(entity)}/${String(id)}`;
