import type { AgentWrite, WriteView } from '../../../preload/contract.ts';
import { writeFacts } from '../../../main/writes/writeFacts.ts';

let made = 0;

/** A write of the agent's that waits for the CRM, changed where a test needs it. */
export function writeView(write: AgentWrite, changes: Partial<WriteView> = {}): WriteView {
  made += 1;
  return {
    id: made,
    callId: null,
    write,
    state: 'waiting',
    ...writeFacts(write, changes.failure ?? null),
    words: '',
    createdAt: 1_700_000_000_000 + made,
    retryAt: null,
    changeable: true,
    remoteId: null,
    ...changes,
  };
}
