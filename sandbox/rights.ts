import type { EntityType } from './entityType.ts';
import type { EntityRecord } from './model.ts';
import { forbidden } from './problem.ts';
import type { Answer } from './answer.ts';
import type { ApiContext } from './route.ts';

/** Whether the user of a request may see (and then change) an entity: admins everything, agents as `agentRights` says. */
export const maySee = ({ user, settings }: ApiContext, entity: EntityRecord): boolean =>
  user.is_admin || settings.agentRights === 'all' || entity.responsible_user_id === user.id;

/** 403 when the entity of the path is one the user may not see; null when there is none, or it may be seen. */
export function refusalAt(context: ApiContext, type: EntityType): Answer | null {
  const entity = context.account[type].get(Number(context.params['entityId']));
  return entity && !maySee(context, entity) ? notYours() : null;
}

/** 403 of what belongs to others. */
export const notYours = (): Answer => forbidden('Not enough rights');

/** The codes of a user's rights over leads, contacts and companies: A all, M own (crm-api.md 3.2). */
export function rightsOf(isAdmin: boolean, agentRights: 'all' | 'own'): Readonly<Record<string, 'A' | 'M'>> {
  const code = isAdmin || agentRights === 'all' ? 'A' : 'M';
  return { view: code, edit: code, add: 'A', delete: code, export: code };
}

/** What only admins may (crm-api.md 2.1); null for an admin. */
export const adminsOnly = ({ user }: ApiContext): Answer | null =>
  user.is_admin ? null : forbidden('Доступ запрещён: нужны права администратора');
