import type { WriteView } from '../../preload/contract/writes.ts';
import type { CrmClient } from '../amocrm/client.ts';
import type { Clock } from '../clock.ts';
import type { CardRef, MirrorLists } from '../mirror/lists.ts';
import type { Brought, MirrorChange } from '../mirror/mirror.ts';
import type { AgentWrites } from '../outbox/agentWrites.ts';
import { createLeadCards, type LeadCards } from './leadCards.ts';
import { createLeadDesk, type LeadDesk } from './leadDesk.ts';
import type { LeadSetting } from './leadRows.ts';
import { createSentWrites } from './sentWrites.ts';
import { createTaskDesk, type TaskDesk } from './taskDesk.ts';
import type { TaskSetting } from './taskRows.ts';

/** Deals and tasks as windows read them. */
export interface DealDesk {
  readonly leads: LeadDesk;
  readonly cards: LeadCards;
  readonly tasks: TaskDesk;
  /** The agent's writes the mirror does not show yet, oldest first. */
  writesOf(account: string): readonly WriteView[];
  /** Names for ids, and who and where the agent is. */
  settingOf(account: string): LeadSetting & TaskSetting & { readonly timezone: string | null };
  /** A write of the agent's changed its state. */
  heardWrite(account: string, view: WriteView): void;
  mirrorChanged(account: string, change: MirrorChange): void;
}

interface DealDeskDeps {
  readonly mirror: MirrorLists;
  readonly agentWrites: Pick<AgentWrites, 'list'>;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, brought: Brought) => void;
  readonly accountOf: (
    account: string,
  ) => { readonly userId: number; readonly timezone: string | null } | null;
  readonly clock: Clock;
  /** A card has something new to say that no row of the mirror tells. */
  readonly changed: (account: string, leadId: number) => void;
}

/** The desks of deals and tasks over one mirror and one journal. */
export function createDealDesk(deps: DealDeskDeps): DealDesk {
  const { mirror, agentWrites, accountOf } = deps;
  const sent = createSentWrites(deps);
  const nameOf = (account: string, { entity, id }: CardRef): string | null =>
    (entity === 'lead' ? mirror.lead(account, id) : mirror.party(account, { entity, id }))?.name ?? null;
  const shared = {
    ...deps,
    writesOf: (account: string): readonly WriteView[] =>
      [...sent.of(account), ...agentWrites.list(account, { undoneOnly: true }).writes].sort(
        (one, other) => one.id - other.id,
      ),
    settingOf: (account: string): LeadSetting & TaskSetting & { readonly timezone: string | null } => ({
      dictionary: mirror.dictionary(account),
      userId: accountOf(account)?.userId ?? 0,
      timezone: accountOf(account)?.timezone ?? null,
      partyName: (entity, id) => nameOf(account, { entity, id }),
      nameOf: (ref) => nameOf(account, ref),
    }),
  };
  return {
    leads: createLeadDesk(shared),
    cards: createLeadCards(shared),
    tasks: createTaskDesk(shared),
    writesOf: shared.writesOf,
    settingOf: shared.settingOf,
    heardWrite(account, view) {
      sent.heard(account, view);
    },
    mirrorChanged(account, change) {
      sent.mirrorChanged(account, change);
    },
  };
}
