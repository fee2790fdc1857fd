import type { CardsEvent, WriteView } from '../preload/contract.ts';
import type { CrmClient } from './amocrm/client.ts';
import { createDealDesk, type DealDesk } from './cards/dealDesk.ts';
import { createPartyDesk, type PartyDesk } from './cards/partyDesk.ts';
import { createSearchDesk, type SearchDesk } from './cards/searchDesk.ts';
import type { Clock } from './clock.ts';
import type { MirrorLists } from './mirror/lists.ts';
import type { Brought, MirrorChange, MirrorSearch } from './mirror/mirror.ts';
import type { AgentWrites } from './outbox/agentWrites.ts';

/** Everything the account window lists and looks up, over one mirror and one journal. */
export interface CardDesks {
  readonly deals: DealDesk;
  readonly parties: PartyDesk;
  readonly search: SearchDesk;
  /** A write of the agent's was made, taken back, or changed its state. */
  heardWrite(account: string, view: WriteView): void;
  mirrorChanged(account: string, change: MirrorChange): void;
}

interface CardDesksDeps {
  readonly mirror: MirrorLists;
  readonly search: MirrorSearch;
  readonly agentWrites: Pick<AgentWrites, 'list'>;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, brought: Brought) => void;
  readonly accountOf: (
    account: string,
  ) => { readonly userId: number; readonly timezone: string | null } | null;
  readonly clock: Clock;
  /** Rows or cards are others now: the account's windows are told. */
  readonly changed: (account: string, change: CardsEvent['changed']) => void;
}

export function createCardDesks(deps: CardDesksDeps): CardDesks {
  const deals = createDealDesk(deps);
  const { writesOf, settingOf } = deals;
  const parties = createPartyDesk({
    ...deps,
    writesOf,
    settingOf,
    changed: (account, { entity, id }) => {
      const none = { contacts: [], companies: [], leads: [], tasks: [] };
      deps.changed(account, { ...none, [entity === 'contact' ? 'contacts' : 'companies']: [id] });
    },
  });
  return {
    deals,
    parties,
    search: createSearchDesk({ ...deps, settingOf }),
    heardWrite(account, view) {
      parties.heardWrite(account, view);
      deals.heardWrite(account, view);
    },
    mirrorChanged: (account, change) => deals.mirrorChanged(account, change),
  };
}
