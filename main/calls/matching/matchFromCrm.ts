import { LOST, WON } from '../../../preload/constants.ts';
import type { EarlierContact, Lead, Match } from '../../../preload/contract.ts';
import type { CrmNote } from '../../crm/types/note.ts';
import type { CrmLead } from '../../crm/types/lead.ts';
import type { CrmCompany, CrmContact } from '../../crm/types/contactOrCompany.ts';
import type { MirrorNames } from '../../mirror/mirror.ts';

/** Won and lost, the same ids in every pipeline (crm-api.md 3.5). */
const CLOSED_STATUSES: ReadonlySet<number> = new Set([WON, LOST]);

/** What turns the CRM's own shapes into matches: names for ids, and who and where the agent is. */
export interface MatchContext {
  readonly account: string;
  readonly userId: number;
  readonly region: string;
  readonly names: MirrorNames;
}

/** A contact as the CRM just answered it. */
export function matchOfContact(
  contact: CrmContact,
  phone: string,
  companyName: string | null,
  leads: readonly CrmLead[],
  context: MatchContext,
): Match {
  const mine = leads.filter((one) => contact.leadIds.includes(one.id) || one.contactIds.includes(contact.id));
  return {
    entity: 'contact',
    id: contact.id,
    name: contact.name,
    company: companyName,
    phone,
    responsible: context.names.userName(context.account, contact.responsible_user_id),
    responsibleIsMe: contact.responsible_user_id === context.userId,
    leads: openLeads(mine, context),
    lastContact: null,
    certainty: 'certain',
    updatedAt: contact.updated_at * 1000,
  };
}

/** A company as the CRM just answered it, with its leads as the mirror has them. */
export function matchOfCompany(
  company: CrmCompany,
  phone: string,
  leads: readonly Lead[],
  context: MatchContext,
): Match {
  return {
    entity: 'company',
    id: company.id,
    name: company.name,
    company: null,
    phone,
    responsible: context.names.userName(context.account, company.responsible_user_id),
    responsibleIsMe: company.responsible_user_id === context.userId,
    leads: [...leads],
    lastContact: null,
    certainty: 'certain',
    updatedAt: company.updated_at * 1000,
  };
}

/** As many contacts before the last one as the pop has rows for. */
const MOST_EARLIER = 3;

/** The newest of an entity's calls and notes as its last contact (null without any), and those before it. */
export function contactsOf(
  notes: readonly CrmNote[],
  context: MatchContext,
): { readonly lastContact: Match['lastContact']; readonly earlier: EarlierContact[] } {
  const [newest, ...before] = notes.toSorted((one, other) => other.created_at - one.created_at);
  const kindOf = ({ note_type }: CrmNote): EarlierContact['kind'] =>
    note_type === 'call_in' ? 'callIn' : note_type === 'call_out' ? 'callOut' : 'note';
  const byOf = ({ created_by }: CrmNote): EarlierContact['by'] => {
    const name = created_by === undefined ? null : context.names.userName(context.account, created_by);
    return name === null ? null : { name, isMe: created_by === context.userId };
  };
  return {
    lastContact:
      newest === undefined
        ? null
        : { at: newest.created_at * 1000, kind: kindOf(newest), text: newest.text, by: byOf(newest) },
    earlier: before.slice(0, MOST_EARLIER).map((note) => ({
      at: note.created_at * 1000,
      kind: kindOf(note),
      text: note.text ?? '',
      duration: note.duration === null ? null : note.duration * 1000,
      result: note.status ?? null,
      by: byOf(note),
    })),
  };
}

function openLeads(leads: readonly CrmLead[], context: MatchContext): Lead[] {
  return leads
    .filter((one) => !one.is_deleted && !CLOSED_STATUSES.has(one.status_id))
    .toSorted((a, b) => b.updated_at - a.updated_at)
    .map((one) => {
      const stage = context.names.stage(context.account, one.pipeline_id, one.status_id);
      return {
        id: one.id,
        name: one.name,
        stage: stage?.stage ?? '',
        pipeline: stage?.pipeline ?? '',
        pipelineId: one.pipeline_id,
        stageColour: stage?.colour ?? null,
        price: one.price,
        responsible: context.names.userName(context.account, one.responsible_user_id),
        open: true,
      };
    });
}
