import type { BaresipPhone } from '../phones/baresipPhone.ts';
import { eventually } from '../phones/eventually.ts';

/** The real phones of a scene, and a hand on the switchboard. */
export interface Stage {
  /** The agent's, whose calls are watched. */
  readonly me: BaresipPhone;
  readonly colleague: BaresipPhone;
  /** Stands for the world outside: whoever calls in or is called. */
  readonly outside: BaresipPhone;
  /** Somebody outside calls an extension. */
  readonly callIn: (extension: string) => Promise<void>;
  /** I call a number. */
  readonly callOut: (number: string) => Promise<void>;
  /** Asks Asterisk for something, as a manager with all rights. */
  readonly manage: (action: Readonly<Record<string, string>>) => Promise<void>;
  /** The channel of a phone: `PJSIP/102-0000001a`. */
  readonly channelOf: (endpoint: string) => Promise<string>;
}

export interface Scene {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
  /** What the agent's extension tells, repetitions left out: kind, and with the first of a call its direction and number. */
  readonly expected: readonly string[];
}

export const CUSTOMER = '+79161234567';
const rings = (phone: BaresipPhone): Promise<void> => eventually('the phone rings', () => phone.isRinging());
const talks = (phone: BaresipPhone): Promise<void> => eventually('they talk', () => phone.isTalking());
const silent = (...phones: readonly BaresipPhone[]): Promise<void> =>
  eventually('the line is free', async () => {
    const busy = await Promise.all(phones.map((phone) => phone.hasCall()));
    return !busy.includes(true);
  });

const ringing = `ringing inbound ${CUSTOMER}`;
const dialing = `dialing outbound ${CUSTOMER}`;

/** Everything the issue asks of a switchboard, as it happens on a real Asterisk. */
export const scenes: readonly Scene[] = [
  {
    name: 'incoming answered',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'incoming missed',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'ended'],
  },
  {
    name: 'incoming declined',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await me.hangUp();
      await silent(outside);
    },
    expected: [ringing, 'ended'],
  },
  {
    name: 'ring group answered elsewhere',
    async play({ me, colleague, outside, callIn }) {
      await callIn('600');
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'ring group over Local channels answered elsewhere',
    async play({ me, colleague, outside, callIn }) {
      await callIn('601');
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'ring group over Local channels answered here',
    async play({ me, colleague, outside, callIn }) {
      await callIn('601');
      await rings(me);
      await me.answer();
      await silent(colleague);
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'queue rings again and is answered elsewhere',
    async play({ me, colleague, outside, callIn }) {
      await callIn('700');
      await rings(me);
      await silent(me);
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await silent(me);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'ended answeredElsewhere'],
  },
  {
    name: 'queue given up between two rings',
    async play({ me, outside, callIn }) {
      await callIn('700');
      await rings(me);
      await silent(me);
      await outside.hangUp();
      await silent(outside);
    },
    expected: [ringing, 'ended'],
  },
  {
    name: 'outgoing answered',
    async play({ me, outside, callOut }) {
      await callOut(CUSTOMER);
      await rings(outside);
      await outside.answer();
      await talks(me);
      await me.hangUp();
      await silent(outside);
    },
    expected: [dialing, 'answered', 'ended'],
  },
  {
    name: 'outgoing busy',
    async play({ me, outside, callOut }) {
      await callOut(CUSTOMER);
      await rings(outside);
      await outside.hangUp();
      await silent(me);
    },
    expected: [dialing, 'ended busy'],
  },
  {
    name: 'outgoing given up',
    async play({ me, outside, callOut }) {
      await callOut(CUSTOMER);
      await rings(outside);
      await me.hangUp();
      await silent(outside);
    },
    expected: [dialing, 'ended'],
  },
  {
    name: 'originate',
    async play({ me, outside, manage }) {
      await manage({
        Action: 'Originate',
        Channel: 'PJSIP/101',
        Context: 'phones',
        Exten: CUSTOMER,
        Priority: '1',
        CallerID: `${CUSTOMER} <${CUSTOMER}>`,
        Async: 'true',
      });
      await rings(me);
      await me.answer();
      await rings(outside);
      await outside.answer();
      await talks(outside);
      await me.hangUp();
      await silent(outside);
    },
    expected: [dialing, 'answered', 'ended'],
  },
  {
    name: 'blind transfer to me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('600');
      await rings(me);
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      await silent(me);
      const channel = await channelOf('102');
      await manage({ Action: 'BlindTransfer', Channel: channel, Context: 'phones', Exten: '101' });
      await rings(me);
      await me.answer();
      await talks(me);
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'ended answeredElsewhere', ringing, 'answered', 'ended'],
  },
  {
    name: 'blind transfer by me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      const channel = await channelOf('101');
      await manage({ Action: 'BlindTransfer', Channel: channel, Context: 'phones', Exten: '102' });
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      await outside.hangUp();
      await silent(colleague);
    },
    expected: [ringing, 'answered', 'ended'],
  },
  {
    name: 'attended transfer to me',
    async play({ me, colleague, outside, callIn, manage, channelOf }) {
      await callIn('102');
      await rings(colleague);
      await colleague.answer();
      await talks(colleague);
      const channel = await channelOf('102');
      await manage({ Action: 'Atxfer', Channel: channel, Context: 'phones', Exten: '101' });
      await rings(me);
      await me.answer();
      await talks(me);
      await colleague.hangUp();
      await silent(colleague);
      await outside.hangUp();
      await silent(me);
    },
    expected: ['ringing inbound 102', 'answered', `renumbered ${CUSTOMER}`, 'ended'],
  },
  {
    name: 'hold',
    async play({ me, outside, callIn }) {
      await callIn('101');
      await rings(me);
      await me.answer();
      await talks(me);
      await me.hold();
      await me.resume();
      await outside.hangUp();
      await silent(me);
    },
    expected: [ringing, 'answered', 'held', 'resumed', 'ended'],
  },
];
