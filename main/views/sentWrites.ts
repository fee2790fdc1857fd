import { LONGEST_VALUE, valueText, valuesOfField } from '../../entities/customFields.ts';
import type { WriteView } from '../../preload/contract.ts';
import type { CrmClient } from '../crm/types/crmClient.ts';
import type { CrmLead } from '../crm/types/lead.ts';
import type { CrmCompany, CrmContact } from '../crm/types/contactOrCompany.ts';
import type { CrmTask } from '../crm/resources/taskResource.ts';
import type { Clock } from '../common/clock.ts';
import type { LeadDetail, MirrorLists } from '../mirror/readTypes.ts';
import type { FetchedRecords, MirrorChange } from '../mirror/mirror.ts';
import { changedBy, type SubjectRef } from '../../preload/contract/agentWrites.ts';
import { kindOf } from '../writes/writeKinds.ts';
import { rowOf } from './pendingState.ts';

/** What the CRM has written of leads, tasks, people and companies, and the mirror does not show yet. */
export interface SentWrites {
  /** A write changed its state; one that is in the CRM now has its row read back. */
  writeChanged(account: string, view: WriteView): void;
  /** The mirror has other rows now. */
  mirrorChanged(account: string, change: MirrorChange): void;
  /** Writes to lay over the mirror although the CRM has them, oldest first. */
  of(account: string): readonly WriteView[];
}

/** What of the CRM is asked here: one row at a time. */
type RowClient = {
  readonly [List in (typeof LISTS)[keyof typeof LISTS]]: Pick<CrmClient[List], 'get'>;
};

interface SentWritesDeps {
  readonly mirror: Pick<MirrorLists, 'lead' | 'contactOrCompany'>;
  /** Null: nobody is signed in. */
  readonly clientOf: (account: string) => RowClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
  readonly clock: Clock;
}

interface Sent {
  readonly view: WriteView;
  readonly row: SubjectRef;
  /** Unix ms of the row as the CRM told it afterwards, null until it did. */
  updatedAt: number | null;
  /** When it told, by the monotonic clock. */
  answeredAt: number | null;
}

/** The sync has passed over everything by then, whatever became of the row. */
const SURELY_SYNCED_MS = 90_000;
/** More than an agent writes between two passes. */
const MOST_KEPT = 500;

/**
 * Between "sent" and the next pass of the sync the mirror still has the old row: a deal would jump back to
 * the stage it came from. So the row is read back once, and the write stays laid over until it is here.
 */
export function createSentWrites({ mirror, clientOf, remember, clock }: SentWritesDeps): SentWrites {
  const kept = new Map<string, Map<number, Sent>>();

  async function refetch(account: string, sent: Sent): Promise<void> {
    const client = clientOf(account);
    if (client === null) return;
    const { entity, id } = sent.row;
    const background = { priority: 'background' } as const;
    const answer =
      entity === 'task'
        ? await client.tasks.get(id, background)
        : entity === 'lead'
          ? await client.leads.get(id, background)
          : entity === 'contact'
            ? await client.contacts.get(id, background)
            : await client.companies.get(id, background);
    if (!answer.ok) return;
    confirmed(sent, answer.value?.updated_at ?? null);
    remember(account, fetched(entity, id, answer.value));
  }

  function confirmed(sent: Sent, updatedAtSeconds: number | null): void {
    sent.answeredAt = clock.monotonic();
    sent.updatedAt = updatedAtSeconds === null ? null : updatedAtSeconds * 1000;
  }

  function isShown(account: string, { view, row, updatedAt, answeredAt }: Sent): boolean {
    if (answeredAt === null) return false;
    if (clock.monotonic() - answeredAt > SURELY_SYNCED_MS) return true;
    if (row.entity === 'task' || updatedAt === null) return false;
    const { entity, id } = row;
    if (entity !== 'lead')
      return (mirror.contactOrCompany(account, { entity, id })?.updatedAt ?? 0) >= updatedAt;
    // Of the same second there may be an older row: what it says counts. A newer one is somebody else's word.
    const lead = mirror.lead(account, id);
    return lead !== null && (lead.updatedAt > updatedAt || says(lead, view.write));
  }

  return {
    writeChanged(account, view) {
      const row = view.state === 'sent' ? rowOf(view) : null;
      const ofAccount = kept.get(account) ?? new Map<number, Sent>();
      if (row === null || ofAccount.has(view.id)) return;
      const sent: Sent = { view, row, updatedAt: null, answeredAt: null };
      const [oldest] = ofAccount.keys();
      if (ofAccount.size >= MOST_KEPT && oldest !== undefined) ofAccount.delete(oldest);
      kept.set(account, ofAccount.set(view.id, sent));
      void refetch(account, sent);
    },
    mirrorChanged(account, change) {
      const ofAccount = kept.get(account);
      for (const [id, sent] of ofAccount ?? []) {
        const { entity, id: rowId } = sent.row;
        // Tasks cannot be looked up by their id: their name in the change event is all there is. The others are compared.
        const isNamed = entity === 'task' && change !== 'many' && change.tasks.includes(rowId);
        if (isNamed && sent.answeredAt !== null) ofAccount?.delete(id);
      }
    },
    of(account) {
      const ofAccount = kept.get(account);
      if (ofAccount === undefined) return [];
      // A row that shows a later write has been through the earlier ones: it need not say what they said.
      const past = new Set<string>();
      for (const [id, sent] of Array.from(ofAccount).toReversed()) {
        const row = `${sent.row.entity}:${sent.row.id}`;
        if (!past.has(row) && !isShown(account, sent)) continue;
        past.add(row);
        ofAccount.delete(id);
      }
      return Array.from(ofAccount.values(), ({ view }) => view);
    },
  };
}

const LISTS = { contact: 'contacts', company: 'companies', lead: 'leads', task: 'tasks' } as const;

/** Whether a lead is as a write wanted it. */
function says(lead: LeadDetail, write: WriteView['write']): boolean {
  if (changedBy(write) === null) return true;
  const {
    name = lead.name,
    price = lead.price,
    stage = lead,
    responsible,
    fields = [],
  } = kindOf(write).values(write);
  const holds = ({ id, value }: (typeof fields)[number]): boolean =>
    (valuesOfField(lead.customFields, id)[0] ?? null) === (valueText(value)?.slice(0, LONGEST_VALUE) ?? null);
  return (
    fields.every(holds) &&
    lead.name === name &&
    lead.price === price &&
    lead.pipelineId === stage.pipelineId &&
    lead.statusId === stage.statusId &&
    (responsible === undefined || lead.responsible?.id === responsible)
  );
}

/** A row as the CRM told it, for the mirror. */
function fetched(
  entity: Sent['row']['entity'],
  id: number,
  row: CrmContact | CrmCompany | CrmLead | CrmTask | null,
): FetchedRecords {
  return row === null ? { gone: [{ entity, id }] } : { [LISTS[entity]]: [row] };
}
