import type { Match } from '../../../preload/contract.ts';
import type { MirrorReader } from '../../mirror/mirror.ts';
import type { MirrorLists } from '../../mirror/readTypes.ts';
import type { ChosenRow } from '../../journal/callRows.ts';
import type { Journal } from '../../journal/journal.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import type { CallSubject } from './outcomeWrites.ts';

interface CallSubjectDeps {
  readonly journal: Pick<Journal, 'calls' | 'outbox'>;
  readonly mirror: Pick<MirrorReader, 'lookup'> & Pick<MirrorLists, 'lead'>;
  readonly regionOf: (account: string) => string;
}

/**
 * Whom a call was with and its deal, as the call is saved: whom the agent chose; the contact made for its number, also while the
 * CRM has not got it; else the only one who certainly has the number, with their only open deal, where the service puts the call
 * itself (crm-api.md 4.1).
 *
 * @param chosen what is chosen with the result; undefined: as it was
 */
export function callSubject(
  { journal, mirror, regionOf }: CallSubjectDeps,
  account: string,
  callId: string,
  chosen: ChosenRow | undefined,
): CallSubject {
  const row = journal.calls.get(account, callId);
  const dealOf = (id: number | null, pipelineId: number | null = null): CallSubject['deal'] =>
    id === null ? null : { id, pipelineId: pipelineId ?? mirror.lead(account, id)?.pipelineId ?? null };
  const target = chosen ?? row?.chosen ?? null;
  if (target !== null)
    return { person: { entity: target.entity, id: target.entityId }, deal: dealOf(target.leadId) };
  const made = journal.outbox.ofCall(account, callId).find(({ write }) => write.kind === 'newContact');
  if (made !== undefined) return { person: { entity: 'contact', id: made.remoteId ?? -made.id }, deal: null };
  if (row === null || row.rawNumber === '') return { person: null, deal: null };
  const number = parsePhoneNumber(row.rawNumber, { region: regionOf(account) });
  const [only, another] = mirror.lookup(account, number).filter(({ certainty }) => certainty === 'certain');
  if (only === undefined || another !== undefined) return { person: null, deal: null };
  const deal = soleLead(only);
  return {
    person: { entity: only.entity, id: only.id },
    deal: deal === null ? null : dealOf(deal.id, deal.pipelineId),
  };
}

function soleLead({ leads }: Match): Match['leads'][number] | null {
  const [only, another] = leads;
  return only === undefined || another !== undefined ? null : only;
}
