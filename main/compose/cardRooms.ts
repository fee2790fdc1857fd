import { createDealDesk } from '../cards/dealDesk.ts';
import type { DealDesk } from '../cards/dealDesk.ts';
import type { Clock } from '../clock.ts';
import type { Opening } from '../opening.ts';
import type { AgentWrites } from '../outbox/agentWrites.ts';
import type { CrmLines } from './crmLines.ts';

/** What an agent reads outside of a call: lists, boards and cards. */
export interface CardRooms {
  readonly deals: DealDesk;
}

interface CardRoomsDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly agentWrites: AgentWrites;
  readonly clock: Clock;
}

export function composeCardRooms({ opening, lines, agentWrites, clock }: CardRoomsDeps): CardRooms {
  const { list, registry } = opening;
  const { mirror, sync, sessions } = lines;
  const deals = createDealDesk({
    mirror,
    agentWrites,
    clientOf: (account) => sessions.clientOf(account),
    remember: (account, brought) => {
      sync.remember(account, brought);
    },
    accountOf: (account) => list.get(account),
    clock,
    changed: (account, change) => {
      registry.tell('cards', { changed: change }, { kinds: ['account'], account });
    },
  });
  return { deals };
}
