import type { WriteView } from '../../preload/contract.ts';
import { createDealDesk } from '../cards/dealDesk.ts';
import type { DealDesk } from '../cards/dealDesk.ts';
import { createPartyDesk } from '../cards/partyDesk.ts';
import type { PartyDesk } from '../cards/partyDesk.ts';
import { createSearchDesk } from '../cards/searchDesk.ts';
import type { SearchDesk } from '../cards/searchDesk.ts';
import type { Clock } from '../clock.ts';
import type { MirrorChange } from '../mirror/mirror.ts';
import type { Opening } from '../opening.ts';
import type { AgentWrites } from '../outbox/agentWrites.ts';
import type { CrmLines } from './crmLines.ts';

/** What an agent reads outside of a call: lists, boards, cards, search; over one mirror and one journal. */
export interface CardRooms {
  readonly deals: DealDesk;
  readonly parties: PartyDesk;
  readonly search: SearchDesk;
  /** A write of the agent's was made, taken back, or changed its state. */
  heardWrite(account: string, view: WriteView): void;
  mirrorChanged(account: string, change: MirrorChange): void;
  /** Somebody added a note to a card. */
  heardNote(account: string, card: { readonly entity: string; readonly id: number }): void;
}

interface CardRoomsDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly agentWrites: Pick<AgentWrites, 'list' | 'madeAs'>;
  readonly clock: Clock;
}

export function composeCardRooms({ opening, lines, agentWrites, clock }: CardRoomsDeps): CardRooms {
  const { list, registry } = opening;
  const { mirror, sync, sessions } = lines;
  const shared: Parameters<typeof createDealDesk>[0] = {
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
  };
  const deals = createDealDesk(shared);
  const { writesOf, settingOf } = deals;
  const parties = createPartyDesk({
    ...shared,
    writesOf,
    settingOf,
    madeAs: (account, writeId) => agentWrites.madeAs(account, writeId),
    changed: (account, { entity, id }) => {
      const none = { contacts: [], companies: [], leads: [], tasks: [] };
      shared.changed(account, { ...none, [entity === 'contact' ? 'contacts' : 'companies']: [id] });
    },
  });
  return {
    deals,
    parties,
    search: createSearchDesk({ ...shared, settingOf, search: lines.search }),
    heardWrite(account, view) {
      parties.heardWrite(account, view);
      deals.heardWrite(account, view);
    },
    heardNote(account, { entity, id }) {
      if (entity === 'lead') deals.cards.heardNote(account, id);
      if (entity === 'contact' || entity === 'company') parties.heardNote(account, { entity, id });
    },
    mirrorChanged: (account, change) => deals.mirrorChanged(account, change),
  };
}
