import type { Account, LinesSnapshot } from '../../../preload/contract.ts';
import type { MirrorLists } from '../../mirror/readTypes.ts';
import { sourceName } from '../../../preload/contract/sources.ts';
import type { LineRow } from '../../journal/tables/phoneLineTable.ts';

/** The lines as the settings show them, each source's calls without a line among them, and the accounts to choose from. */
export function linesSnapshot(
  rows: readonly LineRow[],
  accounts: readonly Account[],
  pipelinesOf: (account: string) => ReturnType<MirrorLists['dictionary']>['pipelines'],
): LinesSnapshot {
  return {
    lines: rows.flatMap(({ source, pipeline: pipelineId, ...row }) => {
      // A source of a later version, of an older day: not shown, not forgotten.
      const known = sourceName.safeParse(source);
      return known.success ? [{ source: known.data, pipelineId, ...row }] : [];
    }),
    accounts: accounts.map(({ key, name, colour }) => ({
      key,
      name,
      colour,
      pipelines: pipelinesOf(key).map(({ id, name: pipeline }) => ({ id, name: pipeline })),
    })),
  };
}
