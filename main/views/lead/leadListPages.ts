import type { BoardStage, LeadPage, LeadRow, WriteView } from '../../../preload/contract.ts';
import type { BoardQuery, LeadQuery, LeadRow as MirrorLead, MirrorLists } from '../../mirror/readTypes.ts';
import { changedBy, subjectOf } from '../../../preload/contract/agentWrites.ts';
import { leadRow, newLeadRow, outcomeOf, type LeadSetting } from './leadRowView.ts';

/** What lists of leads are made of: the mirror, and the agent's writes the CRM has not got, oldest first. */
export interface LeadSources extends LeadSetting {
  readonly mirror: Pick<MirrorLists, 'leadPage' | 'leadBoard' | 'lead'>;
  readonly account: string;
  readonly writes: readonly WriteView[];
}

type Filter = Pick<LeadQuery, 'pipelineId' | 'statusId' | 'responsible' | 'open' | 'text'>;

/** A lead that the agent changed: as the mirror has it (null: not at all) and as it is shown. */
interface Changed {
  readonly stored: LeadRow | null;
  readonly shown: LeadRow;
}

/**
 * A page of leads with the agent's own changes in it: what no longer fits the filter is gone, what fits
 * now stands first on the first page, and the total counts both.
 */
export function leadPage(sources: LeadSources, query: LeadQuery): Omit<LeadPage, 'failure'> {
  const page = sources.mirror.leadPage(sources.account, query);
  const changed = changedLeads(sources).filter(({ stored, shown }) => {
    return fits(shown, query) !== (stored !== null && fits(stored, query));
  });
  const byId = writesByLead(sources.writes);
  const arrived = changed.flatMap(({ shown }) => (fits(shown, query) ? [shown] : []));
  const rows = page.rows
    .map((lead) => leadRow(lead, byId.get(lead.id) ?? [], sources))
    .filter((row) => !changed.some(({ shown }) => shown.id === row.id));
  const left = changed.length - arrived.length;
  return {
    rows: query.cursor === null ? [...arrived.toReversed(), ...rows] : rows,
    next: page.next,
    total: page.total === null ? null : page.total + arrived.length - left,
  };
}

/** The board of a pipeline with the agent's own changes in it: counts, sums and places. */
export function leadBoard(sources: LeadSources, query: BoardQuery): BoardStage[] {
  const filter = { ...query, statusId: null, open: null };
  const changed = changedLeads(sources);
  const byId = writesByLead(sources.writes);
  const stages = sources.mirror.leadBoard(sources.account, query).map((stage): BoardStage => {
    const isHere = (lead: LeadRow): boolean => lead.statusId === stage.statusId && fits(lead, filter);
    const left = changed.filter(({ stored, shown }) => stored && isHere(stored) && !isHere(shown));
    const arrived = changed.filter(({ stored, shown }) => isHere(shown) && !(stored && isHere(stored)));
    const repriced = changed.filter(({ stored, shown }) => isHere(shown) && stored && isHere(stored));
    const rows = stage.leads
      .map((lead) => leadRow(lead, byId.get(lead.id) ?? [], sources))
      .filter((row) => !left.some(({ shown }) => shown.id === row.id));
    return {
      pipelineId: query.pipelineId,
      statusId: stage.statusId,
      name: stage.name,
      colour: stage.colour,
      outcome: outcomeOf(stage.statusId),
      takesDeals: !isIncoming(sources, query.pipelineId, stage.statusId),
      count: stage.count + arrived.length - left.length,
      sum:
        stage.sum +
        total(arrived, 'shown') -
        total(left, 'stored') +
        total(repriced, 'shown') -
        total(repriced, 'stored'),
      leads: [...arrived.map(({ shown }) => shown).toReversed(), ...rows].slice(0, query.perStage),
    };
  });
  // Where nothing can be put and nothing is, nothing needs to be shown.
  return stages.filter(({ takesDeals, count }) => takesDeals || count > 0);
}

function isIncoming({ dictionary }: LeadSources, pipelineId: number, statusId: number): boolean {
  const pipeline = dictionary.pipelines.find(({ id }) => id === pipelineId);
  return pipeline?.statuses.find(({ id }) => id === statusId)?.isIncoming ?? false;
}

function total(changed: readonly Changed[], of: 'stored' | 'shown'): number {
  return changed.reduce((sum, each) => sum + (each[of]?.price ?? 0), 0);
}

/** Every lead the agent changed or made that the CRM has not got, in the order of their first write. */
function changedLeads(sources: LeadSources): readonly Changed[] {
  const changed: Changed[] = [];
  const byId = writesByLead(sources.writes);
  for (const [leadId, writes] of byId) {
    const lead: MirrorLead | null = sources.mirror.lead(sources.account, leadId);
    if (lead === null || writes.every(({ write }) => changedBy(write) === null)) continue;
    changed.push({ stored: leadRow(lead, [], sources), shown: leadRow(lead, writes, sources) });
  }
  for (const view of sources.writes) {
    if (view.write.kind !== 'createLead' || isInMirror(view, sources)) continue;
    changed.push({ stored: null, shown: newLeadRow(view, view.write, writesOnNew(byId, view), sources) });
  }
  return changed;
}

/** A lead that is in the CRM by now and came back with the sync. */
function isInMirror(view: WriteView, { mirror, account }: LeadSources): boolean {
  return view.remoteId !== null && mirror.lead(account, view.remoteId) !== null;
}

/** The writes on each lead, in their order; one the agent made and the CRM has not got is under minus its write's number. */
export function writesByLead(writes: readonly WriteView[]): ReadonlyMap<number, readonly WriteView[]> {
  const byLead = new Map<number, WriteView[]>();
  for (const view of writes) {
    const leadId = leadOf(view);
    if (leadId !== null) byLead.set(leadId, [...(byLead.get(leadId) ?? []), view]);
  }
  return byLead;
}

/** Those on a lead the agent made, before and since the CRM gave it an id. */
export function writesOnNew(
  byLead: ReturnType<typeof writesByLead>,
  { id, remoteId }: WriteView,
): readonly WriteView[] {
  return [...(byLead.get(-id) ?? []), ...(remoteId === null ? [] : (byLead.get(remoteId) ?? []))];
}

function leadOf({ write }: WriteView): number | null {
  const subject = subjectOf(write);
  return subject?.entity === 'lead' ? subject.id : null;
}

/** Whether a lead is one a list asks for; the text by beginnings of words, as the mirror reads it. */
function fits(lead: LeadRow, { pipelineId, statusId, responsible, open, text }: Filter): boolean {
  return (
    (pipelineId === null || lead.pipelineId === pipelineId) &&
    (statusId === null || lead.statusId === statusId) &&
    (responsible === null || lead.responsibleId === responsible) &&
    (open === null || (lead.outcome === 'open') === open) &&
    hasWords(lead.name, text)
  );
}

/** Whether each word of a text begins a word of a name (ё = е, whatever the case). */
export function hasWords(name: string, text: string): boolean {
  const words = wordsOf(name);
  return wordsOf(text).every((asked) => words.some((word) => word.startsWith(asked)));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
