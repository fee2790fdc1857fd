import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../main/journal/open.ts';
import type { MisbehaviourOrder } from '../../../sandbox/misbehaviour.ts';
import type { SandboxEvent } from '../../../sandbox/requestLog.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import type { KillStep, ProcessOrder } from './processOrder.ts';

const ACCOUNT = 'sandbox:1:7';
const CALL = '6f0c7a52-52b4-4f7a-9d0e-3f3a7c1a9b11';
const NAME = 'Kept Once';
const fixture = fileURLToPath(new URL('agentProcess.ts', import.meta.url));

let folder: string;
let sandbox: Sandbox;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-kill-'));
  sandbox = createSandbox();
  await sandbox.listen(0);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const demo = (): Sandbox['accounts'][number] => {
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('no demo account');
  return account;
};

/** A journal with one account and one ended call from this number, as the app leaves it before the key. */
function journalWithCall(number: string): string {
  const file = join(folder, 'journal.db');
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  const { host, subdomain, clientId, redirectUri } = demo();
  const agent = sandbox.store.accounts.find((one) => one.account.subdomain === subdomain)?.account.agent_id;
  opened.value.accounts.put({
    key: ACCOUNT,
    zone: 'sandbox',
    subdomain,
    host,
    accountId: 1,
    userId: agent ?? 0,
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
}

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** Starts a process; `ended` resolves when it is gone, however it went. */
function startProcess(order: ProcessOrder): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
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
}

const orderFor = (file: string, changes: Partial<ProcessOrder> = {}): ProcessOrder => ({
  file,
  host: demo().host,
  token: demo().longLivedToken,
  account: ACCOUNT,
  callId: CALL,
  log: true,
  createContact: null,
  settleMs: 50,
  dieAt: null,
  ...changes,
});

const callsInCrm = (): number => sandbox.calls(demo().subdomain).filter(({ uniq }) => uniq === CALL).length;
const contactsInCrm = (): number =>
  sandbox.store.accounts.flatMap((one) => one.contacts.all()).filter(({ name }) => name === NAME).length;

/** The next start, with nobody pressing anything: whatever the first left is brought to its end. */
async function startAgain(file: string, settleMs = 50): Promise<Ended> {
  return startProcess(orderFor(file, { log: false, settleMs })).ended;
}

describe('killed between the key and the answer, the call is in the CRM exactly once', () => {
  it.each<KillStep>(['afterResultCommit', 'beforeLease', 'afterLease', 'afterAnswer', 'afterDone'])(
    'at the step %s',
    async (dieAt) => {
      const file = journalWithCall(demo().showcase.certain);
      expect(await startProcess(orderFor(file, { dieAt })).ended).toEqual({ signal: 'SIGKILL', said: '' });
      expect(callsInCrm()).toBe(dieAt === 'afterAnswer' || dieAt === 'afterDone' ? 1 : 0);
      expect(await startAgain(file)).toEqual({ signal: null, said: 'logged' });
      expect(callsInCrm()).toBe(1);
    },
  );

  it('before the result was committed there is nothing to send, and nothing is', async () => {
    const file = journalWithCall(demo().showcase.certain);
    const first = await startProcess(orderFor(file, { dieAt: 'beforeResultCommit' })).ended;
    expect(first.signal).toBe('SIGKILL');
    expect(await startAgain(file)).toEqual({ signal: null, said: 'unlogged' });
    expect(sandbox.log()).toEqual([]);
  });

  it.each<{
    readonly what: string;
    readonly path: string;
    readonly phase: SandboxEvent['phase'];
    readonly order: Pick<MisbehaviourOrder, 'what' | 'when' | 'delayMs'>;
    readonly heldBefore: number;
  }>([
    {
      what: 'the request was on the wire and the CRM never carried it out',
      path: '/api/v4/calls',
      phase: 'received',
      order: { what: 'dropBefore' },
      heldBefore: 0,
    },
    {
      what: 'the request was on the wire and the CRM carries it out after the next start',
      path: '/api/v4/calls',
      phase: 'received',
      order: { what: 'delay', when: 'before', delayMs: 1_000 },
      heldBefore: 0,
    },
    {
      what: 'the CRM had written it and not answered yet',
      path: '/api/v4/calls',
      phase: 'written',
      order: { what: 'delay', when: 'after', delayMs: 60_000 },
      heldBefore: 1,
    },
  ])('while $what', async ({ path, phase, order, heldBefore }) => {
    const file = journalWithCall(demo().showcase.certain);
    sandbox.misbehave({ method: 'POST', path, ...order });
    const reached = sandbox.waitFor((event) => event.phase === phase && event.request.path === path);
    const { child, ended } = startProcess(orderFor(file));
    await reached;
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    expect(callsInCrm()).toBe(heldBefore);
    // While the CRM is still working on it, the next start gives it longer than it takes.
    expect(await startAgain(file, order.when === 'before' ? 3_000 : 50)).toEqual({
      signal: null,
      said: 'logged',
    });
    expect(callsInCrm()).toBe(1);
  });
});

describe('killed while the contact for a new number was created, there is one contact and one call', () => {
  const createContact = (): ProcessOrder['createContact'] => ({ name: NAME, phone: demo().showcase.unknown });

  it.each<KillStep>(['beforeLease', 'afterLease', 'afterAnswer'])('at the step %s', async (dieAt) => {
    const file = journalWithCall(demo().showcase.unknown);
    const first = startProcess(orderFor(file, { createContact: createContact(), dieAt }));
    expect((await first.ended).signal).toBe('SIGKILL');
    expect(await startAgain(file)).toEqual({ signal: null, said: 'logged' });
    expect(contactsInCrm()).toBe(1);
    expect(callsInCrm()).toBe(1);
  });

  it('while the CRM had created it and not answered yet', async () => {
    const file = journalWithCall(demo().showcase.unknown);
    const path = '/api/v4/contacts';
    sandbox.misbehave({ method: 'POST', path, what: 'delay', when: 'after', delayMs: 60_000 });
    const written = sandbox.waitFor((event) => event.phase === 'written' && event.request.path === path);
    const { child, ended } = startProcess(orderFor(file, { createContact: createContact() }));
    await written;
    child.kill('SIGKILL');
    await ended;
    expect(await startAgain(file)).toEqual({ signal: null, said: 'logged' });
    expect(contactsInCrm()).toBe(1);
    expect(callsInCrm()).toBe(1);
  });
});
