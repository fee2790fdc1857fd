import { describe, expect, it } from 'vitest';
import { CALL, killedAppPerTest } from './killedApp.ts';
import type { KillStep } from './processOrder.ts';

const desk = killedAppPerTest();

const sources = (): string[] =>
  desk()
    .sandbox.calls(desk().demo.subdomain)
    .map(({ source }) => source);
/** In the PBX's own note or beside it. */
const results = (): number =>
  desk()
    .store.notes.all()
    .filter(
      ({ params }) =>
        params['text'] === 'Result 4' || (params['call_status'] === 4 && params['source'] === 'sandbox-pbx'),
    ).length;

/** A call the agent had, and that the PBX logged. */
function callOfPbx(): string {
  const phone = desk().demo.showcase.certain;
  const file = desk().journalWithCall(phone);
  const { subdomain } = desk().demo;
  expect(desk().sandbox.pbxLogs(subdomain, { phone, direction: 'inbound', duration: 42 })).toBe(true);
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
      const killed = await desk().startProcess(desk().orderFor(file, { pbx, dieAt })).ended;
      expect(killed.signal).toBe('SIGKILL');
      expect(await desk().startAgain(desk().orderFor(file, { pbx }))).toEqual({
        signal: null,
        said: 'logged',
      });
      expect(sources()).toEqual(['sandbox-pbx']);
      expect(results()).toBe(1);
    });

    it('with the answer to its result lost', async () => {
      const file = callOfPbx();
      desk().sandbox.misbehave({ what: 'dropAfter', method: pbx === 'inPlace' ? 'PATCH' : 'POST' });
      expect(await desk().startProcess(desk().orderFor(file, { pbx })).ended).toMatchObject({
        said: 'logged',
      });
      expect(sources()).toEqual(['sandbox-pbx']);
      expect(results()).toBe(1);
    });

    it('and what no PBX logged is logged by Ringside', async () => {
      const file = desk().journalWithCall(desk().demo.showcase.certain);
      expect(await desk().startProcess(desk().orderFor(file, { pbx })).ended).toMatchObject({
        said: 'logged',
      });
      expect(desk().sandbox.calls(desk().demo.subdomain)).toMatchObject([{ uniq: CALL, source: 'Ringside' }]);
      expect(results()).toBe(0);
    });
  },
);
