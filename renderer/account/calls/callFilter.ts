import type { Call, CallFilter } from '../../../preload/contract.ts';
import { needsResult } from '../../../preload/constants.ts';
import { assertNever } from '../../state/assertNever.ts';

/** Whether a call belongs into the list of a filter (main/journal/tables/callHistoryTable.ts says the same of its rows). */
export function fits(
  call: Pick<Call, 'state' | 'log' | 'endReason' | 'result'>,
  filter: CallFilter,
): boolean {
  if (filter === 'all') return true;
  switch (call.log.state) {
    case 'unlogged':
      return filter === 'unlogged' && needsResult(call);
    case 'undoable':
    case 'waiting':
      return filter === 'waiting';
    case 'failed':
      return filter === 'failed';
    case 'logged':
      return false;
    default:
      return assertNever(call.log);
  }
}
