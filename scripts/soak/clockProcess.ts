// One life of the app as far as the outbox goes, in a process of its own that can be killed: journal, outbox and CRM
// client over a computer's clock that is put right while it runs. Reads orders, one line of JSON each, from stdin; says
// `idle` whenever nothing waits to be written. Argument: where everything is, as JSON (`Life` in clocks.ts).
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createCrmClient } from '../../main/crm/createCrmClient.ts';
import { createExchange } from '../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../main/crm/transport/rateLimiter.ts';
import { createServiceClock } from '../../main/crm/transport/serviceClock.ts';
import { createTransport } from '../../main/crm/transport/transport.ts';
import { systemClock, wallTime, type Clock } from '../../main/common/clock.ts';
import { openJournal } from '../../main/journal/openJournal.ts';
import { createOutbox } from '../../main/outbox/dispatcher.ts';
import { ok } from '../../main/common/result.ts';

const life = z
  .object({
    file: z.string(),
    host: z.string(),
    token: z.string(),
    account: z.string(),
    contact: z.number(),
    phone: z.string(),
    aheadMs: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));
const order = z.union([z.object({ jumpMs: z.number() }), z.object({ write: z.number() })]);

let aheadMs = life.aheadMs;
const clock: Clock = { ...systemClock, now: () => wallTime(Date.now() + aheadMs) };
const opened = openJournal(life.file, clock);
if (!opened.ok) throw new Error(opened.error.kind);
const journal = opened.value;
const { account } = life;
const service = createServiceClock({
  clock,
  kept: journal.memory.get(account, 'serviceTime'),
  keep: (text) => {
    journal.memory.put(account, 'serviceTime', text);
  },
});
const token = Promise.resolve(ok(life.token));
const client = createCrmClient(
  createTransport({
    host: life.host,
    tokens: { accessToken: () => token, renew: () => token },
    limiter: createRateLimiter({ clock, requestsPerSecond: 1000 }),
    exchange: createExchange({ userAgent: 'Ringside (soak)' }),
    clock,
    random: Math.random,
    onServerDate: (answer, sentAt) => {
      service.observeResponse(answer, sentAt);
    },
  }),
);

function sayIfIdle(): void {
  const { pending, inFlight, dead } = journal.outbox.counts(account);
  if (pending + inFlight + dead === 0) process.stdout.write('idle\n');
}

const outbox = createOutbox({
  journal,
  clientOf: () => client,
  serviceClockOf: () => service,
  clock,
  random: () => 0,
  undoMs: 50,
  settleMs: 100,
  emit: sayIfIdle,
});

/** The `n`-th write: a call, a note, a task, a contact or a deal, each with words of its own. */
function write(n: number): void {
  const text = `Soak ${String(n)}`;
  const target = { entity: 'contact', id: life.contact } as const;
  const responsible = null;
  switch (n % 5) {
    case 0: {
      const at = clock.now();
      const facts = { source: 'hook', sourceCallId: null, direction: 'inbound', line: null } as const;
      const number = { rawNumber: life.phone, e164: life.phone, display: life.phone, callerName: null };
      const times = { startedAt: at - 60_000, answeredAt: at - 50_000, endedAt: at - 1000 };
      const state = { state: 'ended', endReason: 'completed' } as const;
      journal.calls.putFacts({ account, id: text, ...facts, ...number, ...times, ...state });
      // Half of them on a contact the agent chose.
      if (n % 2 === 0) {
        const chosen = { entity: 'contact', entityId: life.contact, leadId: null, name: '' } as const;
        journal.calls.setChosen(account, text, chosen);
      }
      outbox.logCall(account, text, 4);
      return;
    }
    case 1:
      outbox.writes.add(account, null, [{ kind: 'addNote', target, text }]);
      return;
    case 2: {
      const due = { typeId: 1, completeTill: 2_000_000_000, responsible };
      outbox.writes.add(account, null, [{ kind: 'createTask', target, text, ...due }]);
      return;
    }
    case 3:
      outbox.writes.add(account, null, [
        { kind: 'newContact', name: text, phones: [], evenIfDuplicates: true },
      ]);
      return;
    default: {
      const lead = { price: n, pipelineId: null, statusId: null, responsible, contact: target };
      outbox.writes.add(account, null, [{ kind: 'createLead', name: text, ...lead }]);
    }
  }
}

outbox.start();
process.stdout.write('alive\n');
sayIfIdle();
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const one = order.parse(JSON.parse(line));
    if ('jumpMs' in one) aheadMs += one.jumpMs;
    else {
      write(one.write);
      process.stdout.write(`written ${String(one.write)}\n`);
    }
  })
  .on('close', () => process.exit(0));
