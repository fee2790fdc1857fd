import { LOST, WON } from '../../../preload/constants.ts';
import type { CrmCompany, CrmContact } from '../../crm/types/contactOrCompany.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { CrmLead } from '../../crm/types/lead.ts';
import type { NewLead } from '../../crm/resources/lead/leadCreation.ts';
import { readWhole } from '../../crm/transport/pagination.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Unsent } from '../write.ts';
import { namesGone } from '../missingEntity.ts';
import { isEmbedding } from '../lead/createLead.ts';
import { leadStage } from '../lead/leadStage.ts';
import { agentOf, type WriteDeps } from '../writeKind.ts';
import type { IdempotencyMark } from '../idempotencyMark.ts';
import { searchPages } from '../searchPageLimit.ts';

/**
 * What is made with a new contact in one step: the company, by its name, and the first deal. Nothing of it has an id that the
 * service keeps for us, so each part is looked for before it is made: the company by its name, the deal among the contact's.
 */
export interface CompanyAndDeal {
  readonly isWanted: boolean;
  /** The deal once it is known to be there; null before, and where none is wanted. */
  leadId(): number | null;
  /** An incoming lead that is taken is the deal. */
  isTaken(leadId: number): void;
  /**
   * Reads what of it is there; true: all of it.
   *
   * @param contact null: they are not there, and so no deal of theirs is
   * @param mark null while no send of unknown outcome can have made anything
   */
  find(
    contact: CrmContact | null,
    mark: IdempotencyMark | null,
    signal: AbortSignal,
  ): Promise<Result<boolean, CrmFailure>>;
  /** Adds what lacks to a contact who is there. */
  addTo(contactId: number): Promise<Result<null, Unsent>>;
  /** The deal as it is made, with the company, in the request that makes the contact too; null where none is wanted. */
  newLead(): NewLead | null;
}

export function companyAndDeal(deps: WriteDeps<'newContact'>): CompanyAndDeal {
  const { client, row, write } = deps;
  const { company, deal } = write;
  const responsible = agentOf(deps.journal, row);
  const author = {
    ...(responsible === undefined ? {} : { responsible_user_id: responsible }),
    ...(row.stamp === null ? {} : { created_at: row.stamp }),
  };
  let companyId: number | null = null;
  let isLinked = false;
  let leadId: number | null = null;
  let isLinkedDeal = true;

  async function findCompany(
    name: string,
    mark: IdempotencyMark | null,
    signal: AbortSignal,
  ): Promise<Result<CrmCompany | null, CrmFailure>> {
    const isIt = (one: CrmCompany): boolean => !one.is_deleted && isSameName(one.name, name);
    const named = await readWhole(client.companies.pages({ text: name.trim(), limit: 250 }, { signal }));
    if (!named.ok) return named;
    const found = named.value.find(isIt);
    if (found !== undefined) return ok(found);
    // The search may lag behind (crm-api.md 3.3).
    const from = mark?.from ?? (row.stamp === null ? null : row.stamp - SEARCH_LAG_S);
    if (from === null) return ok(null);
    const query = { updatedFrom: from, order: 'updated', limit: 250 } as const;
    return searchPages(client.companies.pages(query, { signal }), isIt);
  }

  /** A deal of ours that was made and not linked. */
  const findHalf = (
    name: string,
    mark: IdempotencyMark,
    signal: AbortSignal,
  ): Promise<Result<CrmLead | null, CrmFailure>> =>
    searchPages(
      client.leads.pages({ updatedFrom: mark.from, order: 'created', limit: 250 }, { signal }),
      (lead) =>
        !lead.is_deleted && lead.contactIds.length === 0 && isSameName(lead.name, name) && mark.isOurs(lead),
    );

  async function linkDeal(id: number, contactId: number): Promise<Result<null, Unsent>> {
    const linked = await client.leads.linkContact(id, contactId);
    return linked.ok ? ok(null) : half(linked.error);
  }

  const newLead = (): NewLead | null =>
    deal === undefined
      ? null
      : {
          name: deal.name,
          ...author,
          ...(deal.pipelineId === null || deal.statusId === null
            ? {}
            : { stage: leadStage(deal.pipelineId, deal.statusId) }),
          ...(companyId === null ? {} : { companyId }),
          ...(companyId !== null || company === undefined ? {} : { companyName: company }),
        };

  return {
    isWanted: company !== undefined || deal !== undefined,
    leadId: () => leadId,
    isTaken: (id) => {
      leadId = id;
    },
    newLead,
    async find(contact, mark, signal) {
      [companyId, isLinked, leadId, isLinkedDeal] = [null, false, null, true];
      if (company !== undefined) {
        // Who is in a company stays there.
        companyId = contact?.companyIds[0] ?? null;
        isLinked = companyId !== null;
        if (companyId === null) {
          const found = await findCompany(company, mark, signal);
          if (!found.ok) return found;
          companyId = found.value?.id ?? null;
        }
      }
      if (contact === null) return ok(false);
      if (deal !== undefined) {
        const isIt = (lead: CrmLead): boolean =>
          !lead.is_deleted &&
          (isSameName(lead.name, deal.name)
            ? isOpen(lead) || mark?.isOurs(lead) === true
            : mark?.isStamped(lead) === true);
        const found = await searchPages(client.leads.ofContact(contact.id, { signal }), isIt);
        if (!found.ok) return found;
        const half = found.value === null && mark !== null ? await findHalf(deal.name, mark, signal) : found;
        if (!half.ok) return half;
        leadId = half.value?.id ?? null;
        isLinkedDeal = half.value?.contactIds.includes(contact.id) ?? true;
      }
      const hasDeal = deal === undefined || (leadId !== null && isLinkedDeal);
      return ok((company === undefined || isLinked) && hasDeal);
    },
    async addTo(contactId) {
      if (company !== undefined && companyId === null) {
        const made = await client.companies.create({ name: company, ...author });
        if (!made.ok) return half(made.error);
        companyId = made.value.id;
      }
      if (companyId !== null && !isLinked) {
        const linked = await client.companies.linkContact(companyId, contactId);
        if (!linked.ok) return half(linked.error);
        isLinked = true;
      }
      if (leadId !== null && !isLinkedDeal) return linkDeal(leadId, contactId);
      const lead = leadId === null ? newLead() : null;
      if (lead === null) return ok(null);
      const made = await client.leads.create({ ...lead, contactId });
      if (made.ok) {
        leadId = made.value.id;
        return ok(null);
      }
      if (!namesGone(made.error, isEmbedding)) return half(made.error);
      const alone = await client.leads.create(lead);
      if (!alone.ok) return half(alone.error);
      leadId = alone.value.id;
      return linkDeal(leadId, contactId);
    },
  };
}

/** What was made this short a time before may not be found by its name yet. */
const SEARCH_LAG_S = 600;

/** Whatever failed, the contact is there: the next try looks what lacks. */
const half = (failure: CrmFailure): Result<null, Unsent> => fail({ failure, mayBeThere: true });

const isOpen = ({ status_id: status }: CrmLead): boolean => status !== WON && status !== LOST;

const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
