import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/drive/freePort.ts';
import {
  browser,
  decide,
  openAccountsUnderTest,
  settled,
  type AccountsUnderTest,
} from './accountsUnderTest.ts';

let fixture: AccountsUnderTest;
afterEach(() => fixture.close());

const ALLOW = { decision: 'allow', account: 'romashka' };
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

describe('a sign-in that comes back to localhost', () => {
  it.skipIf(!hasIpv6).each(['127.0.0.1', '[::1]'])(
    'a browser that takes localhost for %s arrives, and is asked for the same name as registered',
    async (address) => {
      const port = await freePort();
      fixture = await openAccountsUnderTest({}, `http://localhost:${String(port)}/oauth/callback`);
      await fixture.signIn.start(fixture.zone, fixture.integration);
      const callback = await decide(fixture.opened.at(-1) ?? '', ALLOW);
      const there = new URL(callback);
      there.hostname = address;
      expect((await browser.get(there, { headers: { host: `127.0.0.1:${String(port)}` } })).statusCode).toBe(
        403,
      );
      expect((await browser.get(there, { headers: { host: callback.host } })).statusCode).toBe(303);
      expect(await settled(fixture.signIn)).toMatchObject({ phase: 'done' });
    },
  );

  it.skipIf(!hasIpv6)(
    'a port taken at the other loopback address is taken: the code could go there',
    async () => {
      fixture = await openAccountsUnderTest();
      const port = Number(new URL(fixture.listener).port);
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(port, '::1', resolve));
      expect(await fixture.signIn.start(fixture.zone, fixture.integration)).toMatchObject({
        failure: 'portInUse',
      });
      expect(fixture.opened).toEqual([]);
      await new Promise((resolve) => other.close(resolve));
    },
  );
});
