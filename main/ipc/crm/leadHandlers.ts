import type { Dictionary, RequestError } from '../../../preload/contract.ts';
import type { LeadCards } from '../../views/lead/leadCardView.ts';
import type { StageMoves } from '../../views/lead/stageMoves.ts';
import type { LeadListService } from '../../views/lead/leadListService.ts';
import type { TaskService } from '../../views/task/taskService.ts';
import { ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';
import type { Speaker } from '../../windows/windowRegistry.ts';
import { requestError } from '../answerRequest.ts';
import type { Handlers } from '../answerRequest.ts';

interface LeadReads {
  readonly leads: LeadListService;
  readonly cards: LeadCards;
  readonly moves: StageMoves;
  readonly tasks: TaskService;
  readonly dictionary: (account: string) => Dictionary;
}

/** Lists, boards and cards of deals, and the agent's tasks, for the account of the window. */
export function leadReadHandlers({ leads, cards, moves, tasks, dictionary }: LeadReads): {
  readonly leads: Pick<Handlers<'leads'>, 'page' | 'board' | 'card' | 'moves'>;
  readonly tasks: Pick<Handlers<'tasks'>, 'page' | 'counts'>;
  readonly dictionary: Handlers<'dictionary'>;
} {
  const forAccount = <T>({ account }: Speaker, read: (key: string) => T): Result<T, RequestError> =>
    account === null ? requestError('unknownAccount', 'this window has no account') : ok(read(account));
  return {
    leads: {
      page: async (query, { account }) =>
        account === null
          ? requestError('unknownAccount', 'this window has no account')
          : ok(await leads.page(account, query)),
      board: (query, speaker) => forAccount(speaker, (account) => leads.board(account, query)),
      card: ({ leadId, refresh }, speaker) =>
        forAccount(speaker, (account) => cards.card(account, leadId, refresh)),
      moves: async ({ leadIds }, { account }) =>
        account === null
          ? requestError('unknownAccount', 'this window has no account')
          : ok(await moves.of(account, leadIds)),
    },
    tasks: {
      page: (query, speaker) => forAccount(speaker, (account) => tasks.page(account, query)),
      counts: (_input, speaker) => forAccount(speaker, (account) => tasks.counts(account)),
    },
    dictionary: { get: (_input, speaker) => forAccount(speaker, (account) => dictionary(account)) },
  };
}
