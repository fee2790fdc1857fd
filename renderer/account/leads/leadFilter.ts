import { LOST, WON } from '../../../preload/constants.ts';
import { useStore } from '../../state/useStore.ts';
import { createStore } from '../../state/store.ts';
import type { Dictionary } from '../../../preload/contract.ts';

/** How the deals are looked at; kept as long as the window is open, so that coming back finds it as it was left. */
export interface LeadFilter {
  readonly look: 'board' | 'list';
  /** Null in a list: all pipelines. The board then shows the first. */
  readonly pipelineId: number | null;
  /** Null: all stages. The list only. */
  readonly statusId: number | null;
  /** The list only. */
  readonly state: 'open' | 'closed' | 'all';
  readonly text: string;
}

export const firstLeadFilter: LeadFilter = {
  look: 'board',
  pipelineId: null,
  statusId: null,
  state: 'open',
  text: '',
};

const store = createStore<LeadFilter>(firstLeadFilter);

/** The filter, and how to change some of it. */
export function useLeadFilter(): readonly [LeadFilter, (changes: Partial<LeadFilter>) => void] {
  return [useStore(store), changeFilter];
}

function changeFilter(changes: Partial<LeadFilter>): void {
  store.set(changedFilter(store.get(), changes));
}

/** A filter with some of it changed: another pipeline has other stages. */
export function changedFilter(filter: LeadFilter, changes: Partial<LeadFilter>): LeadFilter {
  const isOther = changes.pipelineId !== undefined && changes.pipelineId !== filter.pipelineId;
  return { ...filter, ...(isOther ? { statusId: null } : {}), ...changes };
}

/** The pipeline the board shows: the one asked for, or the first there is; null when none is known yet. */
export function boardPipeline(
  filter: LeadFilter,
  { pipelines }: Dictionary,
): Dictionary['pipelines'][number] | null {
  return pipelines.find(({ id }) => id === filter.pipelineId) ?? pipelines[0] ?? null;
}

/** What a list of these deals asks for: a closed stage is looked for among the closed ones. */
export function openWanted({ state, statusId }: LeadFilter): boolean | null {
  if (statusId === WON || statusId === LOST) return false;
  return state === 'all' ? null : state === 'open';
}

/** The stages of a pipeline a deal can be put into. */
export function stagesFor(
  pipeline: Dictionary['pipelines'][number] | null,
): Dictionary['pipelines'][number]['statuses'] {
  return pipeline?.statuses.filter(({ isIncoming }) => !isIncoming) ?? [];
}
