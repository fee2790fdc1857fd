import type { DialSettings, SourcesSnapshot } from '../../../preload/contract.ts';
import type { TaskDials } from '../../calls/tracking/taskDials.ts';
import type { Dialer } from '../../clickToCall/dialer.ts';
import type { SourceManager } from '../../sources/sourceManager.ts';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface SourceDeps {
  readonly sourceManager: SourceManager;
  readonly dialer: Dialer;
  readonly snapshot: () => SourcesSnapshot;
  readonly changeDial: (dial: DialSettings) => void;
  readonly taskDials: TaskDials;
}

/** Call sources: how they fare, their settings, and dialling through them. */
export function sourceHandlers({ sourceManager, dialer, snapshot, changeDial, taskDials }: SourceDeps): {
  readonly sources: Handlers<'sources'>;
  readonly calls: Pick<Handlers<'calls'>, 'dial' | 'dialTyped'>;
} {
  return {
    sources: {
      get: () => ok(snapshot()),
      set: async (change) => {
        const done = await sourceManager.change(change);
        if (done.ok) return ok(snapshot());
        return done.error === 'keychain'
          ? requestError('notNow', 'the keychain does not take the password')
          : requestError('badRequest', 'the settings make no sense');
      },
      setDial: (dial) => {
        changeDial(dial);
        return ok(snapshot());
      },
    },
    calls: {
      dial: async ({ number, taskId }, { account }) => {
        const dialled = await (taskId === undefined || account === null
          ? dialer.dial(number)
          : taskDials.dial(dialer, account, number, taskId));
        return ok(
          dialled.ok
            ? { outcome: 'dialled', via: dialled.value }
            : { outcome: 'failed', reason: dialled.error },
        );
      },
      dialTyped: async ({ text, confirmed }) => {
        const dialled = await dialer.dialTyped(text, confirmed);
        if (!dialled.ok) return ok({ outcome: 'failed', reason: dialled.error });
        if (typeof dialled.value === 'string') return ok({ outcome: 'dialled', via: dialled.value });
        const { text: code, meaning } = dialled.value.asks;
        return ok({ outcome: 'asks', code, meaning });
      },
    },
  };
}
