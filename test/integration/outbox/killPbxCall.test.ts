import { describe, expect, it } from 'vitest';
import { CALL, killedAppPerTest } from './killedApp.ts';
import type { KillStep } from './processOrder.ts';

const desk = killedAppPerTest();

const sources = (): string[] =>
  desk()
    .sandbox.calls(desk().demo.subdomain)
    .map(({ source }) => source);
const results = (): number =>
  desk()
    .store.notes.all()
    .filter(({ params }) => params['text'] === 'Result 4').length;

/** A call the agent had, and that the PBX logged. */
function callOfPbx(): string {
  const phone = desk().demo.showcase.certain;
  const file = desk().journalWithCall(phone);
  const { subdomain } = desk().demo;
  expect(desk().sandbox.pbxLogs(subdomain, { phone, direction: 'inbound', duration: 42 })).toBe(true);
  return file;
}

describe('a call the PBX logged, on the CRM’s own wire: one call, one result', () => {
  it.each<KillStep>([
    'afterResultCommit',
    'whileJoining',
    'beforeLease',
    'afterLease',
    'afterAnswer',
    'afterDone',
  ])('killed at the step %s', async (dieAt) => {
    const file = callOfPbx();
    const killed = await desk().startProcess(desk().orderFor(file, { pbx: true, dieAt })).ended;
    expect(killed.signal).toBe('SIGKILL');
    expect(await desk().startAgain(desk().orderFor(file, { pbx: true }))).toEqual({
      signal: null,
      said: 'logged',
    });
    expect(sources()).toEqual(['sandbox-pbx']);
    expect(results()).toBe(1);
  });

  it('with the answer to its result lost', async () => {
    const file = callOfPbx();
    desk().sandbox.misbehave({ what: 'dropAfter', method: 'POST' });
    expect(await desk().startProcess(desk().orderFor(file, { pbx: true })).ended).toMatchObject({
      said: 'logged',
    });
    expect(sources()).toEqual(['sandbox-pbx']);
    expect(results()).toBe(1);
  });

  it('and what no PBX logged is logged by Ringside', async () => {
    const file = desk().journalWithCall(desk().demo.showcase.certain);
    expect(await desk().startProcess(desk().orderFor(file, { pbx: true })).ended).toMatchObject({
      said: 'logged',
    });
    expect(desk().sandbox.calls(desk().demo.subdomain)).toMatchObject([{ uniq: CALL, source: 'Ringside' }]);
    expect(results()).toBe(0);
  });
});
