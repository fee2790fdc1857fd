import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openJournal } from '../../main/journal/openJournal.ts';
import { createSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { seeded, type Random } from './plan.ts';

/** What a soak of the clocks came to. */
export interface ClockSoakEnd {
  /** Everything that was written is in the CRM once, and nothing waits. */
  readonly ok: boolean;
  readonly seed: number;
  readonly kills: number;
  /** Times the computer's clock was put right, and the CRM's. */
  readonly jumps: number;
  readonly skews: number;
  readonly written: number;
  /** Requests whose answer was lost after they were carried out, and such that were refused in between. */
  readonly troubles: number;
  readonly lost: number;
  readonly twice: number;
  /** Writes that still waited when nothing stood in their way for two minutes. */
  readonly stuck: number;
  readonly seconds: number;
}

const DAY_MS = 86_400_000;
const ACCOUNT = 'sandbox:soak:clocks';
/** Longer than every wait of a row whose last try failed: five minutes of backoff are drawn as 200 ms here. */
const CALM_MS = 120_000;

/**
 * Kills a process that writes calls, notes, tasks, contacts and deals, again and again, while the computer's clock is moved by up to
 * 30 days and the CRM's is up to a day off, and answers are lost; then counts what the CRM has.
 */
export async function soakClocks(options: {
  readonly kills: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}): Promise<ClockSoakEnd> {
  const begun = Date.now();
  const random = seeded(options.seed);
  const session = await openSession();
  let [jumps, skews, written, troubles] = [0, 0, 0, 0];
  const within = (ms: number): number => Math.round((random() * 2 - 1) * ms);
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      session.sandbox.behave();
      if (random() < 0.3) {
        session.sandbox.clock.setSkew(Math.round(within(DAY_MS) / 1000));
        skews += 1;
      }
      troubles += makeTrouble(session.sandbox, random);
      const life = session.live();
      await life.said('alive');
      const writes = Math.floor(random() * 4);
      for (let one = 0; one < writes; one += 1) {
        life.order({ write: written });
        await life.said(`written ${String(written)}`);
        written += 1;
        await delay(random() * 60);
        if (random() < 0.4) {
          session.jump(life, within(30 * DAY_MS));
          jumps += 1;
        }
      }
      await delay(random() * 500);
      await life.kill();
      // The clock may be put right between two runs, too.
      if (random() < 0.3) {
        session.jump(null, within(30 * DAY_MS));
        jumps += 1;
      }
      if (kill % 20 === 0) options.print(`${kill} kills, ${written} written ...`);
    }
    session.sandbox.behave();
    const last = session.live();
    await Promise.race([last.said('idle'), delay(CALM_MS)]);
    await last.kill();
    const held = Array.from({ length: written }, (_, n) => session.held(n));
    const lost = held.filter((times) => times === 0).length;
    const twice = held.filter((times) => times > 1).length;
    const stuck = session.waiting();
    const seconds = Math.round((Date.now() - begun) / 1000);
    const { kills, seed } = options;
    const ok = lost === 0 && twice === 0 && stuck === 0;
    return { ok, seed, kills, jumps, skews, written, troubles, lost, twice, stuck, seconds };
  } finally {
    await session.close();
  }
}

/** Answers that are lost, or that say nothing about the write. */
function makeTrouble(sandbox: Sandbox, random: Random): number {
  const kinds = ['dropAfter', 'dropBefore', 'htmlOk', '500', '302', '409'] as const;
  const what = kinds[Math.floor(random() * kinds.length * 1.5)];
  if (what === undefined) return 0;
  const times = 1 + Math.floor(random() * 3);
  sandbox.misbehave({ what, method: 'POST', times, when: random() < 0.5 ? 'before' : 'after' });
  return times;
}

interface Life {
  order(order: { readonly write: number } | { readonly jumpMs: number }): void;
  /** Resolves when it said this, or ended. */
  said(word: string): Promise<void>;
  kill(): Promise<void>;
}

async function openSession() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-clocks-'));
  const file = path.join(folder, 'journal.db');
  const sandbox = createSandbox({ contacts: 20, requestsPerSecond: null });
  await sandbox.listen(0);
  const [demo] = sandbox.accounts;
  const [store] = sandbox.store.accounts;
  const contact = store?.contacts.all().find(({ is_deleted }) => !is_deleted);
  if (demo === undefined || store === undefined || contact === undefined)
    throw new Error('the sandbox has no account');
  let aheadMs = 0;
  const withJournal = <T>(
    work: (journal: Extract<ReturnType<typeof openJournal>, { readonly ok: true }>['value']) => T,
  ): T => {
    const opened = openJournal(file);
    if (!opened.ok) throw new Error(opened.error.kind);
    try {
      return work(opened.value);
    } finally {
      opened.value.close();
    }
  };
  withJournal((journal) => {
    journal.accounts.put({
      key: ACCOUNT,
      zone: 'sandbox',
      subdomain: demo.subdomain,
      host: demo.host,
      accountId: store.account.id,
      userId: store.account.agent_id,
      name: 'Soak',
      userName: 'Anna',
      colour: '#336699',
      currency: 'RUB',
      region: 'RU',
      timezone: null,
      state: 'ready',
      clientId: '',
      redirectUri: '',
      label: null,
      way: 'token',
      tokenEndsAt: null,
      signedOut: false,
      position: 0,
    });
  });
  const lives = new Set<ChildProcess>();
  return {
    sandbox,
    /** Moves the computer's clock, of a life that runs too. */
    jump(life: Life | null, ms: number): void {
      aheadMs += ms;
      life?.order({ jumpMs: ms });
    },
    live(): Life {
      const where = { file, host: demo.host, token: demo.longLivedToken, account: ACCOUNT };
      const args = { ...where, contact: contact.id, phone: demo.showcase.certain, aheadMs };
      const program = path.join(import.meta.dirname, 'clockProcess.ts');
      const child = spawn(execPath, [program, JSON.stringify(args)], { stdio: ['pipe', 'pipe', 'inherit'] });
      lives.add(child);
      const words = new Set<string>();
      const hearers = new Set<() => void>();
      const hearAll = (): void => {
        for (const hear of hearers) hear();
      };
      createInterface({ input: child.stdout }).on('line', (line) => {
        words.add(line);
        hearAll();
      });
      const gone = new Promise<void>((resolve) => {
        child.once('close', () => {
          lives.delete(child);
          hearAll();
          resolve();
        });
      });
      return {
        order: (order) => void child.stdin.write(`${JSON.stringify(order)}\n`),
        said: (word) =>
          new Promise((resolve) => {
            const look = (): void => {
              if (!words.has(word) && lives.has(child)) return;
              hearers.delete(look);
              resolve();
            };
            hearers.add(look);
            look();
          }),
        async kill() {
          child.kill('SIGKILL');
          await gone;
        },
      };
    },
    /** How often the CRM has the `n`-th write. */
    held(n: number): number {
      const text = `Soak ${String(n)}`;
      return (
        store.notes.all().filter(({ params }) => params['text'] === text || params['uniq'] === text).length +
        store.tasks.all().filter((task) => task.text === text).length +
        store.contacts.all().filter(({ name }) => name === text).length +
        store.leads.all().filter(({ name }) => name === text).length
      );
    },
    waiting: () =>
      withJournal((journal) => {
        const { pending, inFlight, dead } = journal.outbox.counts(ACCOUNT);
        return pending + inFlight + dead;
      }),
    async close() {
      for (const child of lives) child.kill('SIGKILL');
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
