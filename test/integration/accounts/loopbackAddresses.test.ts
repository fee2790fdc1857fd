import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/drive/freePort.ts';
import { browser, decide, openDesk, settled, type Desk } from './accountsUnderTest.ts';

let desk: Desk;
afterEach(() => desk.close());

const ALLOW = { decision: 'allow', account: 'romashka' };
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

describe('a sign-in that comes back to localhost', () => {
  it.skipIf(!hasIpv6).each(['127.0.0.1', '[::1]'])(
    'a browser that takes localhost for %s arrives, and is asked for the same name as registered',
    async (address) => {
      const port = await freePort();
      desk = await openDesk({}, `http://localhost:${String(port)}/oauth/callback`);
      await desk.signIn.start(desk.zone, desk.integration);
      const callback = await decide(desk.opened.at(-1) ?? '', ALLOW);
      const there = new URL(callback);
      there.hostname = address;
      expect((await browser.get(there, { headers: { host: `127.0.0.1:${String(port)}` } })).statusCode).toBe(
        403,
      );
      expect((await browser.get(there, { headers: { host: callback.host } })).statusCode).toBe(303);
      expect(await settled(desk.signIn)).toMatchObject({ phase: 'done' });
    },
  );

  it.skipIf(!hasIpv6)(
    'a port taken at the other loopback address is taken: the code could go there',
    async () => {
      desk = await openDesk();
      const port = Number(new URL(desk.listener).port);
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(port, '::1', resolve));
      expect(await desk.signIn.start(desk.zone, desk.integration)).toMatchObject({ failure: 'portInUse' });
      expect(desk.opened).toEqual([]);
      await new Promise((resolve) => other.close(resolve));
    },
  );
});
