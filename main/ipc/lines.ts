import type { LinesSnapshot } from '../../preload/contract.ts';
import type { CallBook } from '../calls/callBook.ts';
import type { CallDesk, MoveFailure } from '../calls/callDesk.ts';
import type { LineBook } from '../calls/lineBook.ts';
import { ok } from '../result.ts';
import { requestError } from './handle.ts';
import type { Handlers } from './handle.ts';

interface LineDeps {
  readonly book: CallBook;
  readonly lines: LineBook;
  readonly desk: Pick<CallDesk, 'move' | 'over'>;
  readonly snapshot: () => LinesSnapshot;
  readonly isAccount: (key: string) => boolean;
}

/** Whose lines are, and what the agent knows of a call better: it is another account's, it is over. */
export function lineHandlers({ book, lines, desk, snapshot, isAccount }: LineDeps): {
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
      forget: (name) => {
        lines.forget(name);
        return ok(snapshot());
      },
    },
    calls: {
      move: ({ callId, account }, speaker) => {
        const call = book.get(callId);
        const reaches = call !== null && (speaker.account === null || speaker.account === call.account);
        if (!reaches) return requestError('unknownCall', 'there is no such call here');
        const moved = desk.move(callId, account);
        return moved.ok ? ok({}) : requestError(CODES[moved.error], moved.error);
      },
      over: ({ callId }) => {
        desk.over(callId);
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
