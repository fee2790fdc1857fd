import type { ServiceClock } from '../crm/transport/serviceClock.ts';
import type { Clock } from '../common/clock.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import { assertNever } from '../common/result.ts';
import { retryMs } from './sendBackoff.ts';
import { kindOf } from '../writes/writeKinds.ts';
import type { WriteDeps } from '../writes/writeKind.ts';
import type { OutboxEvent } from '../writes/outboxEvent.ts';
import type { WriteClient } from '../writes/writeClient.ts';
import type { PermissionRetry } from './permissionRetry.ts';
import { latestAt, leaseTime, sentFromOf } from '../writes/serviceTimes.ts';
import { classifyFailure, type Obstacle, type FailureClass } from '../writes/classifyFailure.ts';
import type { Written } from '../writes/write.ts';

export interface SendRowDeps extends Omit<WriteDeps<'logCall'>, 'client' | 'row' | 'write'> {
  readonly clock: Clock;
  readonly random: () => number;
  readonly emit: (event: OutboxEvent) => void;
  /** AccountPauses an account; for how many ms the service named or we count, null until somebody does something. */
  readonly pause: (
    account: string,
    reason: (FailureClass & { kind: 'pause' })['reason'],
    failure: Obstacle,
  ) => number | null;
  /** A row changed; the change is committed. */
  readonly changed: (row: OutboxRow) => void;
  /** What was refused for want of rights, and what was not. */
  readonly rights: Pick<PermissionRetry, 'refused' | 'allowed'>;
  /** The CRM answered this account: blocks no longer grow. */
  readonly answered: (account: string) => void;
  /** Commits an outcome, however often the disk must be asked; false when the outbox is stopping. */
  readonly commit: (work: () => void) => Promise<boolean>;
  /** Aborted when the outbox stops: reads end, writes are never aborted. */
  readonly stopping: AbortSignal;
  readonly settleMs: number;
}

/**
 * Brings one due row to its next state. The order of the steps is what makes a call be in the CRM
 * exactly once through a crash anywhere: an unknown outcome is read before it is sent again, the lease
 * is committed before the request leaves, the outcome is committed after the answer.
 */
export async function sendRow(deps: SendRowDeps, client: WriteClient, due: OutboxRow): Promise<void> {
  const { journal, clock, commit, stopping } = deps;
  const service = deps.serviceClockOf(due.account);
  await learnTime(service, client, stopping);
  const latest = latestAt(service);
  const row = latest === null ? due : journal.outbox.restamp(due.id, latest);
  if (row === null || stopping.aborted || !isStillTheSame(journal, due)) return;
  const write = kindOf(row.write).at({ ...deps, client, row, write: row.write });
  const there = await write.alreadyThere(sentFromOf(row, clock.now()), stopping);
  // While the CRM was read the agent may have taken the row back, or changed what it writes.
  if (stopping.aborted || !isStillTheSame(journal, row)) return;
  if (!there.ok) {
    await notSent(deps, row, there.error);
    return;
  }
  if (there.value !== null && 'lookAgainAt' in there.value) {
    const { lookAgainAt } = there.value;
    if (await commit(() => journal.outbox.awaitPbx(row.id, lookAgainAt))) deps.changed(row);
    return;
  }
  if (there.value !== null && 'notNeeded' in there.value) {
    if (await commit(() => journal.transaction(() => forget(journal, row)))) deps.changed(row);
    return;
  }
  if (there.value !== null) {
    await done(deps, row, there.value);
    return;
  }
  journal.outbox.lease(row.id, clock.now(), leaseTime(service, clock.now()));
  deps.changed(row);
  const sent = await write.send();
  if (sent.ok) {
    deps.answered(row.account);
    await done(deps, row, sent.value);
    deps.rights.allowed(row);
    return;
  }
  const { failure, mayBeThere } = sent.error;
  // Of an attempt that certainly failed nothing is left but what was unsure before it.
  const unsureSince = mayBeThere ? clock.now() : row.unsureSince;
  const step = nextStep(deps, row, failure, unsureSince !== null);
  const committed = await commit(() => {
    if (step.kind === 'dead') journal.outbox.dead(row.id, failure, unsureSince);
    else journal.outbox.retry(row.id, step.at, failure, unsureSince);
  });
  if (committed) reportStep(deps, row, step, failure);
}

/** A call whose row nobody needs has no result either: it was Ringside's own. */
function forget(journal: Journal, row: OutboxRow): void {
  if (row.callId !== null && journal.outbox.cancel(row.id))
    journal.calls.setResult(row.account, row.callId, null);
}

/** Answers the CRM's clock needs to be sure. */
const MOST_ASKED = 3;

/**
 * A write leaves when it is known what the time is at the CRM, so that it can be found there. Whatever is answered
 * carries the time; where none comes, what is looked for is looked for widely.
 */
async function learnTime(
  service: ServiceClock | null,
  client: WriteClient,
  signal: AbortSignal,
): Promise<void> {
  for (let asked = 0; asked < MOST_ASKED && service?.isSure() === false; asked += 1) {
    const answer = await client.rawPage('/api/v4/account', { signal });
    if (!answer.ok) return;
  }
}

function isStillTheSame(journal: Journal, row: OutboxRow): boolean {
  const now = journal.outbox.get(row.id);
  return (
    now?.state === 'pending' &&
    now.insists === row.insists &&
    JSON.stringify(now.write) === JSON.stringify(row.write)
  );
}

async function done(deps: SendRowDeps, row: OutboxRow, written: Written): Promise<void> {
  const { journal, clock, emit } = deps;
  let next: readonly OutboxRow[] = [];
  const committed = await deps.commit(() => {
    journal.transaction(() => {
      next = journal.outbox.done(row.id, written.id, clock.now(), written.placed ?? null);
      written.alongside?.();
    });
  });
  if (!committed) return;
  for (const event of written.events ?? []) emit(event);
  for (const changed of [row, ...next]) deps.changed(changed);
}

/** Reading the CRM first did not work: nothing was sent, and what was unsure stays so. */
async function notSent(deps: SendRowDeps, row: OutboxRow, failure: Obstacle): Promise<void> {
  const { journal } = deps;
  const step = nextStep(deps, row, failure, false);
  const committed = await deps.commit(() => {
    if (!isStillTheSame(journal, row)) return;
    if (step.kind === 'dead') journal.outbox.dead(row.id, failure, row.unsureSince);
    else journal.outbox.defer(row.id, step.at, failure);
  });
  if (committed) reportStep(deps, row, step, failure);
}

function reportStep(deps: SendRowDeps, row: OutboxRow, step: Step, failure: Obstacle): void {
  deps.changed(row);
  if (step.kind === 'dead' && failure.kind === 'forbidden') deps.rights.refused(row);
}

type Step = { readonly kind: 'dead' } | { readonly kind: 'later'; readonly at: number };

/** @param unsure whether the service may still be working on the write: it gets time to settle first */
function nextStep(deps: SendRowDeps, row: OutboxRow, failure: Obstacle, unsure: boolean): Step {
  const { clock, random, settleMs } = deps;
  const failureClass = classifyFailure(failure);
  switch (failureClass.kind) {
    case 'refused':
      return { kind: 'dead' };
    case 'pause':
      return {
        kind: 'later',
        at: clock.now() + (deps.pause(row.account, failureClass.reason, failure) ?? 0),
      };
    case 'later':
      return {
        kind: 'later',
        at: clock.now() + Math.max(retryMs(row.attempts + 1, random), unsure ? settleMs : 0),
      };
    default:
      return assertNever(failureClass);
  }
}
