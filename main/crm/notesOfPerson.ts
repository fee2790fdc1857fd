import type { CrmClient } from './types/crmClient.ts';
import type { CrmResult } from './types/crmFailure.ts';
import type { CrmNote } from './types/note.ts';
import { ok } from '../common/result.ts';

/** Deals of one person whose notes are asked for at once. */
const MOST_LEADS = 20;

/**
 * Calls and notes of a contact or company and of its deals, newest first. `POST /calls` puts a call at the deal where there is exactly
 * one open, and at the person otherwise (crm-api.md 4.1): whoever asks for the person's alone does not see most calls. One request, and
 * one more where there are deals; of deals that may not be read the person's are told all the same.
 *
 * @param leads ids of its deals, those that matter first
 */
export async function notesOfPerson(
  client: CrmClient,
  { entity, id }: { readonly entity: 'contact' | 'company'; readonly id: number },
  leads: readonly number[],
  limit: number,
): Promise<CrmResult<readonly CrmNote[]>> {
  const common = { types: ['call_in', 'call_out', 'common'], limit } as const;
  const [own, ofLeads] = await Promise.all([
    client.notes.list({ entity, entityId: id, ...common }),
    leads.length === 0
      ? null
      : client.notes.list({ entity: 'lead', entityId: leads.slice(0, MOST_LEADS), ...common }),
  ]);
  if (!own.ok) return own;
  const all = [...own.value.notes, ...(ofLeads?.ok === true ? ofLeads.value.notes : [])];
  return ok(all.toSorted((one, other) => other.created_at - one.created_at).slice(0, limit));
}
