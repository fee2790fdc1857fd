import type { Account, CardsEvent, Dictionary, TaskRow, WriteView } from '../../../preload/contract.ts';
import { madeBy, subjectOf } from '../../../preload/contract/agentWrites.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmNote } from '../../crm/types/note.ts';
import type { Clock } from '../../common/clock.ts';
import type { CardRef, ContactOrCompanyRow, MirrorLists } from '../../mirror/readTypes.ts';
import type { FetchedRecords, MirrorChange } from '../../mirror/mirror.ts';
import type { AgentWrites } from '../../outbox/agentWrites.ts';
import { kindOf } from '../../writes/writeKinds.ts';
import { createLeadCards, type LeadCards } from './leadCardView.ts';
import { createLeadListService, type LeadListService } from './leadListService.ts';
import type { LeadSetting } from './leadRowView.ts';
import { createStageMoves, type StageMoves } from './stageMoves.ts';
import { createSentWrites } from '../sentWrites.ts';
import { createTaskService, type TaskService } from '../task/taskService.ts';
import type { TaskSetting } from '../task/taskRowView.ts';

/** Deals and tasks as windows read them. */
export interface LeadService {
  readonly leads: LeadListService;
  readonly cards: LeadCards;
  readonly moves: StageMoves;
  readonly tasks: TaskService;
  readonly dictionary: (account: string) => Dictionary;
  /** The agent's writes the mirror does not show yet, oldest first. */
  readonly writesOf: (account: string) => readonly WriteView[];
  /** Names for ids, and who and where the agent is. */
  readonly settingOf: (account: string) => LeadSetting & TaskSetting;
  /** A write of the agent's is there, changed its state, or was taken back. */
  writeChanged(account: string, view: WriteView): void;
  mirrorChanged(account: string, change: MirrorChange): void;
}

interface LeadServiceDeps {
  readonly mirror: MirrorLists;
  readonly agentWrites: Pick<AgentWrites, 'list' | 'madeAs'>;
  readonly clientOf: (account: string) => CrmClient | null;
  readonly remember: (account: string, fetched: FetchedRecords) => void;
  readonly accountOf: (account: string) => Pick<Account, 'userId' | 'timezone' | 'clockAhead'> | null;
  readonly clock: Clock;
  /** Rows or cards are others now. */
  readonly changed: (account: string, change: CardsEvent['changed']) => void;
  /** Notes were read for a window. */
  readonly notesRead?: (account: string, notes: readonly CrmNote[]) => void;
}

type Changed = Exclude<CardsEvent['changed'], 'many'>;

const NOTHING: Changed = { contacts: [], companies: [], leads: [], tasks: [] };

const LISTS = { contact: 'contacts', company: 'companies', lead: 'leads', task: 'tasks' } as const;

/** What shows a write: what it is about and, of something new, the row it will be. */
function touchedBy({ id, write, remoteId }: WriteView): Changed {
  const subject = subjectOf(write);
  const made = madeBy(write);
  return {
    ...NOTHING,
    ...(subject === null ? {} : { [LISTS[subject.entity]]: [subject.id] }),
    ...(made === null ? {} : { [LISTS[made]]: [-id, ...(remoteId === null ? [] : [remoteId])] }),
  };
}

const personIn = ({ entity, id, name, phone }: ContactOrCompanyRow): TaskRow['person'] => ({
  entity,
  id,
  name,
  phone,
});

/** The name of what a write makes. */
function madeName(writes: readonly WriteView[], writeId: number): string | null {
  const write = writes.find(({ id }) => id === writeId)?.write;
  return write === undefined ? null : (kindOf(write).values(write).name ?? null);
}

/** The desks of deals and tasks over one mirror and one journal. */
export function createLeadService(deps: LeadServiceDeps): LeadService {
  const { mirror, agentWrites, accountOf } = deps;
  const sent = createSentWrites(deps);
  const madeAs = (account: string, writeId: number): number | null => agentWrites.madeAs(account, writeId);
  const nameOf = (account: string, { entity, id }: CardRef): string | null => {
    const inCrm = id < 0 ? madeAs(account, -id) : id;
    if (inCrm === null) return madeName(shared.writesOf(account), -id);
    const row =
      entity === 'lead'
        ? mirror.lead(account, inCrm)
        : mirror.contactOrCompany(account, { entity, id: inCrm });
    return row?.name ?? null;
  };
  /** Who is called about something: itself, or the first contact of a deal, else its company. */
  const personOf = (account: string, { entity, id }: CardRef): TaskRow['person'] => {
    if (entity === 'lead') {
      const lead = id < 0 ? null : mirror.lead(account, id);
      const [first] = [...(lead?.contacts ?? []), ...(lead?.companies ?? [])];
      return first === undefined ? null : personIn(first);
    }
    const row = id < 0 ? null : mirror.contactOrCompany(account, { entity, id });
    return row === null ? null : personIn(row);
  };
  const shared = {
    ...deps,
    madeAs,
    changed: (account: string, leadId: number): void => {
      deps.changed(account, { ...NOTHING, leads: [leadId] });
    },
    writesOf: (account: string): readonly WriteView[] =>
      [...sent.of(account), ...agentWrites.list(account, { undoneOnly: true }).writes].sort(
        (one, other) => one.id - other.id,
      ),
    clockAheadOf: (account: string): number => accountOf(account)?.clockAhead ?? 0,
    settingOf: (account: string): LeadSetting & TaskSetting & { readonly timezone: string | null } => {
      // Only some rows say it, and all of one answer say the same.
      let next: ReturnType<TaskService['nextOfLeads']> | null = null;
      return {
        dictionary: mirror.dictionary(account),
        userId: accountOf(account)?.userId ?? 0,
        timezone: accountOf(account)?.timezone ?? null,
        contactOrCompanyName: (entity, id) => nameOf(account, { entity, id }),
        nameOf: (ref) => nameOf(account, ref),
        personOf: (ref) => personOf(account, ref),
        nextTaskOf: (leadId) => (next ??= tasks.nextOfLeads(account)).get(leadId) ?? null,
      };
    },
  };
  const tasks = createTaskService(shared);
  return {
    leads: createLeadListService(shared),
    cards: createLeadCards(shared),
    moves: createStageMoves(shared),
    tasks,
    writesOf: shared.writesOf,
    settingOf: shared.settingOf,
    dictionary(account) {
      const { pipelines, users, taskTypes, lossReasons } = mirror.dictionary(account);
      return {
        pipelines: pipelines.map((pipeline) => ({ ...pipeline, statuses: [...pipeline.statuses] })),
        users: [...users],
        taskTypes: [...taskTypes],
        lossReasons: [...lossReasons],
      };
    },
    writeChanged(account, view) {
      sent.writeChanged(account, view);
      deps.changed(account, touchedBy(view));
    },
    mirrorChanged(account, change) {
      sent.mirrorChanged(account, change);
      deps.changed(account, change);
    },
  };
}
