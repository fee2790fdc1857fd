import { fc } from '../../property.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRow, Journal } from '../../../main/journal/journal.ts';
import type { CallRow } from '../../../main/journal/callRows.ts';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { createJournal } from '../../../main/journal/createJournal.ts';
import { openDatabase, type JournalDatabase } from '../../../main/journal/journalDatabase.ts';
import { migrate } from '../../../main/journal/migrate.ts';
import { createOutbox, type OutboxDeps } from '../../../main/outbox/dispatcher.ts';
import { logStateOf } from '../../../main/writes/call/logState.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import type { OutboxEvent } from '../../../main/writes/outboxEvent.ts';
import { monotonicTime, wallTime, type Clock } from '../../../main/common/clock.ts';
import { createFakeClock, type FakeClock } from '../fakeClock.ts';
import { createModelCrm, type ModelCrm } from './modelCrm.ts';

export const ACCOUNT = 'sandbox:1:7';
export const PHONE = '+79161234567';

export const accountRow = (key = ACCOUNT): AccountRow => ({
  key,
  zone: 'sandbox',
  subdomain: 'romashka',
  host: 'romashka.localhost:1',
  accountId: 1,
  userId: 7,
  name: 'Romashka',
  userName: 'Anna',
  colour: '#336699',
  currency: 'RUB',
  region: 'RU',
  timezone: null,
  state: 'ready',
  clientId: 'client',
  redirectUri: 'http://127.0.0.1:47823/oauth/callback',
  label: null,
  way: 'browser',
  tokenEndsAt: null,
  signedOut: false,
  position: 0,
});

export const callFacts = (
  id: string,
  at: number,
  changes: Partial<CallRow> = {},
): Parameters<Journal['calls']['putFacts']>[0] => ({
  account: ACCOUNT,
  id,
  source: 'hook',
  sourceCallId: null,
  direction: 'inbound',
  line: null,
  rawNumber: '8 916 123-45-67',
  e164: PHONE,
  display: '+7 916 123-45-67',
  state: 'ended',
  endReason: 'completed',
  startedAt: at - 90_000,
  answeredAt: at - 80_000,
  endedAt: at - 1_000,
  callerName: null,
  ...changes,
});

/** Opens a journal that must open, as openJournal does, and keeps a hand on its connection. */
function openedDatabase(file: string): JournalDatabase {
  const database = openDatabase(file);
  const migrated = migrate(database);
  if (!migrated.ok) throw new Error(`journal: ${migrated.error.kind}`);
  return database;
}

/** The writes of one agent: a real journal, a model CRM behind it, a clock that stands still, an outbox. */
export interface OutboxUnderTest {
  readonly clock: FakeClock;
  readonly crm: ModelCrm;
  readonly events: OutboxEvent[];
  readonly bugs: unknown[];
  journal: Journal;
  outbox: Outbox;
  /** Puts an ended call into the journal and gives it a result. */
  logged(id: string): void;
  state(id: string): ReturnType<typeof logStateOf>;
  /**
   * Ends the process without warning, at the next moment it waits for something, and starts the next one
   * over the same file. (Real kills, at every step: test/integration/outbox.)
   */
  restart(): Promise<void>;
  /** As `restart`, with something done between the two processes. */
  restartAfter(between: () => void): Promise<void>;
  /** From now on the disk takes no write, or takes them again. */
  diskRefuses(refuses: boolean): void;
  /** Puts another text where a row's write stands. */
  damage(id: number, write: string): void;
  /** Fails when something happened that can only be a bug. */
  close(): void;
}

/** The CRM's clock is off by up to a day, and known or not when the agent begins. */
export const crmTime: fc.Arbitrary<CrmTime> = fc.record({
  skew: fc.integer({ min: -86_400_000, max: 86_400_000 }),
  knowsTime: fc.boolean(),
});

/** How the CRM's clock stands to the computer's. */
export interface CrmTime {
  /** Whether it is known at the start what the time is there. */
  readonly knowsTime: boolean;
  /** The CRM's less the computer's, ms. */
  readonly skew: number;
}

export function createOutboxUnderTest(
  changes: Partial<Omit<OutboxDeps, 'clock'>> = {},
  clock: FakeClock = createFakeClock(),
  { knowsTime = true, skew = 0 }: Partial<CrmTime> = {},
): OutboxUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-outbox-'));
  const file = join(folder, 'journal.db');
  const crm = createModelCrm(clock);
  crm.skew = skew;
  const events: OutboxEvent[] = [];
  const bugs: unknown[] = [];
  let kept: string | null = null;
  let endProcess = (): void => undefined;
  const startOutbox = (journal: Journal): Outbox => {
    const { clock: own, end } = clockOfProcess(clock);
    endProcess = end;
    const service = createServiceClock({ clock: own, kept, keep: (text) => (kept = text) });
    crm.hearTime = (seconds, askedAt) => {
      service.observeTime(seconds, askedAt);
    };
    // Others asked the CRM before: the sync, the window.
    if (knowsTime) for (let answer = 0; answer < 2; answer += 1) crm.tellTime();
    const outbox = createOutbox({
      journal,
      serviceClockOf: () => service,
      clientOf: () => crm.client,
      clock: own,
      random: () => 0.5,
      emit: (event) => events.push(event),
      reportBug: (error) => bugs.push(error),
      ...changes,
    });
    outbox.start();
    return outbox;
  };
  let database = openedDatabase(file);
  const journal = createJournal(database);
  journal.accounts.put(accountRow());
  const fixture: OutboxUnderTest = {
    clock,
    crm,
    events,
    bugs,
    journal,
    outbox: startOutbox(journal),
    logged(id) {
      fixture.journal.calls.putFacts(callFacts(id, clock.now()));
      const logged = fixture.outbox.logCall(ACCOUNT, id, 4);
      if (!logged.ok) throw new Error(`log ${id}: ${logged.error}`);
    },
    state(id) {
      const call = fixture.journal.calls.get(ACCOUNT, id);
      if (call === null) throw new Error(`no call ${id}`);
      return logStateOf(call, fixture.journal.outbox.ofCall(ACCOUNT, id), clock.now());
    },
    restart: () => fixture.restartAfter(() => undefined),
    async restartAfter(between) {
      await clock.settle();
      endProcess();
      crm.hangUp();
      fixture.journal.close();
      between();
      database = openedDatabase(file);
      fixture.journal = createJournal(database);
      fixture.outbox = startOutbox(fixture.journal);
    },
    damage(id, write) {
      database.prepare<[string, number]>('UPDATE outbox SET write = ? WHERE id = ?').run(write, id);
    },
    diskRefuses(refuses) {
      database.pragma(`query_only = ${refuses ? 'ON' : 'OFF'}`);
    },
    close() {
      if (bugs.length > 0) throw new Error('reported as a bug', { cause: bugs });
      fixture.journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return fixture;
}

/** The clock of one process: when the process ends so do its timers, and only its own. */
function clockOfProcess(clock: FakeClock): { readonly clock: Clock; readonly end: () => void } {
  const cancels = new Set<() => void>();
  let last = 0;
  let asked = 0;
  return {
    clock: {
      now: () => wallTime(Math.floor(clock.now())),
      // As the computer's: with fractions.
      monotonic: () => monotonicTime((last = Math.max(last, clock.monotonic() + ((asked += 1) % 997) / 997))),
      schedule(delayMs, run) {
        const cancel = clock.schedule(delayMs, run);
        cancels.add(cancel);
        return cancel;
      },
    },
    end() {
      for (const cancel of cancels) cancel();
    },
  };
}
