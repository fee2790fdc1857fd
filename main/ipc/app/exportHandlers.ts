import type { AccountList } from '../../accounts/accountList.ts';
import type { CallExport } from '../../calls/history/callExport.ts';
import { ok } from '../../common/result.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';
import { saveTable } from './saveTable.ts';

interface ExportDeps {
  readonly list: Pick<AccountList, 'get'>;
  readonly exports: CallExport;
}

/** Files the agent takes away, saved where they say. */
export function exportHandlers({ list, exports }: ExportDeps): Handlers<'exports'> {
  return {
    calls: async ({ account, from, to }, speaker) => {
      const known = list.get(account);
      if (known === null || (speaker.account !== null && speaker.account !== account)) {
        return requestError('unknownAccount', 'no such account');
      }
      const { fileName, csv, calls } = exports.of({ account, name: known.name, from, to });
      if (calls === 0) return ok({ outcome: 'noCalls' });
      const saved = await saveTable(speaker, fileName, csv);
      if (!saved.ok) return saved;
      return ok(saved.value.outcome === 'saved' ? { ...saved.value, calls } : saved.value);
    },
  };
}
