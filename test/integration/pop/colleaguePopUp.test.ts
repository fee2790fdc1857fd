import { afterEach, beforeEach, expect, it } from 'vitest';
import { createColleaguesPop } from '../../../main/pop/colleaguePopUp.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { clientOf } from '../crm/sandboxClient.ts';
import { createCallsUnderTest } from '../calls/callsUnderTest.ts';
import type { CallsUnderTest } from '../calls/callsUnderTest.ts';

let ringing: CallsUnderTest;
let sandbox: Sandbox;
beforeEach(async () => {
  ringing = createCallsUnderTest();
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
