import type { Account, Outcome, OutcomesByAccount } from '../../../preload/contract.ts';
import { isOffered } from '../../../preload/constants.ts';
import type { OutcomesFile } from '../../settings/outcomesFile.ts';

/** The team's own results, as they are offered in each account. */
export interface TeamOutcomes {
  /** In the order of the file; none where the seven of the CRM are offered. */
  of(account: string): readonly Outcome[];
  /** Those of a call that is saved to a deal of this pipeline (null: to none). */
  forCall(
    call: { readonly account: string; readonly line: string | null },
    pipelineId: number | null,
  ): readonly Outcome[];
  byAccount(): OutcomesByAccount;
}

interface TeamOutcomesDeps {
  readonly file: Pick<OutcomesFile, 'get'>;
  readonly accounts: () => readonly Pick<Account, 'key' | 'host'>[];
}

export function createTeamOutcomes({ file, accounts }: TeamOutcomesDeps): TeamOutcomes {
  const at = (host: string): readonly Outcome[] =>
    file.get().filter((outcome) => outcome.accounts.length === 0 || outcome.accounts.includes(host));
  const of = (account: string): readonly Outcome[] => {
    const known = accounts().find(({ key }) => key === account);
    return known === undefined ? [] : at(known.host);
  };
  return {
    of,
    forCall: (call, pipelineId) => of(call.account).filter((outcome) => isOffered(outcome, call, pipelineId)),
    byAccount: () => Object.fromEntries(accounts().map(({ key, host }) => [key, [...at(host)]])),
  };
}
