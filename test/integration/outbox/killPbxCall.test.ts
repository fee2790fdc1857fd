import { describe, expect, it } from 'vitest';
import { CALL, killedAppPerTest } from './killedApp.ts';
import type { KillStep } from './processOrder.ts';

const killedApp = killedAppPerTest();

const sources = (): string[] =>
  killedApp()
    .sandbox.calls(killedApp().demo.subdomain)
    .map(({ source }) => source);
/** In the PBX's own note or beside it. */
const results = (): number =>
  killedApp()
    .store.notes.all()
    .filter(
      ({ params }) =>
        params['text'] === 'Result 4' || (params['call_status'] === 4 && params['source'] === 'sandbox-pbx'),
    ).length;

/** A call the agent had, and that the PBX logged. */
function callOfPbx(): string {
  const phone = killedApp().demo.showcase.certain;
  const file = killedApp().journalWithCall(phone);
  const { subdomain } = killedApp().demo;
  expect(killedApp().sandbox.pbxLogs(subdomain, { phone, direction: 'inbound', duration: 42 })).toBe(true);
  return file;
}

describe.each(['inPlace', 'beside'] as const)(
  'a call the PBX logged, on the CRM’s own wire, its result %s: one call, one result',
  (pbx) => {
    it.each<KillStep>([
      'afterResultCommit',
      'whileJoining',
      'beforeLease',
      'afterLease',
      'afterAnswer',
      'afterDone',
    ])('killed at the step %s', async (dieAt) => {
      const file = callOfPbx();
      const killed = await killedApp().startProcess(killedApp().orderFor(file, { pbx, dieAt })).ended;
      expect(killed.signal).toBe('SIGKILL');
      expect(await killedApp().startAgain(killedApp().orderFor(file, { pbx }))).toEqual({
        signal: null,
        said: 'logged',
      });
      expect(sources()).toEqual(['sandbox-pbx']);
      expect(results()).toBe(1);
    });

    it('with the answer to its result lost', async () => {
      const file = callOfPbx();
      killedApp().sandbox.misbehave({ what: 'dropAfter', method: pbx === 'inPlace' ? 'PATCH' : 'POST' });
      expect(await killedApp().startProcess(killedApp().orderFor(file, { pbx })).ended).toMatchObject({
        said: 'logged',
      });
      expect(sources()).toEqual(['sandbox-pbx']);
      expect(results()).toBe(1);
    });

    it('and what no PBX logged is logged by Ringside', async () => {
      const file = killedApp().journalWithCall(killedApp().demo.showcase.certain);
      expect(await killedApp().startProcess(killedApp().orderFor(file, { pbx })).ended).toMatchObject({
        said: 'logged',
      });
      expect(killedApp().sandbox.calls(killedApp().demo.subdomain)).toMatchObject([
        { uniq: CALL, source: 'Ringside' },
      ]);
      expect(results()).toBe(0);
    });
  },
);
