import { useMemo } from 'react';
import type { AgentWrite, Call, CallForm, ChosenTarget } from '../../preload/contract.ts';
import type { GivenResult } from './disposition/resultChoices.ts';
import { useAsk, type AskFailure } from '../state/ask.ts';

/** A contact or company to log to, with a lead of it or without. */
type Target = Pick<ChosenTarget, 'entity' | 'entityId' | 'leadId'>;
type Entity = Pick<ChosenTarget, 'entity'> & { readonly id: number };

/** What an agent can do with one call, and why the last of it did not work. */
export interface CallActions {
  readonly log: (given: GivenResult) => void;
  /** Result, note, target, task and stage as one; `then` when they are in the journal. */
  readonly finish: (form: CallForm, then: () => void) => void;
  /** A write of its own, beside the call; `then` when it is in the journal. */
  readonly add: (write: AgentWrite, then: () => void) => void;
  readonly undo: () => void;
  readonly retry: () => void;
  /** Ends a call of whose end the softphone does not tell. */
  readonly over: () => void;
  readonly choose: (target: Target | null) => void;
  readonly openEntity: (target: Entity) => void;
  readonly openLead: (leadId: number) => void;
  readonly failure: AskFailure;
}

/** The actions of a call; `changed` hears the call as each answer shows it. */
export function useCallActions(callId: string, changed?: (call: Call) => void): CallActions {
  const [ask, failure] = useAsk();
  const actions = useMemo(() => {
    const { calls, contacts, leads, writes } = window.api;
    return {
      log: (given: GivenResult) => {
        const { result, outcome } = given;
        ask(
          outcome === undefined ? calls.log({ callId, result }) : calls.finish({ callId, ...given }),
          changed,
        );
      },
      add: (write: AgentWrite, then: () => void) => {
        ask(writes.add({ callId, write }), then);
      },
      finish: (form: CallForm, then: () => void) => {
        ask(calls.finish(form), (call) => {
          changed?.(call);
          then();
        });
      },
      undo: () => {
        ask(calls.undo({ callId }), changed);
      },
      retry: () => {
        ask(calls.retry({ callId }), changed);
      },
      over: () => {
        ask(calls.over({ callId }));
      },
      choose: (target: Target | null) => {
        ask(calls.choose({ callId, target }), changed);
      },
      openEntity: (target: Entity) => {
        ask(contacts.openInCrm({ callId, target }));
      },
      openLead: (leadId: number) => {
        ask(leads.openInCrm({ callId, leadId }));
      },
    };
  }, [ask, callId, changed]);
  return { ...actions, failure };
}
