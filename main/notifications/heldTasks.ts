import type { TaskRow } from '../../preload/contract/leadSchemas.ts';

/** Tasks that fall due while the agent is on the phone: told when the call is over, and nobody is rung up in between. */
export interface HeldTasks {
  due(account: string, task: TaskRow): void;
  /** A call began, ended, or changed. */
  callsChanged(): void;
}

interface HeldTasksDeps {
  /** Some call is going on, of whatever account. */
  readonly isBusy: () => boolean;
  /** It is open still, and due at the same time. */
  readonly isStillDue: (account: string, task: TaskRow) => boolean;
  readonly tell: (account: string, task: TaskRow) => void;
}

export function createHeldTasks({ isBusy, isStillDue, tell }: HeldTasksDeps): HeldTasks {
  let held: readonly { readonly account: string; readonly task: TaskRow }[] = [];
  return {
    due(account, task) {
      if (isBusy()) held = [...held, { account, task }];
      else tell(account, task);
    },
    callsChanged() {
      if (held.length === 0 || isBusy()) return;
      const waited = held;
      held = [];
      // Done meanwhile, or put off: on the phone, in another window, by a colleague.
      for (const { account, task } of waited) if (isStillDue(account, task)) tell(account, task);
    },
  };
}
