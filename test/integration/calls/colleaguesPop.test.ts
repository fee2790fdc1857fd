import { afterEach, beforeEach, expect, it } from 'vitest';
import { createColleaguesPop } from '../../../main/calls/colleaguesPop.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { clientOf } from '../amocrm/sandboxClient.ts';
import { createRingingDesk } from './ringingDesk.ts';
import type { RingingDesk } from './ringingDesk.ts';

let ringing: RingingDesk;
let sandbox: Sandbox;
beforeEach(async () => {
  ringing = createRingingDesk();
  sandbox = createSandbox({ contacts: 60 });
  await sandbox.listen(0);
});
afterEach(async () => {
  ringing.close();
  await sandbox.close();
});

it('a call is told once, after the pop, though its phone tells of it again and again', async () => {
  for (const kind of ['ringing', 'ringing', 'answered', 'ended'] as const) {
    ringing.report(kind, '+79161234567', { sourceCallId: 'x' });
    await ringing.clock.settle();
  }
  expect(ringing.began).toMatchObject([{ account: 'a', poppedBefore: true, call: { state: 'ringing' } }]);
});

it('the CRM takes the pop-up of such a call', async () => {
  const certain = sandbox.accounts.find(({ subdomain }) => subdomain === 'romashka')?.showcase.certain ?? '';
  const failures: string[] = [];
  const began = createColleaguesPop({
    settings: { get: () => ({ colleagues: { on: true, users: [7] } }) },
    clientOf: () => clientOf(sandbox, 'romashka'),
    log: (message) => failures.push(message),
  });
  ringing.report('ringing', certain);
  await ringing.clock.settle();
  const answered = sandbox.waitFor(({ phase }) => phase === 'answered');
  for (const { account, call } of ringing.began) began(account, call);
  const { request } = await answered;
  expect(request).toMatchObject({ method: 'POST', path: '/api/v2/events', status: 200 });
  expect(failures).toEqual([]);
});
