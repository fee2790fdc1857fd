import type { BoardStage, LeadPage, WriteView } from '../../../preload/contract.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmLead } from '../../crm/types/lead.ts';
import type { CrmResult } from '../../crm/types/crmFailure.ts';
import type { LeadsQuery } from '../../crm/resources/lead/leadQuery.ts';
import type { CrmPage } from '../../crm/transport/pagination.ts';
import type { BoardQuery, LeadQuery, MirrorLists } from '../../mirror/readTypes.ts';
import type { FetchedRecords } from '../../mirror/mirror.ts';
import { LOST_STATUS, WON_STATUS } from '../../mirror/mirrorRecords.ts';
import { ok } from '../../common/result.ts';
import { leadBoard, leadPage, writesByLead, type LeadSources } from './leadListPages.ts';
import { leadRow, namedStage, type LeadSetting } from './leadRowView.ts';

/** Lists of leads: open ones from the mirror, closed ones from the CRM, with what the agent wrote laid over. */
export interface LeadListService {
  /** `failure` says why the CRM could not be asked for what the mirror does not hold; the rows are the mirror's then. */
  page(account: string, query: LeadQuery): Promise<LeadPage>;
  board(account: string, query: BoardQuery): BoardStage[];
}

interface LeadListServiceDeps {
  readonly mirror: Pick<MirrorLists, 'leadPage' | 'leadBoard' | 'lead'>;
  readonly settingOf: (account: string) => LeadSetting;
  readonly writesOf: (account: string) => readonly WriteView[];
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
}

/** Marks a cursor as a link of the CRM's. */
const FROM_CRM = 'crm:';

export function createLeadListService(deps: LeadListServiceDeps): LeadListService {
  const sourcesOf = (account: string): LeadSources => ({
    ...deps.settingOf(account),
    mirror: deps.mirror,
    account,
    writes: deps.writesOf(account),
  });

  /** A page of the CRM's own list, by its links; the mirror holds only the open and the recently closed. */
  async function askedPage(client: CrmClient, account: string, query: LeadQuery): Promise<LeadPage> {
    const setting = deps.settingOf(account);
    const asked = await firstPage(client, crmQuery(query, setting));
    if (!asked.ok) {
      // Further down there is nothing else to show: the list stays as it is and can go on from here.
      return isFromCrm(query.cursor)
        ? { rows: [], next: query.cursor, total: null, failure: asked.error.kind }
        : { ...leadPage(sourcesOf(account), query), failure: asked.error.kind };
    }
    const { items, next } = asked.value;
    deps.remember(account, { leads: items });
    const writes = writesByLead(deps.writesOf(account));
    return {
      rows: items.map((lead) => leadRow(asMirrored(lead, setting), writes.get(lead.id) ?? [], setting)),
      next: next === null ? null : `${FROM_CRM}${next}`,
      total: null,
      failure: null,
    };
  }

  return {
    async page(account, query) {
      if (query.open === true) return { ...leadPage(sourcesOf(account), query), failure: null };
      const client = deps.clientOf(account);
      if (client !== null) return askedPage(client, account, query);
      const cursor = isFromCrm(query.cursor) ? null : query.cursor;
      return { ...leadPage(sourcesOf(account), { ...query, cursor }), failure: 'noToken' };
    },
    board: (account, query) => leadBoard(sourcesOf(account), query),
  };
}

/** One page of a list that goes on by its links. */
async function firstPage(client: CrmClient, query: LeadsQuery): Promise<CrmResult<CrmPage<CrmLead>>> {
  for await (const page of client.leads.pages(query)) return page;
  return ok({ items: [], next: null });
}

function isFromCrm(cursor: string | null): boolean {
  return cursor?.startsWith(FROM_CRM) ?? false;
}

function crmQuery(query: LeadQuery, { dictionary }: LeadSetting): LeadsQuery {
  const { pipelineId, statusId, responsible, open, text, cursor } = query;
  const pipelines =
    pipelineId === null ? dictionary.pipelines : dictionary.pipelines.filter(({ id }) => id === pipelineId);
  const statuses = statusId !== null ? [statusId] : open === false ? [WON_STATUS, LOST_STATUS] : [];
  const stages = pipelines.flatMap(({ id }) => statuses.map((status_id) => ({ pipeline_id: id, status_id })));
  return {
    order: 'updated',
    limit: 50,
    ...(text === '' ? {} : { text }),
    ...(stages.length > 0 ? { stages } : pipelineId === null ? {} : { pipelineIds: [pipelineId] }),
    ...(responsible === null ? {} : { responsibleUserIds: [responsible] }),
    ...(cursor !== null && isFromCrm(cursor) ? { from: cursor.slice(FROM_CRM.length) } : {}),
  };
}

/** The CRM's lead with the names the mirror knows. */
function asMirrored(lead: CrmLead, setting: LeadSetting): Parameters<typeof leadRow>[0] {
  const stage = namedStage(lead.pipeline_id, lead.status_id, setting);
  const contactId = lead.mainContactId ?? lead.contactIds[0] ?? null;
  const companyId = lead.companyIds[0] ?? null;
  const user = setting.dictionary.users.find(({ id }) => id === lead.responsible_user_id);
  const named = (entity: 'contact' | 'company', id: number | null) =>
    id === null ? null : { id, name: setting.contactOrCompanyName(entity, id) };
  return {
    id: lead.id,
    name: lead.name,
    price: lead.price,
    pipelineId: lead.pipeline_id,
    pipeline: stage.pipeline ?? '',
    statusId: lead.status_id,
    stage: stage.stage ?? '',
    stageColour: stage.stageColour,
    open: stage.outcome === 'open',
    responsible:
      lead.responsible_user_id === 0 ? null : { id: lead.responsible_user_id, name: user?.name ?? null },
    responsibleIsMe: lead.responsible_user_id === setting.userId,
    contact: named('contact', contactId),
    company: named('company', companyId),
    updatedAt: lead.updated_at * 1000,
    closedAt: lead.closed_at === null ? null : lead.closed_at * 1000,
  };
}
