import { shell } from 'electron';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

export interface DiagnosticsService {
  /** Saves the text in the data folder's `diagnostics`, readable by its owner alone; null when that fails. */
  readonly save: () => Promise<string | null>;
}

/** A text about this Ringside for whoever helps. */
export function diagnosticsHandlers(service: DiagnosticsService): Handlers<'diagnostics'> {
  let saved: string | null = null;
  return {
    save: async () => {
      const path = await service.save();
      if (path === null) return requestError('notNow', 'the file could not be saved');
      saved = path;
      return ok({ path });
    },
    show: () => {
      if (saved === null) return requestError('notNow', 'nothing was saved yet');
      shell.showItemInFolder(saved);
      return ok({});
    },
  };
}
