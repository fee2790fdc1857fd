import { useEffect, useState } from 'react';
import type { AgentWrite, TaskRow, WriteView } from '../../../preload/contract.ts';
import { useAsk, type AskFailure } from '../../state/ask.ts';

/** What was done to a task last, for saying so and for taking it back. */
type Did = { readonly task: TaskRow; readonly write: WriteView } & (
  | { readonly what: 'done' }
  /** Unix ms. */
  | { readonly what: 'moved'; readonly due: number }
  | { readonly what: 'assigned'; readonly to: string }
);

/** A step that asks something first. */
export type TaskStep = 'result' | 'move' | 'assign';

export interface TaskActions {
  readonly complete: (task: TaskRow, result: string) => void;
  /** @param due Unix ms */
  readonly moveTo: (task: TaskRow, due: number) => void;
  readonly assignTo: (task: TaskRow, user: { readonly id: number; readonly name: string }) => void;
  /** Takes the last one back, as long as the CRM has nothing of it. */
  readonly undo: () => void;
  readonly did: Did | null;
  readonly canUndo: boolean;
  readonly failure: AskFailure;
  /** The step that is open, and on which task. */
  readonly step: { readonly what: TaskStep; readonly task: TaskRow } | null;
  readonly openStep: (what: TaskStep, task: TaskRow) => void;
  readonly closeStep: () => void;
}

/** What can be done to tasks: into the journal at once, to the CRM when it can be reached. */
export function useTaskActions(): TaskActions {
  const [ask, failure] = useAsk();
  const [did, setDid] = useState<Did | null>(null);
  const [step, setStep] = useState<TaskActions['step']>(null);

  useEffect(
    () =>
      window.api.on('writes', ({ id, write }) => {
        setDid((last) => {
          if (last === null || last.write.id !== id) return last;
          return write === null ? null : { ...last, write };
        });
      }),
    [],
  );

  const add = (write: AgentWrite, then: (view: WriteView) => void): void =>
    ask(window.api.writes.add({ write }), then);

  return {
    did,
    // A change of a task that is not in the CRM yet went into the write that makes it: that one stays.
    canUndo: did?.write.changeable === true && did.write.write.kind !== 'createTask',
    failure,
    step,
    openStep: (what, task) => setStep({ what, task }),
    closeStep: () => setStep(null),
    complete(task, resultText) {
      add({ kind: 'completeTask', taskId: task.id, resultText }, (write) => {
        setDid({ what: 'done', task, write });
      });
    },
    moveTo(task, due) {
      const completeTill = Math.floor(due / 1000);
      add({ kind: 'moveTask', taskId: task.id, completeTill }, (write) => {
        setDid({ what: 'moved', task, due, write });
      });
    },
    assignTo(task, { id, name }) {
      const before = task.responsibleId;
      add({ kind: 'assignTask', taskId: task.id, responsible: id, before }, (write) => {
        setDid({ what: 'assigned', task, to: name, write });
      });
    },
    undo() {
      if (did === null) return;
      ask(window.api.writes.discard({ id: did.write.id }), () => setDid(null));
    },
  };
}
