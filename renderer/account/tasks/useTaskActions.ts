import { useEffect, useState } from 'react';
import type { TaskRow, WriteView } from '../../../preload/contract.ts';
import { useAsk, type AskFailure } from '../../state/ask.ts';

/** What was done to a task last, for saying so and for taking it back. */
interface Did {
  readonly what: 'done' | 'moved';
  readonly task: TaskRow;
  /** Unix ms, when it was moved. */
  readonly due: number | null;
  readonly write: WriteView;
}

interface TaskActions {
  readonly complete: (task: TaskRow, result: string) => void;
  /** @param due Unix ms */
  readonly moveTo: (task: TaskRow, due: number) => void;
  /** Takes the last one back, as long as the CRM has nothing of it. */
  readonly undo: () => void;
  readonly did: Did | null;
  readonly canUndo: boolean;
  /** `local`: a task the CRM has not got yet cannot be done or moved. */
  readonly failure: AskFailure | 'local';
}

/** What can be done to tasks: into the journal at once, to the CRM when it can be reached. */
export function useTaskActions(): TaskActions {
  const [ask, failure] = useAsk();
  const [did, setDid] = useState<Did | null>(null);
  const [isLocal, setLocal] = useState(false);

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

  return {
    did,
    canUndo: did?.write.changeable === true,
    failure: isLocal ? 'local' : failure,
    complete(task, resultText) {
      setLocal(task.id < 0);
      if (task.id < 0) return;
      ask(window.api.tasks.complete({ taskId: task.id, resultText }), (write) => {
        setDid({ what: 'done', task, due: null, write });
      });
    },
    moveTo(task, due) {
      setLocal(task.id < 0);
      if (task.id < 0) return;
      const completeTill = Math.floor(due / 1000);
      ask(window.api.tasks.move({ taskId: task.id, completeTill }), (write) => {
        setDid({ what: 'moved', task, due, write });
      });
    },
    undo() {
      if (did === null) return;
      ask(window.api.writes.discard({ id: did.write.id }), () => setDid(null));
    },
  };
}
