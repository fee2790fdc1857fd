import type { AccountCsv } from '../../accounts/accountService.ts';
import { createCallExport, type CallExportDeps } from './callExport.ts';
import { waitingCsv } from './pendingWritesCsv.ts';

/** What an account leaves behind when it is taken away: all its calls, and beside them what the CRM does not have. */
export function accountCsv(deps: CallExportDeps): AccountCsv {
  const exports = createCallExport(deps);
  return {
    calls: (account, name) => exports.of({ account, name, from: null, to: null }),
    waiting: (rows) => waitingCsv(rows, deps.speech),
  };
}
