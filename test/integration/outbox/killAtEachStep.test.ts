import { describe, expect, it } from 'vitest';
import type { MisbehaviourOrder } from '../../../sandbox/misbehaviour.ts';
import type { SandboxEvent } from '../../../sandbox/requestLog.ts';
import { CALL, killedAppPerTest } from './killedApp.ts';
import type { KillStep, ProcessOrder } from './processOrder.ts';

const NAME = 'Kept Once';
const killedApp = killedAppPerTest();

const callsInCrm = (): number =>
  killedApp()
    .sandbox.calls(killedApp().demo.subdomain)
    .filter(({ uniq }) => uniq === CALL).length;
const contactsInCrm = (): number =>
  killedApp()
    .store.contacts.all()
    .filter(({ name }) => name === NAME).length;

describe('killed between the key and the answer, the call is in the CRM exactly once', () => {
  it.each<KillStep>(['afterResultCommit', 'beforeLease', 'afterLease', 'afterAnswer', 'afterDone'])(
    'at the step %s',
    async (dieAt) => {
      const file = killedApp().journalWithCall(killedApp().demo.showcase.certain);
      expect(await killedApp().startProcess(killedApp().orderFor(file, { dieAt })).ended).toEqual({
        signal: 'SIGKILL',
        said: '',
      });
      expect(callsInCrm()).toBe(dieAt === 'afterAnswer' || dieAt === 'afterDone' ? 1 : 0);
      expect(await killedApp().startAgain(killedApp().orderFor(file))).toEqual({
        signal: null,
        said: 'logged',
      });
      expect(callsInCrm()).toBe(1);
    },
  );

  it('before the result was committed there is nothing to send, and nothing is', async () => {
    const file = killedApp().journalWithCall(killedApp().demo.showcase.certain);
    const first = await killedApp().startProcess(killedApp().orderFor(file, { dieAt: 'beforeResultCommit' }))
      .ended;
    expect(first.signal).toBe('SIGKILL');
    expect(await killedApp().startAgain(killedApp().orderFor(file))).toEqual({
      signal: null,
      said: 'unlogged',
    });
    expect(killedApp().sandbox.log()).toEqual([]);
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
    const file = killedApp().journalWithCall(killedApp().demo.showcase.certain);
    killedApp().sandbox.misbehave({ method: 'POST', path, ...order });
    const reached = killedApp().sandbox.waitFor(
      (event) => event.phase === phase && event.request.path === path,
    );
    const { child, ended } = killedApp().startProcess(killedApp().orderFor(file));
    await reached;
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    expect(callsInCrm()).toBe(heldBefore);
    // While the CRM is still working on it, the next start gives it longer than it takes.
    expect(
      await killedApp().startAgain(killedApp().orderFor(file), order.when === 'before' ? 3_000 : 50),
    ).toEqual({
      signal: null,
      said: 'logged',
    });
    expect(callsInCrm()).toBe(1);
  });
});

describe('killed while the contact for a new number was created, there is one contact and one call', () => {
  const createContact = (): ProcessOrder['createContact'] => ({
    name: NAME,
    phone: killedApp().demo.showcase.unknown,
  });

  it.each<KillStep>(['beforeLease', 'afterLease', 'afterAnswer'])('at the step %s', async (dieAt) => {
    const file = killedApp().journalWithCall(killedApp().demo.showcase.unknown);
    const first = killedApp().startProcess(
      killedApp().orderFor(file, { createContact: createContact(), dieAt }),
    );
    expect((await first.ended).signal).toBe('SIGKILL');
    expect(await killedApp().startAgain(killedApp().orderFor(file))).toEqual({
      signal: null,
      said: 'logged',
    });
    expect(contactsInCrm()).toBe(1);
    expect(callsInCrm()).toBe(1);
  });

  it('while the CRM had created it and not answered yet', async () => {
    const file = killedApp().journalWithCall(killedApp().demo.showcase.unknown);
    const path = '/api/v4/contacts';
    killedApp().sandbox.misbehave({ method: 'POST', path, what: 'delay', when: 'after', delayMs: 60_000 });
    const written = killedApp().sandbox.waitFor(
      (event) => event.phase === 'written' && event.request.path === path,
    );
    const { child, ended } = killedApp().startProcess(
      killedApp().orderFor(file, { createContact: createContact() }),
    );
    await written;
    child.kill('SIGKILL');
    await ended;
    expect(await killedApp().startAgain(killedApp().orderFor(file))).toEqual({
      signal: null,
      said: 'logged',
    });
    expect(contactsInCrm()).toBe(1);
    expect(callsInCrm()).toBe(1);
  });
});
