import type { Clock } from '../../common/clock.ts';
import type { Result } from '../../common/result.ts';
import type { Journal } from '../../journal/journal.ts';
import { isSameRemote } from '../../phone/phoneComparison.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';
import type { LiveCall } from './trackedCall.ts';

/** Which call was dialled from which task: its result is what came of the task (outbox/taskOfCall.ts). */
export interface TaskDials {
  /** Dials the number of a task: the call that begins with it is about that task. */
  dial<V, E>(
    dialer: { readonly dial: (rawNumber: string) => Promise<Result<V, E>> },
    account: string,
    rawNumber: string,
    taskId: number,
  ): Promise<Result<V, E>>;
  /** A call began, and is in the journal. */
  began(account: string, call: Pick<LiveCall, 'id' | 'direction' | 'number'>): void;
}

interface TaskDialsDeps {
  readonly journal: Pick<Journal, 'calls'>;
  readonly clock: Clock;
  readonly parse: (account: string, rawNumber: string) => PhoneNumber;
}

interface Expected {
  readonly account: string;
  readonly number: PhoneNumber;
  readonly taskId: number;
  /** Monotonic ms. */
  readonly at: number;
}

/** A program that dials, or a switchboard that rings the own phone first, may take so long. */
const WITHIN_MS = 60_000;

export function createTaskDials({ journal, clock, parse }: TaskDialsDeps): TaskDials {
  let expected: readonly Expected[] = [];
  const without = (one: Expected): void => {
    expected = expected.filter((other) => other !== one);
  };
  return {
    async dial(dialer, account, rawNumber, taskId) {
      const one = { account, number: parse(account, rawNumber), taskId, at: clock.monotonic() };
      // The task that was dialled last is the one that is meant.
      expected = [one, ...expected.filter(({ at }) => clock.monotonic() - at < WITHIN_MS)];
      const dialled = await dialer.dial(rawNumber);
      if (!dialled.ok) without(one);
      return dialled;
    },
    began(account, { id, direction, number }) {
      if (direction !== 'outbound') return;
      const one = expected.find(
        (each) =>
          each.account === account &&
          clock.monotonic() - each.at < WITHIN_MS &&
          isSameRemote(each.number, number),
      );
      if (one === undefined) return;
      without(one);
      journal.calls.setTask(account, id, one.taskId);
    },
  };
}
