import { connect } from 'node:net';
import { amiAction } from '../../main/sources/asterisk/amiReader.ts';
import { startBaresip } from '../phones/baresipPhone.ts';
import { eventually } from '../phones/eventually.ts';
import type { Asterisk } from './asterisk.ts';
import { CUSTOMER, type Stage } from './sceneParts.ts';

/** Sets up the phones of the scenes on a running Asterisk. */
export async function setStage(asterisk: Asterisk): Promise<Stage & { close(): Promise<void> }> {
  const { registrar } = asterisk;
  const users = ['101', '91101', '101-WS', '102', 'trunk'] as const;
  const phoneOf = (user: (typeof users)[number]) => startBaresip({ user, registrar });
  const [me, mySecond, myBrowser, colleague, outside] = await Promise.all([
    phoneOf('101'),
    phoneOf('91101'),
    phoneOf('101-WS'),
    phoneOf('102'),
    phoneOf('trunk'),
  ]);
  await eventually('all phones are registered', () => {
    const contacts = asterisk.cli('pjsip show contacts');
    return users.every((name) => contacts.includes(` ${name}/`));
  });
  const hand = await logInAsHand(asterisk.amiPort);
  return {
    me,
    mySecond,
    myBrowser,
    colleague,
    outside,
    registrar,
    parkedIn: (slot) =>
      eventually(`parked in ${slot ?? 'no slot'}`, () => {
        const found = /Space\s*:\s*(\d+)/.exec(asterisk.cli('parking show default'))?.[1] ?? null;
        return found === slot;
      }),
    callIn: (extension) => outside.dial(`sip:${CUSTOMER.slice(1)}*${extension}@${registrar}`),
    callOut: (number) => me.dial(`sip:${number}@${registrar}`),
    manage: hand.manage,
    async channelOf(endpoint) {
      let channel = '';
      await eventually(`${endpoint} has a channel`, () => {
        const names = asterisk.cli('core show channels concise').split('\n');
        channel = names.find((line) => line.startsWith(`PJSIP/${endpoint}-`))?.split('!')[0] ?? '';
        return channel !== '';
      });
      return channel;
    },
    async close() {
      hand.close();
      await Promise.all([me, mySecond, myBrowser, colleague, outside].map((phone) => phone.stop()));
    },
  };
}

async function logInAsHand(port: number): Promise<{ manage: Stage['manage']; close(): void }> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  let count = 0;
  const manage: Stage['manage'] = async (action) => {
    const id = `hand-${(count += 1)}`;
    socket.write(amiAction({ ...action, ActionID: id }));
    const answer = (): string | undefined =>
      heard.split('\r\n\r\n').find((block) => block.includes(`ActionID: ${id}\r\n`));
    await eventually(`Asterisk answers ${action['Action'] ?? ''}`, () => answer() !== undefined);
    if (answer()?.includes('Response: Success') !== true) throw new Error(answer());
  };
  await manage({ Action: 'Login', Username: 'hand', Secret: 'hand-secret', Events: 'off' });
  return {
    manage,
    close: () => {
      socket.destroy();
    },
  };
}
