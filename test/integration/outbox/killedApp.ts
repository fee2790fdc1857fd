import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import { openJournal } from '../../../main/journal/openJournal.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import type { AccountStore } from '../../../sandbox/store.ts';
import type { ProcessOrder } from './processOrder.ts';

const ACCOUNT = 'sandbox:1:7';
export const CALL = '6f0c7a52-52b4-4f7a-9d0e-3f3a7c1a9b11';
const fixture = fileURLToPath(new URL('agentProcess.ts', import.meta.url));

export interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** A sandbox, a journal file and processes over both, for tests that kill them. */
export interface KilledApp {
  readonly sandbox: Sandbox;
  /** The demo account the agent is signed in to. */
  readonly demo: Sandbox['accounts'][number];
  readonly store: AccountStore;
  /** A journal with one account and one ended call from this number, as the app leaves it before the key. */
  journalWithCall(number: string): string;
  orderFor(file: string, changes?: Partial<ProcessOrder>): ProcessOrder;
  /** Starts a process; `ended` resolves when it is gone, however it went. */
  startProcess(order: ProcessOrder): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  /** The next start, with nobody pressing anything: whatever the first left is brought to its end. */
  startAgain(order: ProcessOrder, settleMs?: number): Promise<Ended>;
}

/** Opens an app for each test of the file that calls this; nothing of it outlives the test. */
export function killedAppPerTest(): () => KilledApp {
  let killedApp: KilledApp | null = null;
  let folder = '';
  const children = new Set<ChildProcess>();
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ringside-kill-'));
    const sandbox = createSandbox({ tasks: true });
    await sandbox.listen(0);
    killedApp = createKilledApp(sandbox, folder, children);
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    await killedApp?.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (killedApp === null) throw new Error('only within a test');
    return killedApp;
  };
}

function createKilledApp(sandbox: Sandbox, folder: string, children: Set<ChildProcess>): KilledApp {
  const [demo] = sandbox.accounts;
  const store = sandbox.store.accounts.find((one) => one.account.subdomain === demo?.subdomain);
  if (demo === undefined || store === undefined) throw new Error('no demo account');

  const startProcess: KilledApp['startProcess'] = (order) => {
    const child = spawn(process.execPath, [fixture, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = once(child, 'close').then((): Ended => {
      children.delete(child);
      return { signal: child.signalCode, said: said.trim() };
    });
    return { child, ended };
  };

  return {
    sandbox,
    demo,
    store,
    journalWithCall(number) {
      const file = join(folder, 'journal.db');
      const opened = openJournal(file);
      if (!opened.ok) throw new Error(opened.error.kind);
      const { host, subdomain, clientId, redirectUri } = demo;
      opened.value.accounts.put({
        key: ACCOUNT,
        zone: 'sandbox',
        subdomain,
        host,
        accountId: 1,
        userId: store.account.agent_id,
        name: subdomain,
        userName: 'Agent',
        colour: '#336699',
        currency: 'RUB',
        region: 'RU',
        timezone: null,
        state: 'ready',
        clientId,
        redirectUri,
        label: null,
        way: 'browser',
        tokenEndsAt: null,
        signedOut: false,
        position: 0,
      });
      const now = Date.now();
      opened.value.calls.putFacts({
        account: ACCOUNT,
        id: CALL,
        source: 'hook',
        sourceCallId: null,
        direction: 'inbound',
        line: null,
        rawNumber: number,
        e164: number,
        display: number,
        state: 'ended',
        endReason: 'completed',
        startedAt: now - 60_000,
        answeredAt: now - 50_000,
        endedAt: now - 1_000,
        callerName: null,
      });
      opened.value.close();
      return file;
    },
    orderFor: (file, changes = {}) => ({
      file,
      host: demo.host,
      token: demo.longLivedToken,
      account: ACCOUNT,
      callId: CALL,
      log: true,
      writes: null,
      task: null,
      createContact: null,
      settleMs: 50,
      pbx: false,
      dieAt: null,
      ...changes,
    }),
    startProcess,
    startAgain: (order, settleMs = 50) => startProcess({ ...order, log: false, dieAt: null, settleMs }).ended,
  };
}
