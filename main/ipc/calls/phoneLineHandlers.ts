import type { LinesSnapshot } from '../../../preload/contract.ts';
import type { CallViews } from '../../calls/history/callViews.ts';
import type { CallController, MoveFailure } from '../../calls/callController.ts';
import type { PhoneLines } from '../../calls/matching/phoneLines.ts';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface LineDeps {
  readonly callViews: CallViews;
  readonly lines: PhoneLines;
  readonly callController: Pick<CallController, 'move' | 'over'>;
  readonly snapshot: () => LinesSnapshot;
  readonly isAccount: (key: string) => boolean;
}

/** Whose lines are, and what the agent knows of a call better: it is another account's, it is over. */
export function lineHandlers({ callViews, lines, callController, snapshot, isAccount }: LineDeps): {
  readonly lines: Handlers<'lines'>;
  readonly calls: Pick<Handlers<'calls'>, 'move' | 'over'>;
} {
  return {
    lines: {
      get: () => ok(snapshot()),
      assign: ({ account, ...name }) => {
        if (account !== null && !isAccount(account))
          return requestError('unknownAccount', 'there is no such account');
        lines.assign(name, account);
        return ok(snapshot());
      },
      setPipeline: ({ pipelineId, ...name }) => {
        lines.setPipeline(name, pipelineId);
        return ok(snapshot());
      },
      forget: (name) => {
        lines.forget(name);
        return ok(snapshot());
      },
    },
    calls: {
      move: ({ callId, account }, speaker) => {
        const call = callViews.get(callId);
        const reaches = call !== null && (speaker.account === null || speaker.account === call.account);
        if (!reaches) return requestError('unknownCall', 'there is no such call here');
        const moved = callController.move(callId, account);
        return moved.ok ? ok({}) : requestError(CODES[moved.error], moved.error);
      },
      over: ({ callId }) => {
        callController.over(callId);
        return ok({});
      },
    },
  };
}

const CODES = {
  unknownCall: 'unknownCall',
  unknownAccount: 'unknownAccount',
  tooLate: 'tooLate',
  journal: 'journal',
} as const satisfies Record<MoveFailure, string>;
