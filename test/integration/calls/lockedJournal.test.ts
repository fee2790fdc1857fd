import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPatience } from '../../../main/journal/disk/lockRetry.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => {
  ringing.close();
});

const IVAN = '+79161234567';
const ANNA = '+79167654321';
const last = () => ringing.shown.at(-1);

/** Another process that holds the journal's write lock until it is told to let go. */
async function heldBy(file: string): Promise<{ letGo(): Promise<void> }> {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
  const program = spawn(
    process.execPath,
    [
      '-e',
      `const db = new (require(${JSON.stringify(sqlite)}))(${JSON.stringify(file)});
       db.exec('BEGIN EXCLUSIVE');
       console.log('held');
       process.stdin.once('data', () => { db.exec('ROLLBACK'); db.close(); process.exit(0); });`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await once(program.stdout, 'data');
  return {
    async letGo() {
      const gone = once(program, 'exit');
      program.stdin.end('go');
      await gone;
    },
  };
}

describe('while another process holds the journal', () => {
  it('calls ring and end on the pop, and all of it is written once it lets go', async () => {
    const other = await heldBy(ringing.file);
    ringing.report('ringing', IVAN, { sourceCallId: 'one' });
    await ringing.clock.settle();
    ringing.report('ended', IVAN, { sourceCallId: 'one' });
    await ringing.clock.advance(1_000);
    ringing.report('ringing', ANNA, { sourceCallId: 'two' });
    expect(last()?.calls.map(({ call }) => call.state)).toEqual(['ended', 'ringing']);
    await ringing.clock.settle();
    // The windows are told, too: the call is in the list although the disk has not got it.
    expect(ringing.callViews.today('a').calls.map(({ id, state }) => [id, state])).toEqual([
      ['call-2', 'ringing'],
      ['call-1', 'ended'],
    ]);
    expect(ringing.began.map(({ call }) => call.id)).toEqual(['call-1', 'call-2']);
    expect(ringing.actions.log('call-1', 4)).toMatchObject({ ok: false, error: { code: 'journal' } });
    await other.letGo();
    // Without anybody waiting for the kept write: what the agent does writes it first.
    expect(ringing.actions.log('call-1', 4)).toMatchObject({
      ok: true,
      value: { result: 4, state: 'ended' },
    });
    expect(ringing.journal.disk.kept()).toBe(0);
    expect(ringing.journal.outbox.ofCall('a', 'call-1')).toHaveLength(1);
  });

  it('a digit pressed once is the result when it lets go', async () => {
    ringing.report('ringing', IVAN);
    ringing.report('missed', IVAN);
    await ringing.clock.settle();
    const patience = createPatience({ disk: ringing.journal.disk, clock: ringing.clock });
    const other = await heldBy(ringing.file);
    const pressed = patience(() => ringing.actions.log('call-1', 6));
    await ringing.clock.advance(8_000);
    await other.letGo();
    await ringing.clock.advance(100);
    expect(await pressed).toMatchObject({ ok: true, value: { result: 6 } });
    expect(ringing.journal.outbox.ofCall('a', 'call-1')).toHaveLength(1);
  });
});
