import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { Clock } from '../../common/clock.ts';
import type { FetchedRecords } from '../../mirror/mirror.ts';
import type { Refetch } from '../../mirror/changes/changeEvents.ts';

type Client = {
  readonly leads: Pick<CrmClient['leads'], 'byIds'>;
  readonly contacts: Pick<CrmClient['contacts'], 'get'>;
  readonly companies: Pick<CrmClient['companies'], 'get'>;
  readonly tasks: Pick<CrmClient['tasks'], 'get'>;
};

interface ReadBackDeps {
  readonly clientOf: (account: string) => Client | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
  /** Too many to ask for one by one. */
  readonly catchUpNow: (account: string) => void;
  readonly clock: Clock;
}

/** Asks the CRM for what change events did not say enough of. */
export interface RefetchQueue {
  add(account: string, wanted: readonly Refetch[]): void;
  stop(): void;
}

/** Bursts are asked for together. */
const GATHER_MS = 300;
/** More than these are a catch-up's work: its pages hold 250. */
const MOST_ASKED = 50;

export function createRefetchQueue({ clientOf, remember, catchUpNow, clock }: ReadBackDeps): RefetchQueue {
  const waiting = new Map<string, { readonly wanted: Map<string, Refetch>; readonly cancel: () => void }>();

  async function ask(account: string): Promise<void> {
    const wanted = [...(waiting.get(account)?.wanted.values() ?? [])];
    waiting.delete(account);
    const client = clientOf(account);
    if (client === null) return;
    if (wanted.length > MOST_ASKED) return catchUpNow(account);
    const background = { priority: 'background' } as const;
    const leads = wanted.filter(({ entity }) => entity === 'lead').map(({ id }) => id);
    if (leads.length > 0) {
      const read = await client.leads.byIds(leads, background);
      // Those not among them may be hidden from this agent, which is not the same as gone.
      if (read.ok) remember(account, { leads: read.value });
    }
    for (const { entity, id } of wanted) {
      if (entity === 'lead') continue;
      const list = entity === 'contact' ? 'contacts' : entity === 'company' ? 'companies' : 'tasks';
      const read = await client[list].get(id, background);
      if (read.ok && read.value !== null) remember(account, { [list]: [read.value] });
    }
  }

  return {
    add(account, wanted) {
      if (wanted.length === 0) return;
      const known = waiting.get(account) ?? {
        wanted: new Map<string, Refetch>(),
        cancel: clock.schedule(GATHER_MS, () => void ask(account)),
      };
      for (const one of wanted) known.wanted.set(`${one.entity} ${one.id}`, one);
      waiting.set(account, known);
    },
    stop() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
