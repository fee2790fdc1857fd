import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import { createExchange } from '../../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import { logStateOf } from '../../../main/writes/call/logState.ts';
import { ok } from '../../../main/common/result.ts';
import { processOrder } from './processOrder.ts';
import type { KillStep } from './processOrder.ts';

/**
 * A process with the real journal, outbox and CRM client in it, that can be told to die by SIGKILL at a
 * step. Run as `node agentProcess.ts '<ProcessOrder as JSON>'`; prints the call's state when it is
 * final, and exits.
 */
const order = processOrder.parse(JSON.parse(process.argv[2] ?? ''));

function dieAt(step: KillStep): void {
  if (order.dieAt !== step) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more may happen here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** The journal with a trap before and after each of the steps. */
function trapped(journal: Journal): Journal {
  let inRequest = true;
  const sentHere = new Set<number>();
  return {
    ...journal,
    transaction: (work) => {
      const value = journal.transaction(() => {
        const made = work();
        if (inRequest) dieAt('beforeResultCommit');
        return made;
      });
      if (inRequest) dieAt('afterResultCommit');
      inRequest = false;
      return value;
    },
    outbox: {
      ...journal.outbox,
      lease(id, ...times) {
        dieAt('beforeLease');
        journal.outbox.lease(id, ...times);
        sentHere.add(id);
        dieAt('afterLease');
      },
      done(id, remoteId, now, placed) {
        // What an earlier process sent is only found here.
        if (sentHere.has(id)) dieAt('afterAnswer');
        return journal.outbox.done(id, remoteId, now, placed);
      },
      addAgents(...row) {
        const id = journal.outbox.addAgents(...row);
        if (order.pbx !== false) dieAt('whileJoining');
        return id;
      },
    },
  };
}

const opened = openJournal(order.file);
if (!opened.ok) throw new Error(`journal: ${opened.error.kind}`);
const journal = trapped(opened.value);
const { account, callId } = order;
const client = createCrmClient(
  createTransport({
    host: order.host,
    tokens: {
      accessToken: () => Promise.resolve(ok(order.token)),
      renew: () => Promise.resolve(ok(order.token)),
    },
    limiter: createRateLimiter({ clock: systemClock }),
    exchange: createExchange({ userAgent: 'Ringside test' }),
    clock: systemClock,
    random: Math.random,
  }),
);

/** How the agent's other writes stand: as the first that is not sent does, null when there are none. */
function writeState(): string | null {
  const { writes } = outbox.writes.list(account, { undoneOnly: false });
  return (writes.find((one) => one.state !== 'sent') ?? writes[0])?.state ?? null;
}

function state(): string {
  const ofWrite = writeState();
  if (order.writes !== null) return ofWrite ?? 'nothing';
  if (order.task !== null && ofWrite !== 'sent') return ofWrite ?? 'nothing';
  const call = journal.calls.get(account, callId);
  if (call === null) throw new Error('the call is unknown');
  return logStateOf(call, journal.outbox.ofCall(account, callId), systemClock.now()).state;
}

/** False until everything this process was asked to do was pressed. */
let pressed = false;

const FINAL = ['logged', 'sent', 'failed', 'unlogged', 'nothing'];

function leaveWhenFinal(): void {
  if (!pressed) return;
  const now = state();
  if (!FINAL.includes(now)) return;
  if (now === 'logged' || now === 'sent') dieAt('afterDone');
  // The last write may tell of itself and of its call.
  pressed = false;
  process.stdout.write(`${now}\n`, () => process.exit(0));
}

const outbox = createOutbox({
  journal,
  clientOf: () => client,
  clock: systemClock,
  random: () => 0,
  undoMs: 0,
  settleMs: order.settleMs,
  ...(order.pbx !== false
    ? {
        pbx: {
          whoLogs: () => 'first',
          resultInPlace: () => order.pbx === 'inPlace',
          resultNote: (result, words) => `Result ${String(result)} ${words}`.trim(),
        },
      }
    : {}),
  emit: (event) => {
    if (event.type === 'callChanged' || event.type === 'writeChanged') leaveWhenFinal();
  },
});
if (order.log) {
  if (order.createContact !== null) {
    outbox.contactForCall(account, callId, { ...order.createContact, evenIfDuplicates: false });
  }
  if (order.writes !== null) {
    for (const write of order.writes.filter((one) => one.kind !== 'logCall')) {
      if (!outbox.writes.add(account, null, [write]).ok) throw new Error(`refused: ${write.kind}`);
    }
  } else if (order.task === null) outbox.logCall(account, callId, 4);
  else {
    const task = { text: order.task, typeId: 1, completeTill: 2_000_000_000, responsible: null };
    const writes = [{ kind: 'createTask' as const, target: null, ...task }];
    outbox.finishCall(account, callId, { result: 4, note: order.task, writes });
  }
}
pressed = true;
outbox.start();
leaveWhenFinal();
