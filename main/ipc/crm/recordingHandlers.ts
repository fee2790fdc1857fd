import { ok } from '../../common/result.ts';
import type { Recordings } from '../../recordings/recordings.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

/** Recordings of calls, for the account of the window. */
export function recordingHandlers(recordings: Recordings): Handlers<'recordings'> {
  return {
    async read({ noteId }, { account }) {
      if (account === null) return requestError('unknownAccount', 'this window has no account');
      const found = await recordings.read(account, noteId);
      return ok(found.ok ? { outcome: 'ready', ...found.value } : { outcome: 'failed', ...found.error });
    },
  };
}
