import type { AgentWriteOf } from '../../../preload/contract/agentWrites.ts';
import { AT_ONCE, type OutboxRow } from '../../journal/journal.ts';
import type { CallRow } from '../../journal/callRows.ts';
import { createTeamCalls, type TeamCalls, type TeamRule } from './teamCall.ts';

/** What an account wants of missed calls that Ringside tells of by itself. */
export interface MissedCallRule extends TeamRule {
  /** What an unknown caller's incoming lead is called; null: nobody is told of them. */
  readonly leadName: (account: string, call: CallRow) => string | null;
  /** The task for whoever is responsible for the card the call went to (its key); null: none is wanted. */
  readonly task: (account: string, call: CallRow, placed: string | null) => AgentWriteOf<'createTask'> | null;
}

export interface MissedCalls extends TeamCalls, Pick<MissedCallRule, 'leadName'> {
  /** Puts the task that follows from a call this Ringside told the CRM of into the outbox; undefined: none is wanted. */
  readonly taskFor: (row: OutboxRow, call: CallRow, placed: string | null) => (() => void) | undefined;
}

/** The rule, with what the CRM is asked. */
export function createMissedCalls(
  rule: MissedCallRule,
  deps: Omit<Parameters<typeof createTeamCalls>[0], keyof TeamRule>,
): MissedCalls {
  const { journal, clock } = deps;
  return {
    ...createTeamCalls({ ...deps, turnMs: rule.turnMs }),
    leadName: rule.leadName,
    taskFor(row, call, placed) {
      const task = rule.task(row.account, call, placed);
      if (task === null) return undefined;
      return () => {
        const times = { now: clock.now(), notBefore: AT_ONCE, skew: row.skew };
        journal.outbox.addAgents(row.account, call.id, task, times);
      };
    },
  };
}
