import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { AgentWrite, OutboxWrite } from '../journal/outboxPayload.ts';
import type { NewFieldValue } from '../crm/types/entity.ts';
import type { ServiceClock } from '../crm/transport/serviceClock.ts';
import type { Clock } from '../common/clock.ts';
import type { KnownCards } from './call/knownCards.ts';
import type { MissedCalls } from './call/missedCalls.ts';
import type { PbxLogs } from './call/pbxCallLogs.ts';
import type { Write } from './write.ts';
import type { WriteClient } from './writeClient.ts';

export type WriteOf<K extends OutboxWrite['kind']> = Extract<OutboxWrite, { readonly kind: K }>;

/**
 * A kind of write, beside what its payload tells (preload/contract/agentWrites.ts). Whoever deals with writes asks this, and nobody
 * goes through the kinds by name.
 */
export interface WriteKind<K extends OutboxWrite['kind']> {
  /** The right it needs: writes with one name are allowed or refused together. */
  right(write: WriteOf<K>): string;
  /** What it says of the entity it makes or changes: laid over the mirror until the CRM's own is there, and listed. */
  values(write: WriteOf<K>): WriteValues;
  /**
   * Puts it into the write that makes what it changes, while the CRM has nothing of that; null when it must follow as a
   * write of its own. Nobody else can have changed what is only here.
   */
  mergeInto(making: AgentWrite, write: WriteOf<K>): AgentWrite | null;
  /** At the CRM: whether it is there already, and how it is sent. */
  at(deps: WriteDeps<K>): Write;
}

/** The fields of entities that writes have values for; what a write says nothing of is left out. */
export interface WriteValues {
  readonly name?: string | undefined;
  readonly phones?: readonly string[] | undefined;
  /** Of a note, a task, or what came of one. */
  readonly text?: string | undefined;
  readonly price?: number | null | undefined;
  readonly stage?: { readonly pipelineId: number; readonly statusId: number } | undefined;
  /** Unix seconds. */
  readonly completeTill?: number | undefined;
  readonly responsible?: number | null | undefined;
  readonly isDone?: boolean | undefined;
  /** Fields of the account by their ids; null empties one. */
  readonly fields?: readonly NewFieldValue[] | undefined;
}

/** What each kind of write is made of. */
export interface WriteDeps<K extends OutboxWrite['kind']> {
  readonly journal: Journal;
  readonly client: WriteClient;
  readonly clock: Pick<Clock, 'now'>;
  readonly row: OutboxRow<WriteOf<K>>;
  readonly write: WriteOf<K>;
  readonly serviceClockOf: (account: string) => ServiceClock | null;
  readonly cards: KnownCards;
  /** Missed calls that Ringside tells of by itself; null: none. */
  readonly missed: MissedCalls | null;
  /** Null: Ringside logs every call. */
  readonly pbx: PbxLogs | null;
}

/** For kinds that change nothing another write makes. */
export const staysApart = (): null => null;

/** The CRM's id of the agent, for what is theirs unless said otherwise. */
export const agentOf = (journal: Journal, { account }: Pick<OutboxRow, 'account'>): number | undefined =>
  journal.accounts.get(account)?.userId;

/** ISO 3166 alpha-2 of the account's numbers; '' when it is gone. */
export const regionOf = (journal: Journal, { account }: Pick<OutboxRow, 'account'>): string =>
  journal.accounts.get(account)?.region ?? '';
