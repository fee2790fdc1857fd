import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../../scripts/drive/ask.ts';
import { launch } from '../../scripts/drive/app.ts';
import { softphoneHook } from '../../scripts/drive/hook.ts';
import type { SignedIn } from '../../scripts/drive/signedIn.ts';
import { percentiles, prefixed } from './figure.ts';
import type { Figure } from './figure.ts';
import { hookPhone, REST_MS, ringProduct, type RingingPhone } from './pop.ts';
import { CONTACTS } from './profile.ts';

const RINGS = 200;
const BLOCK = 5;
const WARM_UP = 10;
/** How much longer than the hook's own way a source's may be. */
const ALLOWED = 1.5;

/** Ring to painted name of a call that baresip's `ctrl_tcp` tells, beside one that the hook tells; in turns. */
export async function benchSources(env: NodeJS.ProcessEnv, signedIn: SignedIn): Promise<readonly Figure[]> {
  const line = await startLine();
  const app = await launch(signedIn.profile, env);
  try {
    const [list, pop] = [await app.page('account'), await app.page('pop')];
    await ask(list, 'sources', 'set', {
      name: 'baresip',
      values: [
        { field: 'on', value: true },
        { field: 'port', value: line.port },
      ],
    });
    await line.connected;
    const hook = hookPhone(softphoneHook(signedIn.profile.userData));
    const times: { line: number[]; hook: number[] } = { line: [], hook: [] };
    let turn = 0;
    const rings = async (phone: RingingPhone, kept: number[] | null): Promise<void> => {
      for (let count = 0; count < BLOCK; count += 1) {
        await delay(REST_MS);
        const ms = await ringProduct(list, pop, phone, (turn += 1));
        kept?.push(ms);
      }
    };
    for (let done = -WARM_UP; done < RINGS; done += BLOCK) {
      await rings(line, done < 0 ? null : times.line);
      await rings(hook, done < 0 ? null : times.hook);
    }
    await ask(list, 'sources', 'set', { name: 'baresip', values: [{ field: 'on', value: false }] });
    const [ours, hooks] = [percentiles(times.line), percentiles(times.hook)];
    return [
      {
        name: 'source p95',
        unit: 'ms',
        figure: ours.p95,
        floor: hooks.p95,
        ratio: ours.p95 / hooks.p95,
        target: `at most ${ALLOWED}x the hook's`,
        pass: ours.p95 <= ALLOWED * hooks.p95,
        detail: {
          ...prefixed('ctrl_tcp', ours),
          ...prefixed('hook', hooks),
          rings: RINGS,
          contacts: CONTACTS,
        },
      },
    ];
  } finally {
    await app.close();
    line.close();
  }
}

/** A `ctrl_tcp` that writes the lines baresip 1.0.0 writes. */
async function startLine(): Promise<
  RingingPhone & { readonly port: number; readonly connected: Promise<void>; close(): void }
> {
  let client: Socket | null = null;
  let isConnected: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => (isConnected = resolve));
  const server = createServer((socket) => {
    client = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    isConnected();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const write = async (type: string, number: string, name: string): Promise<void> => {
    const text = JSON.stringify({
      event: true,
      type,
      class: 'call',
      accountaor: `sip:${name}`,
      direction: 'incoming',
      peeruri: `sip:${number}@127.0.0.1:5060`,
      id: name,
      param: '',
    });
    client?.write(`${Buffer.byteLength(text)}:${text},`);
  };
  return {
    port: (server.address() as AddressInfo).port,
    connected,
    ring: (number, name) => write('CALL_INCOMING', number, name),
    miss: (number, name) => write('CALL_CLOSED', number, name),
    close() {
      client?.destroy();
      server.close();
    },
  };
}
