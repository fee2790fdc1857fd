import type { LineName, LineRow } from '../../journal/tables/phoneLineTable.ts';

/**
 * What is known of a line after something happened to it. Pure. What the agent said in the settings stands
 * whatever they do with single calls; what they do with single calls teaches, until it contradicts itself.
 */

/** A call came through the line. */
export function lineUsed(known: LineRow | null, name: LineName, at: number): LineRow {
  return { ...(known ?? unheard(name)), lastAt: Math.max(at, known?.lastAt ?? 0) };
}

/** The agent moved a call of the line to an account. Of calls that name no line nothing is learned. */
export function movedOn(known: LineRow | null, name: LineName, account: string): LineRow | null {
  const line = known ?? unheard(name);
  if (name.line === '' || line.how === 'set' || line.how === 'shared' || line.account === account)
    return null;
  return line.how === 'seen'
    ? { ...line, account, how: 'learned', pipeline: null }
    : // Another account this time: the line serves several, and who knows the caller decides again.
      { ...line, account: null, how: 'shared', pipeline: null };
}

/** The agent says whose the line is; null: ask each time who knows the caller. */
export function saidOf(known: LineRow | null, name: LineName, account: string | null): LineRow {
  const line = known ?? unheard(name);
  // A pipeline is of one account.
  return { ...line, account, how: 'set', pipeline: line.account === account ? line.pipeline : null };
}

/** The agent says where new deals of its callers go; null: to the account's first pipeline. */
export function pipelineSaid(known: LineRow | null, name: LineName, pipeline: number | null): LineRow {
  return { ...(known ?? unheard(name)), pipeline };
}

/** Nothing is known of the line any more but that there is one. */
export function forgotten(known: LineRow): LineRow {
  return { ...known, account: null, how: 'seen', pipeline: null };
}

function unheard({ source, line }: LineName): LineRow {
  return { source, line, account: null, how: 'seen', lastAt: 0, pipeline: null };
}
