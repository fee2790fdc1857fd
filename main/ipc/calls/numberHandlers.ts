import type { AccountList } from '../../accounts/accountList.ts';
import { numbersOfDays } from '../../calls/history/callNumbers.ts';
import { numbersCsv } from '../../calls/history/numbersCsv.ts';
import type { Speech } from '../../common/language.ts';
import { ok } from '../../common/result.ts';
import type { Journal } from '../../journal/journal.ts';
import { saveTable } from '../app/saveTable.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface NumberDeps {
  readonly journal: Pick<Journal, 'numbers'>;
  readonly list: Pick<AccountList, 'get'>;
  readonly speech: Speech;
}

/** The numbers of some days of the window's account, to look at and as a file. */
export function numberHandlers({ journal, list, speech }: NumberDeps): Handlers<'numbers'> {
  const noDays = () => requestError('badRequest', 'these are no days that can be counted');
  const noAccount = () => requestError('unknownAccount', 'this window has no account');
  return {
    get: (span, { account }) => {
      if (account === null) return noAccount();
      const numbers = numbersOfDays(journal.numbers, account, span);
      return numbers.ok ? numbers : noDays();
    },
    save: async (span, speaker) => {
      const known = speaker.account === null ? null : list.get(speaker.account);
      if (known === null) return noAccount();
      const numbers = numbersOfDays(journal.numbers, known.key, span);
      if (!numbers.ok) return noDays();
      const file = numbersCsv(numbers.value, span, known.name, speech);
      const saved = await saveTable(speaker, file.fileName, file.csv);
      return saved.ok ? ok(saved.value) : saved;
    },
  };
}
