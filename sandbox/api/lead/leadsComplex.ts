import type { Answer } from '../../answer.ts';
import { hal, json } from '../../answer.ts';
import { batchOf } from '../../batch.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { entriesOf, stringAt } from '../../validation.ts';
import { leadPartsErrors, makeLead, tellOf } from './leadParts.ts';
import { admitUnsorted } from './unsortedWrites.ts';

/** `POST /api/v4/leads/complex`: a lead with a new or known contact and company, in one request (crm-api.md 3.4). */
export const complexLeadRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/api/v4/leads/complex', handle: create },
];

const LARGEST_BATCH = 50;

/** Answers a bare list, unlike everything else. */
function create(context: ApiContext): Answer {
  const batch = batchOf(context.body, ({ values }) => leadPartsErrors(context, values), LARGEST_BATCH);
  if ('refusal' in batch) return batch.refusal;
  const made = batch.items.map(({ values, requestId }) => {
    const parts = makeLead(context, values);
    const metadata = entriesOf(entriesOf(values.get('_embedded')).get('metadata'));
    const isUnsorted = metadata.size > 0;
    if (isUnsorted) {
      admitUnsorted(context, parts, {
        category: stringAt(metadata, 'category') === 'forms' ? 'forms' : 'sip',
        sourceUid: '',
        sourceName: '',
        createdAt: context.now,
        metadata: Object.fromEntries(metadata),
      });
    } else tellOf(context, parts);
    return {
      id: parts.lead.id,
      contact_id: parts.contactId,
      company_id: parts.companyId,
      request_id: [requestId],
      merged: false,
    };
  });
  context.wrote();
  return { ...hal({}), body: json(made).body };
}
