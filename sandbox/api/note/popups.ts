import { randomUUID } from 'node:crypto';
import type { Answer } from '../../answer.ts';
import { hal } from '../../answer.ts';
import { ELEMENT_TYPES } from '../../entityType.ts';
import { formOf } from '../../form.ts';
import type { PhpValue } from '../../phpQuery.ts';
import { asObject, textAt } from '../../phpQuery.ts';
import { badRequest } from '../../problem.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { callTargetOf } from './callTarget.ts';

/** `POST /api/v2/events`: shows the incoming call in the web page of the service; JSON or form (crm-api.md 4.2). */
export const popupRoutes: readonly ApiRoute[] = [{ method: 'POST', path: '/api/v2/events', handle: show }];

function show(context: ApiContext): Answer {
  const add = formOf(context.body)['add'];
  const wanted = add === undefined || typeof add === 'string' ? [] : Object.values(add);
  const calls = wanted
    .map((one: PhpValue) => asObject(one))
    .filter((one) => textAt(one, 'type') === 'phone_call');
  if (calls.length === 0) return badRequest('Nothing to add');
  const items = calls.map((call) => {
    const phone = textAt(call, 'phone_number') ?? '';
    const target = callTargetOf(context.account, phone, 8);
    return {
      element_id: target?.id ?? null,
      element_type: target ? ELEMENT_TYPES[target.type] : null,
      uid: randomUUID(),
      phone_number: phone,
    };
  });
  return hal({ _links: { self: { href: '/api/v2/events', method: 'post' } }, _embedded: { items } });
}
